import {Author, Key, body, charter, ofTips, spaceOf, valueHash} from './format.mjs';

const text = charter(new Key('owner'), 'any');
const space = spaceOf(text);
const W = (...values) => values.map(valueHash).sort();
export const records = [];

// One history. `say` lets an author write a change of record t/1 over what `sees` names.
class History {
  constructor(name) {
    this.name = name;
    this.lines = {};
    this.a = new Author('ann', space);
    this.b = new Author('bob', space);
    this.c = new Author('cid', space);
    this.minute = 0;
  }
  // `seen` maps register names to lists of tips; an `=element` stands below its property as 'p=e', '*' as 'p*'.
  say(author, op, rest = {}, seen = {}, absorbed = {}) {
    const tips = ofTips(...new Map([...Object.values(seen).flat(), ...Object.values(absorbed).flatMap((list) => list.map((item) => item.tip))]
      .map((tip) => [tip.join(), tip])).values());
    const index = (tip) => tips.findIndex((one) => one.join() === tip.join());
    const dots = (list) => list.map((tip) => [index(tip), tip[1]]).sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    const over = {};
    for (const [register, list] of Object.entries(seen)) {
      const [, property, element] = register.match(/^([^=*]+)([=*].*)?$/);
      if (element) (over[property] ??= {})[element] = dots(list);
      else if (register in over) over[register][''] = dots(list);
      else over[property] = dots(list);
    }
    const change = {op, type: rest.type ?? 't', id: rest.id ?? '1', ...rest};
    if (Object.keys(absorbed).length) {
      change.absorbed = Object.fromEntries(Object.entries(absorbed).map(([property, list]) =>
        [property, list.map(({tip, total}) => [index(tip), tip[1], total]).sort((x, y) => x[0] - y[0] || x[1] - y[1])]));
    }
    if (Object.keys(over).length) change.over = over;
    return this.line(author, body(++this.minute, [change], tips.length ? tips : null));
  }
  line(author, content, as = null) {
    const line = author.write(content);
    const letter = {ann: 'a', bob: 'b', cid: 'c'}[author.name];
    const name = as ?? letter + author.seq + (author.branch ?? '');
    this.lines[name] = line;
    return author.tip();
  }
  done(orders, live, view) {
    records.push({name: this.name, charter: text, record: ['t', '1'], lines: this.lines, orders: orders.map((order) => order.split(' ')), live, view});
  }
}
const view = (values, standing = {}, more = {}) => ({exists: true, open: Object.values(standing).includes('open'), values, standing, ...more});
let h;

h = new History('an edit replaces what it saw');
{ const a1 = h.say(h.a, 'create', {set: {s: 'new'}});
  h.say(h.b, 'update', {set: {s: 'done'}, was: {s: W('new')}}, {s: [a1], _deleted: [a1]}); }
h.done(['a1 b1', 'a1 a1 b1 a1 b1'], {_deleted: [['b1', false]], s: [['b1', 'done']]}, view({s: 'done'}));

h = new History('edits of different properties made apart both stand');
{ const a1 = h.say(h.a, 'create', {set: {p: 1, q: 1}});
  h.say(h.b, 'update', {set: {p: 2}, was: {p: W(1)}}, {p: [a1], _deleted: [a1]});
  h.say(h.c, 'update', {set: {q: 2}, was: {q: W(1)}}, {q: [a1], _deleted: [a1]}); }
h.done(['a1 b1 c1', 'a1 c1 b1'], {_deleted: [['b1', false], ['c1', false]], p: [['b1', 2]], q: [['c1', 2]]}, view({p: 2, q: 2}));

h = new History('edits of one property made apart are open; the later is provisional');
{ const a1 = h.say(h.a, 'create', {set: {s: 'new'}});
  h.say(h.b, 'update', {set: {s: 'x'}, was: {s: W('new')}}, {s: [a1], _deleted: [a1]});
  h.say(h.c, 'update', {set: {s: 'y'}, was: {s: W('new')}}, {s: [a1], _deleted: [a1]}); }
