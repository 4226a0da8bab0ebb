import {Author, Key, base64url, body, charter, grant, sha256, spaceOf} from './format.mjs';

const owner = new Key('owner');
const NOW = '2026-11-21T12:00:00.000Z';
export const verdicts = [];

// `expect` tells, line by line: good, void, forged, held, unread (it is no line at all), known,
// or dropped (waiting behind a forged or held line, or never signed).
function scene(name, charterText, lines, expect, more = {}) {
  const shown = lines.map((line) => (Buffer.isBuffer(line) && !Buffer.from(line.toString()).equals(line)
    ? {hex: line.toString('hex')} : {line: line.toString()}));
  verdicts.push({name, charter: charterText, now: NOW, lines: shown, expect: expect.split(' '), ...more});
}
const any = charter(owner, 'any');
const granted = charter(owner, 'granted');
const space = spaceOf(any), closed = spaceOf(granted);
const note = (id, more = {}) => [{op: 'create', type: 'note', id: String(id), ...more}];
const ann = () => new Author('ann', space);
const bob = () => new Author('bob', space);
const withGrant = (theGrant) => new Author('ann', closed, theGrant);
const annKey = new Key('ann');
const tampered = (line, from, to) => { if (!line.includes(from)) throw new Error(from + ' not in ' + line); return line.replace(from, to); };

{ const a = ann(); scene('a signed line is good', any, [a.write(body(1, note(1)))], 'good'); }
{ const a = ann(); scene('a group is integrated by the signature of its last line', any,
  [a.write(body(1, note(1)), false), a.write(body(2, note(2)), false), a.write(body(3, note(3)))], 'good good good'); }
{ const a = ann(); scene('a tail without a signature is not integrated', any,
  [a.write(body(1, note(1))), a.write(body(2, note(2)), false)], 'good dropped'); }
{ const a = ann(); const one = a.write(body(1, note(1)));
  scene('a line that comes again is known', any, [one, one], 'good known'); }
{ const a = ann(); const one = a.write(body(1, note(1)));
  scene('a body changed by one letter is forged', any, [tampered(one, '"ann"', '"eve"')], 'forged'); }
{ const a = ann(); const one = a.write(body(1, note(1))); a.append(body(2, note(2))); const two = a.line(2);
  const other = ann(); other.append(body(1, note(9)));
  scene('a line on another chain is forged', any, [other.line(1), two], 'good forged'); void one; }
{ const a = ann(); a.append(body(1, note(1))); const b = bob(); b.append(body(1, note(1)));
  scene('a signature of somebody else is forged', any, [JSON.stringify({...a.header(1), sig: b.header(1).sig}) + '\t' + a.bodies[0]], 'forged'); }
{ const a = ann(); a.append(body(1, note(1))); a.append(body(2, note(2)));
  scene('the signature of an earlier line is forged', any, [a.line(1), JSON.stringify({...a.header(2), sig: a.header(1).sig}) + '\t' + a.bodies[1]], 'good forged'); }
{ const a = ann(); scene('the longest good prefix is kept', any,
  [a.write(body(1, note(1))), a.write(body(2, note(2))), tampered(a.write(body(3, note(3))), '"3"', '"4"'), a.write(body(4, note(4)))], 'good good forged dropped'); }
{ const a = ann(); scene('a group with one line changed falls whole', any,
  [a.write(body(1, note(1))), tampered(a.write(body(2, note(2)), false), '"2"', '"7"'), a.write(body(3, note(3)))], 'good dropped forged'); }
{ const a = ann(), b = bob(); scene('a forged line of one replica does not stop another', any,
  [tampered(a.write(body(1, note(1))), '"1"', '"7"'), b.write(body(1, note(2)))], 'forged good'); }
{ const a = ann(); a.append(body(1, note(1))); const {key, ...head} = a.header(1); void key;
  scene('a first line without its key is forged', any, [JSON.stringify(head) + '\t' + a.bodies[0]], 'forged'); }
{ const a = ann(); a.append(body(1, note(1)));
  scene("a first line with another replica's key is forged", any, [JSON.stringify({...a.header(1), key: base64url(bob().key.public)}) + '\t' + a.bodies[0]], 'forged'); }
{ const a = ann(); a.append(body(1, note(1))); a.append(body(2, note(2)));
  scene('a key on a later line is forged', any, [a.line(1), a.line(2, true, {key: base64url(a.key.public)})], 'good forged'); }
{ const a = ann(); for (let i = 1; i < 5; i++) a.append(body(i, note(i)));
  scene('a key within a group is forged too', any,
    [a.line(1), a.line(2, false), a.line(3, false, {key: base64url(a.key.public)}), a.line(4)], 'good dropped forged dropped'); }
{ const a = ann(); a.append(body(1, note(1))); a.append(body(2, note(2))); a.append(body(3, note(3)));
  scene('a group with a line missing is forged', any, [a.line(1, false), a.line(3)], 'dropped forged'); }
{ const a = ann(); a.append(body(1, note(1))); a.append(body(2, note(2)));
  scene('a group out of order is forged', any, [a.line(2, false), a.line(1)], 'dropped forged'); }
{ const a = ann(); a.append(body(1, note(1))); a.append(body(2, note(2)));
  scene('a line whose predecessor is not here is held', any, [a.line(2)], 'held'); }
{ const a = new Author('ann', spaceOf(charter(owner, 'any', 'other nonce'))); a.append(body(1, note(1)));
  scene('a line of another space is forged', any, [a.line(1)], 'forged'); }
