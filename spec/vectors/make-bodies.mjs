import {base32, sha256, valueHash} from './format.mjs';

const A = base32(Buffer.alloc(16, 1));
const B = base32(Buffer.alloc(16, 0xfe));
const M1 = '00000000000000a1', M2 = '00000000000000b2';
const T = '2026-11-21T09:30:00.000Z/0';
const ofA7 = [[A, 7, M1]];
const of2 = [[A, 7, M1], [B, 9, M2]];
const W = (value) => valueHash(value);

const text = (changes, more = {}) => JSON.stringify({v: 1, time: T, author: 'ann', ...more, changes});
const create = (more = {}) => ({op: 'create', type: 't', id: '1', ...more});
const update = (more = {}) => ({op: 'update', type: 't', id: '1', ...more});
const alive = {register: '_deleted', values: [false]};
const dead = {register: '_deleted', values: [true]};

export const bodies = [];
const good = (name, body, ...changes) => bodies.push({name, body, verdict: 'good', time: T, changes});
const bad = (name, why, body, more = {}) => bodies.push({name, body, verdict: 'void', class: why, ...more});
const held = (name, body) => bodies.push({name, body, verdict: 'held'});
const change = (op, ...writes) => ({op, type: 't', id: '1', writes});

good('a first create names nothing', text([create({set: {status: 'new', n: null}})]),
  change('create', alive, {register: 'n', values: [null]}, {register: 'status', values: ['new']}));
good('keys may stand in any order',
  `{"changes":[{"id":"1","set":{"a":1},"type":"t","op":"create"}],"author":"ann","time":"${T}","v":1}`,
  change('create', alive, {register: 'a', values: [1]}));
good('an update without values is an update', text([update()]), change('update', alive));
good('an update replaces what it names, and says what was there',
  text([update({set: {s: 'x'}, over: {s: [[0, 5], [0, 7], [1, 9]], _deleted: [[0, 1]]}, was: {s: [W('a'), W('b')].sort()}})], {of: of2}),
  change('update', {...alive, over: [[M1, 1]]}, {register: 's', values: ['x'], over: [[M1, 5], [M1, 7], [M2, 9]], was: [W('a'), W('b')].sort()}));
good('was may stand without over: the replaced value was its own', text([update({set: {s: 1}, was: {s: [W(2)]}})]),
  change('update', alive, {register: 's', values: [1], was: [W(2)]}));
good('elements of a set stand as =element, the plain list as the empty text',
  text([update({set: {tags: ['a']}, put: {tags: ['x', 'y']}, drop: {tags: ['=']}, over: {tags: {'': [[0, 7]], '=x': [[0, 3]], '==': [[0, 2]]}}, was: {tags: {'==': [W(true)]}}})], {of: ofA7}),
  change('update', alive, {register: 'tags', values: [['a']], over: [[M1, 7]]},
    {register: 'tags==', values: [false], over: [[M1, 2]], was: [W(true)]},
    {register: 'tags=x', values: [true], over: [[M1, 3]]}, {register: 'tags=y', values: [true]}));
good('an element may be called *', text([update({put: {tags: ['*']}, over: {tags: {'=*': [[0, 7]]}}})], {of: ofA7}),
  change('update', alive, {register: 'tags=*', values: [true], over: [[M1, 7]]}));
good('a counter carries its total, a new base what it absorbed',
  text([update({set: {n: 5}, add: {m: -3}, absorbed: {n: [[0, 7, -2], [1, 9, 4]]}})], {of: of2}),
  change('update', alive, {register: 'm+', values: [-3]}, {register: 'n', values: [5], absorbed: [[M1, 7, -2], [M2, 9, 4]]}));
good('reopen puts two values beside each other', text([update({reopen: {s: ['a', null]}, over: {s: [[0, 7]]}})], {of: ofA7}).replace('["a",null]', '["a",null]'),
  change('update', alive, {register: 's', values: ['a', null], over: [[M1, 7]]}));
good('reopen of presence takes the place of what op writes', text([update({reopen: {_deleted: [false, true]}})]),
  change('update', {register: '_deleted', values: [false, true]}));
good('a delete may reopen presence', text([{op: 'delete', type: 't', id: '1', reopen: {_deleted: [false, true]}}]),
  change('delete', {register: '_deleted', values: [false, true]}));
good('a delete writes presence alone', text([{op: 'delete', type: 't', id: '1', over: {_deleted: [[0, 7]]}}], {of: ofA7}),
  change('delete', {...dead, over: [[M1, 7]]}));
bodies.push({name: 'a purge sets to null, absorbs, and lets elements go without writing them', verdict: 'good', time: T,
  body: text([{op: 'purge', type: 't', id: '1', set: {s: null}, absorbed: {s: [[0, 6, 1]]}, over: {s: [[0, 7]], tags: {'*': [[0, 2], [0, 3]]}}}], {of: ofA7}),
  changes: [{op: 'purge', type: 't', id: '1', writes: [dead, {register: 's', values: [null], over: [[M1, 7]], absorbed: [[M1, 6, 1]]}],
    released: {tags: [[M1, 2], [M1, 3]]}}]});