h.done(['a1 b1 c1', 'a1 c1 b1'], {_deleted: [['b1', false], ['c1', false]], s: [['b1', 'x'], ['c1', 'y']]}, view({s: 'y'}, {s: 'open'}));

h = new History('a decision replaces all it saw, and votes against what it did not');
{ const a1 = h.say(h.a, 'create', {set: {s: 'x'}});
  const b1 = h.say(h.b, 'create', {set: {s: 'y'}});
  h.say(h.c, 'update', {set: {s: 'x'}, was: {s: W('x', 'y')}}, {s: [a1, b1], _deleted: [a1, b1]});
  h.say(h.b, 'update', {set: {s: 'y'}, was: {s: W('x', 'y')}}, {s: [a1], _deleted: [a1]});
  h.say(h.a, 'update', {set: {s: 'x'}, was: {s: W('x', 'y')}}, {s: [b1], _deleted: [b1]}); }
h.done(['a1 b1 c1 b2 a2', 'b1 a1 a2 b2 c1', 'a1 b1 b2 c1 a2'], {_deleted: [['c1', false], ['b2', false], ['a2', false]], s: [['c1', 'x'], ['b2', 'y'], ['a2', 'x']]},
  view({s: 'x'}, {s: 'healed'}));

h = new History("a replica's own earlier entry goes without being named");
{ h.say(h.a, 'create', {set: {s: 1}}); h.say(h.a, 'update', {set: {s: 2}, was: {s: W(1)}}); }
h.done(['a1 a2'], {_deleted: [['a2', false]], s: [['a2', 2]]}, view({s: 2}));

h = new History('an edit by another that names nothing replaces nothing');
{ h.say(h.a, 'create', {set: {s: 1}}); h.say(h.b, 'update', {set: {s: 2}}); }
h.done(['a1 b1', 'b1 a1'], {_deleted: [['a1', false], ['b1', false]], s: [['a1', 1], ['b1', 2]]}, view({s: 2}, {s: 'open'}));

h = new History('a dot that holds no entry of the register replaces nothing and is no error');
{ const a1 = h.say(h.a, 'create', {set: {s: 1}}); h.say(h.b, 'update', {set: {q: 2}}, {q: [a1]}); }
h.done(['a1 b1'], {_deleted: [['a1', false], ['b1', false]], q: [['b1', 2]], s: [['a1', 1]]}, view({q: 2, s: 1}));

h = new History('the branches of a forked replica stand beside each other');
{ h.say(h.a, 'create', {set: {s: 0}});
  const twin = h.a.copy(); twin.branch = 'x';
  h.say(h.a, 'update', {set: {s: 1}, was: {s: W(0)}}); h.say(twin, 'update', {set: {s: 2}, was: {s: W(0)}}); }
h.done(['a1 a2 a2x', 'a1 a2x a2'], {_deleted: [['a2', false], ['a2x', false]], s: [['a2', 1], ['a2x', 2]]}, view({s: 2}, {s: 'open'}));

h = new History('another branch is named like anybody, by its own mark');
{ h.say(h.a, 'create', {set: {s: 0}});
  const twin = h.a.copy(); twin.branch = 'x';
  h.say(h.a, 'update', {set: {s: 1}, was: {s: W(0)}});
  const x = h.say(twin, 'update', {set: {s: 2}, was: {s: W(0)}});
  h.say(h.b, 'update', {set: {s: 3}, was: {s: W(2)}}, {s: [x], _deleted: [x]}); }
h.done(['a1 a2 a2x b1', 'a1 a2x b1 a2'], {_deleted: [['a2', false], ['b1', false]], s: [['a2', 1], ['b1', 3]]}, view({s: 3}, {s: 'open'}));