for (const [count, expect] of [[256, Array(256).fill('good')], [257, [...Array(256).fill('dropped'), 'forged']]]) {
  const a = ann(); const lines = [];
  for (let i = 1; i <= count; i++) lines.push(a.write(body(1, note(i)), i === count));
  scene(`${count} lines under one signature are ${count > 256 ? 'forged' : 'good'}`, any, lines, expect.join(' '));
}
{ const a = ann(); const wide = (id) => body(1, note(id, {set: {t: 'x'.repeat(900_000)}}));
  scene('more than 2 MiB under one signature are forged', any,
    [a.write(wide(1), false), a.write(wide(2), false), a.write(wide(3))], 'dropped dropped forged'); }
{ const a = ann(); const limit = (1 << 20) + 1;
  scene('a body beyond 1 MiB is no line', any, [a.write(body(1, note(1))), JSON.stringify({replica: a.id, seq: 2}) + '\t' + 'x'.repeat(limit)], 'good unread'); }
{ const a = ann(); a.append(body(1, note(1)));
  scene('a header beyond 8 KiB is no line', any, [a.line(1, true, {grant: grant(owner, annKey, space, ['x'.repeat(8192)])})], 'unread'); }
{ const a = ann(); a.append(body(1, note(1)));
  scene('an unknown header key is no line', any, [a.line(1, true, {trust: true})], 'unread'); }