good('of may name one branch of a replica beside another',
  text([update({set: {s: 1}, over: {s: [[0, 7], [1, 7]]}})], {of: [[A, 7, M1], [A, 7, M2]]}),
  change('update', alive, {register: 's', values: [1], over: [[M1, 7], [M2, 7]]}));
good('a name of 256 bytes', text([create({set: {['é'.repeat(128)]: 1}})]), change('create', alive, {register: 'é'.repeat(128), values: [1]}));
good('a retiring body may be without changes', text([], {retire: true}));
good('undo names a changeset', text([update()], {undo: [A, 3]}), change('update', alive));
held('a later v waits, whatever else it says', '{"v":2,"news":[]}');
held('a later v waits even where its time is odd', text([create()]).replace('"v":1', '"v":3').replace(T, 'soon'));

bad('a blank after a colon', 'json', text([create()]).replace('"v":1', '"v": 1'));
bad('a key that stands twice', 'json', text([create()]).replace('"v":1', '"v":1,"v":1'));
bad('a number written 1.0', 'json', text([create({set: {a: 1}})]).replace('"a":1', '"a":1.0'));
bad('an empty body', 'json', '');
bad('a list in place of an object', 'shape', '[]');
bad('an unknown key in the body', 'shape', text([create()], {extra: 1}));
bad('a reserved key in the body', 'shape', text([create()], {enc: 'x'}));
bad('an unknown key in a change', 'shape', text([create({under: 'x'})]));
bad('no v', 'shape', text([create()]).replace('"v":1,', ''));
bad('v is 0', 'shape', text([create()]).replace('"v":1', '"v":0'));
bad('v is 1.5', 'shape', text([create()]).replace('"v":1', '"v":1.5'));
bad('v is a text', 'shape', text([create()]).replace('"v":1', '"v":"1"'));
bad('no author', 'shape', text([create()]).replace('"author":"ann",', ''));
bad('an author of 257 bytes', 'shape', text([create()]).replace('ann', 'a'.repeat(257)));
bad('a time without a count', 'time', text([create()]).replace(T, '2026-11-21T09:30:00.000Z'));
bad('a day that does not exist', 'time', text([create()]).replace(T, '2026-02-30T09:30:00.000Z/0'));
bad('a count with a leading zero', 'time', text([create()]).replace(T, '2026-11-21T09:30:00.000Z/01'));
bad('no changes', 'shape', text([]));
bad('retire is false', 'shape', text([create()], {retire: false}));
bad('undo without a sequence', 'shape', text([create()], {undo: [A]}));
bad('note is null', 'shape', text([create()], {note: null}));
bad('an op that does not exist', 'shape', text([{op: 'upsert', type: 't', id: '1'}]));
bad('the same record twice', 'twice', text([create(), update()]));
bad('an empty type', 'name', text([{op: 'create', type: '', id: '1'}]));
bad('a type of 257 bytes', 'name', text([{op: 'create', type: 'x'.repeat(257), id: '1'}]));
bad('an id of 1025 bytes', 'name', text([{op: 'create', type: 't', id: 'x'.repeat(1025)}]));
bad('U+0000 in an id', 'name', text([{op: 'create', type: 't', id: 'a\u0000'}]));
bad('a property of 258 bytes', 'name', text([create({set: {['é'.repeat(129)]: 1}})]));
bad('an empty property', 'name', text([create({set: {'': 1}})]));
bad('an empty set', 'shape', text([create({set: {}})]));
bad('presence in set', 'shape', text([create({set: {_deleted: true}})]));
bad('presence in add', 'shape', text([create({add: {_deleted: 1}})]));
bad('a create that reopens', 'shape', text([create({reopen: {s: [1, 2]}})]));
bad('a delete that sets', 'shape', text([{op: 'delete', type: 't', id: '1', set: {s: 1}}]));
bad('a delete that reopens a property', 'shape', text([{op: 'delete', type: 't', id: '1', reopen: {s: [1, 2]}}]));
bad('a purge that sets a value', 'shape', text([{op: 'purge', type: 't', id: '1', set: {s: 1}}]));
bad('a purge with was', 'shape', text([{op: 'purge', type: 't', id: '1', set: {s: null}, was: {s: [W(1)]}}]));
bad('a purge that lets go of the elements of a property without a name', 'name', text([{op: 'purge', type: 't', id: '1', over: {'': {'*': [[0, 7]]}}}], {of: ofA7}));
bad('a total beyond 2^53', 'shape', text([update({add: {n: 9007199254740994}})]));
bad('a total of 1.5', 'shape', text([update({add: {n: 1.5}})]));
bad('an element of 257 bytes', 'name', text([update({put: {tags: ['x'.repeat(257)]}})]));
bad('an empty element', 'name', text([update({put: {tags: ['']}})]));
bad('elements out of order', 'sorted', text([update({put: {tags: ['b', 'a']}})]));
bad('an element twice', 'sorted', text([update({put: {tags: ['a', 'a']}})]));
bad('an element put and dropped', 'twice', text([update({put: {tags: ['a']}, drop: {tags: ['a']}})]));
bad('a property set and reopened', 'twice', text([update({set: {s: 3}, reopen: {s: [1, 2]}})]));
bad('reopen of one value', 'shape', text([update({reopen: {s: [1]}})]));
bad('reopen with the same value twice', 'sorted', text([update({reopen: {s: [1, 1]}})]));
bad('reopen out of canonical order', 'sorted', text([update({reopen: {s: [2, 1]}})]));
bad('reopen of presence with other values', 'shape', text([update({reopen: {_deleted: [false, 'x']}})]).replace('[false,"x"]', '["x",false]'));
bad('was of a reopened property', 'shape', text([update({reopen: {s: [1, 2]}, was: {s: [W(3)]}})]));
bad('absorbed of a property that is not set', 'shape', text([update({absorbed: {n: [[0, 7, 1]]}})], {of: ofA7}));
bad('absorbed names a changeset twice', 'sorted', text([update({set: {n: 1}, absorbed: {n: [[0, 7, 1], [0, 7, 2]]}})], {of: ofA7}));
bad('over of a register that is not written', 'written', text([update({over: {s: [[0, 7]]}})], {of: ofA7}));
bad('over of an element that is not written', 'written', text([update({set: {tags: []}, over: {tags: {'=a': [[0, 7]]}}})], {of: ofA7}));
bad('was of a register that is not written', 'written', text([update({was: {s: [W(1)]}})]));
bad('was of presence', 'written', text([update({was: {_deleted: [W(true)]}})]));
bad('over of all elements outside a purge', 'shape', text([update({over: {tags: {'*': [[0, 7]]}}})], {of: ofA7}));
bad('over as an object that names no element', 'shape', text([update({set: {s: 1}, over: {s: {'': [[0, 7]]}}})], {of: ofA7}));
bad('over with a key that is no register', 'shape', text([update({set: {s: 1}, over: {s: {x: [[0, 7]]}}})], {of: ofA7}));
bad('dots out of order', 'sorted', text([update({set: {s: 1}, over: {s: [[0, 7], [0, 5]]}})], {of: ofA7}));
bad('no dots', 'shape', text([update({set: {s: 1}, over: {s: []}})]));
bad('a dot beyond of', 'of', text([update({set: {s: 1}, over: {s: [[1, 7]]}})], {of: ofA7}));
bad('a dot without of', 'of', text([update({set: {s: 1}, over: {s: [[0, 7]]}})]));
bad('a dot beyond the sequence that of names', 'of', text([update({set: {s: 1}, over: {s: [[0, 8]]}})], {of: ofA7}));
bad('of names more than is used', 'of', text([update({set: {s: 1}, over: {s: [[0, 6]]}})], {of: ofA7}));
bad('of without any use', 'of', text([update({set: {s: 1}})], {of: ofA7}));
bad('an empty of', 'shape', text([update({set: {s: 1}})], {of: []}));
bad('of out of order', 'sorted', text([update({set: {s: 1}, over: {s: [[0, 9], [1, 7]]}})], {of: [of2[1], of2[0]]}));
bad('a sequence of 0', 'shape', text([update({set: {s: 1}, over: {s: [[0, 0]]}})], {of: [[A, 0, M1]]}));
bad('a mark in upper case', 'encoding', text([update({set: {s: 1}, over: {s: [[0, 7]]}})], {of: [[A, 7, M1.toUpperCase()]]}));
bad('a replica id with spare bits', 'encoding', text([update({set: {s: 1}, over: {s: [[0, 7]]}})], {of: [[A.slice(0, 25) + 'b', 7, M1]]}));
bad('was with a hash of 15 bytes', 'encoding', text([update({set: {s: 1}, was: {s: [sha256('x').subarray(0, 15).toString('base64url')]}})]));
bad('was out of order', 'sorted', text([update({set: {s: 1}, was: {s: [W('a'), W('b')].sort().reverse()}})]));
bad('a type that the grant does not name', 'right', text([create()]), {types: ['other', '_type']});
bodies.push({name: 'a type that the grant names', verdict: 'good', time: T, types: ['other', 't'], body: text([create()]), changes: [change('create', alive)]});
bodies.push({name: 'a grant for * takes system types too', verdict: 'good', time: T, types: ['*'],
  body: text([{op: 'create', type: '_type', id: 't'}]), changes: [{op: 'create', type: '_type', id: 't', writes: [alive]}]});
bad('a grant for a type does not take system types', 'right', text([{op: 'create', type: '_type', id: 't'}]), {types: ['t']});