h = new History('a counter sums the totals of all replicas on its base');
{ const a1 = h.say(h.a, 'create', {set: {n: 10}});
  h.say(h.a, 'update', {add: {n: 5}}); h.say(h.b, 'update', {add: {n: -3}}, {_deleted: [a1]}); h.say(h.b, 'update', {add: {n: -4}}, {_deleted: [a1]}); }
h.done(['a1 a2 b1 b2', 'a1 b1 b2 a2'], {_deleted: [['a2', false], ['b2', false]], n: [['a1', 10]], 'n+': [['a2', 5], ['b2', -4]]}, view({n: 11}));

h = new History('a new base absorbs the totals its author saw; a step made apart still counts');
{ const a1 = h.say(h.a, 'create', {set: {n: 10}});
  const a2 = h.say(h.a, 'update', {add: {n: 5}});
  h.minute++;
  h.say(h.a, 'update', {add: {n: 7}});
  // `of` names the highest dot used of a branch: a1 is told by a2.
  h.line(h.b, body(3, [{op: 'update', type: 't', id: '1', set: {n: 100}, absorbed: {n: [[0, 2, 5]]}, over: {n: [[0, 1]], _deleted: [[0, 2]]}, was: {n: W(10)}}], [h.a.tip(2)])); }
h.done(['a1 a2 b1 a3', 'a1 a2 a3 b1'], {_deleted: [['b1', false], ['a3', false]], n: [['b1', 100]], 'n+': [['a3', 7]]}, view({n: 102}));

h = new History('a forked counter counts both branches and is open');
{ h.say(h.a, 'create', {set: {n: 0}}); h.say(h.a, 'update', {add: {n: 5}});
  const twin = h.a.copy(); twin.branch = 'x';
  h.say(h.a, 'update', {add: {n: 6}}); h.say(twin, 'update', {add: {n: 8}}); }
h.done(['a1 a2 a3 a3x', 'a1 a2 a3x a3'], {_deleted: [['a3', false], ['a3x', false]], n: [['a1', 0]], 'n+': [['a3', 6], ['a3x', 8]]}, view({n: 14}, {n: 'open'}));

h = new History('a set that absorbed only what stood before the fork leaves a forked counter open');
{ const a1 = h.say(h.a, 'create', {set: {n: 0}}); const a2 = h.say(h.a, 'update', {add: {n: 5}});
  h.say(h.b, 'update', {set: {n: 9}, was: {n: W(0)}}, {n: [a1], _deleted: [a2]}, {n: [{tip: a2, total: 5}]});
  const twin = h.a.copy(); twin.branch = 'x';
  h.say(h.a, 'update', {add: {n: 6}}); h.say(twin, 'update', {add: {n: 8}}); }
h.done(['a1 a2 b1 a3 a3x', 'a1 a2 a3x a3 b1'], {_deleted: [['b1', false], ['a3', false], ['a3x', false]], n: [['b1', 9]], 'n+': [['a3', 6], ['a3x', 8]]}, view({n: 13}, {n: 'open'}));

h = new History('a set that absorbed each branch beyond the fork settles a forked counter');
{ h.say(h.a, 'create', {set: {n: 0}}); h.say(h.a, 'update', {add: {n: 5}});
  const twin = h.a.copy(); twin.branch = 'x';
  const a3 = h.say(h.a, 'update', {add: {n: 6}}); const x = h.say(twin, 'update', {add: {n: 8}});
  const tips = ofTips(a3, x);
  h.line(h.b, body(5, [{op: 'update', type: 't', id: '1', set: {n: 9},
    absorbed: {n: [[0, 3, tips[0] === a3 ? 6 : 8], [1, 3, tips[0] === a3 ? 8 : 6]]}, over: {n: [[0, 1]], _deleted: [[0, 3], [1, 3]]}, was: {n: W(0)}}], tips));
  h.minute++;
  h.say(h.a, 'update', {add: {n: 7}}); }