{ const a = ann(); scene('a signed body that is not JSON is void', any, [a.write('hello')], 'void', {class: 'json'}); }
{ const a = ann(); scene('a signed body with an unknown key is void', any, [a.write({...body(1, note(1)), x: 1})], 'void', {class: 'shape'}); }
{ const a = ann(); const raw = Buffer.concat([Buffer.from('{"v":1,"author":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  a.append(raw); const head = Buffer.from(JSON.stringify(a.header(1)) + '\t');
  scene('a signed body that is no UTF-8 is void', any, [Buffer.concat([head, raw])], 'void', {class: 'json'}); }
{ const a = ann(); scene('a void line counts, and the next stands on it', any,
  [a.write(body(1, note(1)), false), a.write('oops', false), a.write(body(3, note(3)))], 'good void good', {class: 'json'}); }
{ const a = ann(); scene('a void body is void, however far ahead it is dated', any,
  [a.write({...body(1, []), time: '2030-01-01T00:00:00.000Z/0'})], 'void', {class: 'shape'}); }

{ const a = ann(); scene('a line dated a day ahead is good', any, [a.write({...body(1, note(1)), time: '2026-11-22T12:00:00.000Z/5'})], 'good'); }
{ const a = ann(); scene('a line dated more than a day ahead is held, with all that follows', any,
  [a.write(body(1, note(1))), a.write({...body(1, note(2)), time: '2026-11-22T12:00:00.001Z/0'}), a.write(body(3, note(3)))], 'good held dropped'); }
{ const a = ann(); scene('one line ahead holds its whole group', any,
  [a.write(body(1, note(1)), false), a.write({...body(1, note(2)), time: '2027-01-01T00:00:00.000Z/0'}, false), a.write(body(3, note(3)))], 'dropped held dropped'); }
{ const a = ann(); scene('a later v is held', any, [a.write('{"v":2}')], 'held'); }
{ const a = ann(), b = bob(); a.append(body(1, note(1)));
  b.append(body(2, [{op: 'update', type: 'note', id: '1', over: {_deleted: [[0, 1]]}}], [a.tip()]));
  scene('a change of what is not here is held', any, [b.line(1)], 'held');
  scene('a change of what came before is good', any, [a.line(1), b.line(1)], 'good good'); }
{ const a = ann(), b = bob(); a.append(body(1, note(1)));
  b.append(body(2, [{op: 'update', type: 'note', id: '1', over: {_deleted: [[0, 1]]}}], [[a.id, 1, '0000000000000000']]));
  scene('a change of a branch that is not here is held', any, [a.line(1), b.line(1)], 'good held'); }
{ const a = ann(); a.append(body(1, note(1)));
  a.append(body(2, [{op: 'update', type: 'note', id: '1', over: {_deleted: [[0, 1]]}}], [a.tip(1)]));
  scene('a change may name its own replica, and a line of its own group', any, [a.line(1, false), a.line(2)], 'good good'); }
{ const a = ann(); a.append(body(1, note(1))); a.append(body(2, note(2)));
  const head = {replica: a.id, seq: 2, body: sha256(a.bodies[1]).toString('hex'), sig: a.header(2).sig};
  scene('a withheld line is held by a replica that keeps all bodies', any, [a.line(1), JSON.stringify(head) + '\t'], 'good held'); }
{ const a = ann(); for (let i = 1; i < 4; i++) a.append(body(i, note(i)));
  const head = {replica: a.id, seq: 3, skip: 2, h: a.places[3].toString('hex'), hs: [a.mark(2), a.mark(3)], sig: a.header(3).sig};
  scene('a run of withheld lines is held by a replica that keeps all bodies', any, [a.line(1), JSON.stringify(head) + '\t'], 'good held'); }
{ const a = ann(); a.append(body(1, note(1))); const twin = a.copy(); a.append(body(2, note(2))); twin.append(body(2, note(3)));
  scene('both branches of a fork are good', any, [a.line(1), a.line(2), twin.line(2)], 'good good good'); }
{ const a = ann(); a.append(body(1, note(1))); const twin = ann(); twin.append(body(1, note(2)));
  scene('a fork at the first line is good too', any, [a.line(1), twin.line(1)], 'good good'); }

const granting = (name, theGrant, expect, changes = note(1), more = {}) => {
  const a = withGrant(theGrant); scene(name, granted, [a.write(body(1, changes))], expect, more); };
granting('in a granted space a line without a grant is forged', null, 'forged');
granting('a grant for all types', grant(owner, annKey, closed, ['*']), 'good');
granting('a grant for its type', grant(owner, annKey, closed, ['note']), 'good');
granting('a type that is not granted is void', grant(owner, annKey, closed, ['other']), 'void', note(1), {class: 'right'});
granting('a system type needs * or its name', grant(owner, annKey, closed, ['note']), 'void', [{op: 'create', type: '_type', id: 'note'}], {class: 'right'});
granting('a grant for another space is forged', grant(owner, annKey, space, ['*']), 'forged');
granting('a grant for another key is forged', grant(owner, new Key('bob'), closed, ['*']), 'forged');
granting('a grant that somebody else signed is forged', grant(new Key('eve'), annKey, closed, ['*']), 'forged');
granting('a grant whose types were widened is forged', {...grant(owner, annKey, closed, ['other']), types: ['*']}, 'forged');
{ const a = withGrant(grant(owner, annKey, closed, ['*'])); a.append(body(1, note(1)));
  const bare = withGrant(grant(owner, annKey, closed, ['note'])); bare.append(body(1, note(1)));
  scene('a chain holds the grant it began with: another good grant is forged', granted,
    [JSON.stringify({...a.header(1), grant: bare.grant}) + '\t' + a.bodies[0]], 'forged'); }
{ const a = new Author('ann', space, grant(new Key('eve'), annKey, space, ['other'])); a.append(body(1, note(1)));
  scene('where anybody may write a grant limits nothing', any, [a.line(1)], 'good'); }