h.done(['a1 a2 a3 a3x b1 a4', 'a1 a2 a3x a3 a4 b1'], {_deleted: [['b1', false], ['a4', false]], n: [['b1', 9]], 'n+': [['a3x', 8], ['a4', 7]]}, view({n: 10}));

h = new History('a base that is no integer counts as 0');
{ h.say(h.a, 'create', {set: {n: 'many'}}); h.say(h.a, 'update', {add: {n: 2}}); }
h.done(['a1 a2'], {_deleted: [['a2', false]], n: [['a1', 'many']], 'n+': [['a2', 2]]}, view({n: 2}));

h = new History('a sum beyond 2^53 is shown as text');
{ h.say(h.a, 'create', {set: {n: 9007199254740992}}); h.say(h.a, 'update', {add: {n: 9007199254740992}}); }
h.done(['a1 a2'], {_deleted: [['a2', false]], n: [['a1', 9007199254740992]], 'n+': [['a2', 9007199254740992]]}, view({n: '18014398509481984'}));

h = new History('elements are added to the plain list by UTF-8 bytes, and dropped from it');
{ const a1 = h.say(h.a, 'create', {set: {tags: ['z', 'm', 3]}});
  h.say(h.b, 'update', {put: {tags: ['c', '\uffff', '\u{10000}']}, drop: {tags: ['m']}}, {_deleted: [a1]}); }
h.done(['a1 b1', 'a1 b1 b1'], {_deleted: [['b1', false]], tags: [['a1', ['z', 'm', 3]]], 'tags=c': [['b1', true]], 'tags=m': [['b1', false]], 'tags=\uffff': [['b1', true]], 'tags=\u{10000}': [['b1', true]]},
  view({tags: ['z', 3, 'c', '\uffff', '\u{10000}']}));

h = new History('true beside false is true');
{ const a1 = h.say(h.a, 'create', {put: {tags: ['x']}});
  h.say(h.b, 'update', {drop: {tags: ['x']}, was: {tags: {'=x': W(true)}}}, {'tags=x': [a1], _deleted: [a1]});
  h.say(h.c, 'update', {put: {tags: ['x']}}, {_deleted: [a1]}); }
h.done(['a1 b1 c1', 'a1 c1 b1'], {_deleted: [['b1', false], ['c1', false]], 'tags=x': [['b1', false], ['c1', true]]}, view({tags: ['x']}));

h = new History('a delete hides, and leaves the values underneath');
{ const a1 = h.say(h.a, 'create', {set: {s: 1}}); h.say(h.b, 'delete', {}, {_deleted: [a1]}); }
h.done(['a1 b1'], {_deleted: [['b1', true]], s: [['a1', 1]]}, view({s: 1}, {}, {exists: false}));

h = new History('a delete beside an update is open, and the record is shown whole');
{ const a1 = h.say(h.a, 'create', {set: {s: 1}});
  h.say(h.b, 'delete', {}, {_deleted: [a1]});
  h.say(h.c, 'update', {set: {s: 2}, was: {s: W(1)}}, {s: [a1], _deleted: [a1]}); }
h.done(['a1 b1 c1', 'a1 c1 b1'], {_deleted: [['b1', true], ['c1', false]], s: [['c1', 2]]}, view({s: 2}, {}, {open: true}));

h = new History('a delete beside a delete is agreement');
{ const a1 = h.say(h.a, 'create', {set: {s: 1}}); h.say(h.b, 'delete', {}, {_deleted: [a1]}); h.say(h.c, 'delete', {}, {_deleted: [a1]}); }
h.done(['a1 b1 c1', 'a1 c1 b1'], {_deleted: [['b1', true], ['c1', true]], s: [['a1', 1]]}, view({s: 1}, {}, {exists: false}));

h = new History("an update takes back its own replica's delete");
{ h.say(h.a, 'create', {set: {s: 1}}); h.say(h.a, 'delete'); h.say(h.a, 'update', {set: {s: 2}, was: {s: W(1)}}); }
h.done(['a1 a2 a3'], {_deleted: [['a3', false]], s: [['a3', 2]]}, view({s: 2}));

h = new History('a create over a deleted record lets nothing old shine through');
{ const a1 = h.say(h.a, 'create', {set: {s: 1, old: 1}, put: {tags: ['x']}});
  const b1 = h.say(h.b, 'delete', {}, {_deleted: [a1]});
  h.say(h.c, 'create', {set: {s: 2, old: null}, drop: {tags: ['x']}, was: {s: W(1), old: W(1), tags: {'=x': W(true)}}}, {s: [a1], old: [a1], 'tags=x': [a1], _deleted: [b1]}); }
h.done(['a1 b1 c1'], {_deleted: [['c1', false]], old: [['c1', null]], s: [['c1', 2]], 'tags=x': [['c1', false]]}, view({s: 2, tags: []}));

h = new History('a purge lets values and elements go');
{ const a1 = h.say(h.a, 'create', {set: {s: 1}, put: {tags: ['x', 'y']}});
  h.say(h.b, 'purge', {set: {s: null}}, {s: [a1], 'tags*': [a1], _deleted: [a1]}); }
h.done(['a1 b1'], {_deleted: [['b1', true]], s: [['b1', null]]}, view({}, {}, {exists: false}));

h = new History('a purge lets go only of elements it names');
{ const a1 = h.say(h.a, 'create', {put: {tags: ['x']}});
  h.say(h.b, 'purge', {}, {'tags*': [a1], _deleted: [a1]});
  h.say(h.c, 'update', {put: {tags: ['x', 'z']}}, {_deleted: [a1]}); }
h.done(['a1 b1 c1', 'a1 c1 b1'], {_deleted: [['b1', true], ['c1', false]], 'tags=x': [['c1', true]], 'tags=z': [['c1', true]]}, view({tags: ['x', 'z']}, {}, {open: true}));

h = new History('reopen puts both values back, and votes for none');
{ h.say(h.a, 'create', {set: {s: 'x'}}); h.say(h.a, 'update', {reopen: {s: ['x', 'y']}}); }
h.done(['a1 a2'], {_deleted: [['a2', false]], s: [['a2', 'x'], ['a2', 'y']]}, view({s: 'y'}, {s: 'open'}));

h = new History("a stale client's delete that meets its replica's newer update is written beside it");
{ h.say(h.a, 'create', {set: {s: 'x'}}); h.say(h.a, 'delete', {reopen: {_deleted: [false, true]}}); }
h.done(['a1 a2'], {_deleted: [['a2', false], ['a2', true]], s: [['a1', 'x']]}, view({s: 'x'}, {}, {open: true}));

h = new History('a void line counts in sequence and chain, and changes nothing');
{ h.say(h.a, 'create', {set: {s: 1}}); h.line(h.a, '{"v":1,"oops":true}'); h.say(h.a, 'update', {set: {s: 2}, was: {s: W(1)}}); }
h.done(['a1 a2 a3'], {_deleted: [['a3', false]], s: [['a3', 2]]}, view({s: 2}));

h = new History('a policy settles what nobody decided, whenever it arrives');
{ const a1 = h.say(h.a, 'create', {set: {s: 5}});
  h.say(h.b, 'update', {set: {s: 9}, was: {s: W(5)}}, {s: [a1], _deleted: [a1]});
  h.say(h.c, 'update', {set: {s: 7}, was: {s: W(5)}}, {s: [a1], _deleted: [a1]});
  h.say(h.c, 'create', {type: '_type', id: 't', set: {s: {policy: 'max'}}}); }
h.done(['a1 b1 c1 c2', 'a1 c1 c2 b1'], {_deleted: [['b1', false], ['c1', false]], s: [['b1', 9], ['c1', 7]]}, view({s: 9}, {s: 'policy'}));
