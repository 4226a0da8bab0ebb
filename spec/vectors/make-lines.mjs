import {Author, Key, base64url, body, canonical, charter, grant, sha256, spaceOf} from './format.mjs';

const owner = new Key('owner');
const open = charter(owner, 'any');
const closed = charter(owner, 'granted');
const createNote = (id) => body(1, [{op: 'create', type: 'note', id, set: {text: 'größe'}}]);

export const chain = [];
for (const [name, text, types] of [
  ['a chain without a grant', open, null], ['a chain that begins with a grant', closed, ['note', '*']]]) {
  const space = spaceOf(text);
  const key = new Key('ann');
  const author = new Author('ann', space, types && grant(owner, key, space, types));
  author.append(createNote('1'));
  author.append('not even JSON');
  author.append('');
  chain.push({
    name, charter: text, space: space.toString('hex'), key: base64url(author.key.public), replica: author.id,
    grant: author.grant, grantBytes: author.grant ? canonical(author.grant) : '',
    bodies: author.bodies.map(String),
    hashes: author.places.map((hash) => hash.toString('hex')),
    marks: author.places.map((hash) => hash.subarray(0, 8).toString('hex')),
    messages: author.bodies.map((_, i) => author.message(i + 1).toString('hex')),
    signatures: author.bodies.map((_, i) => base64url(author.key.sign(author.message(i + 1)))),
  });
}

export const signatures = [];
for (const [name, message] of [['an empty message', ''], ['one byte', '00'], ['a text', Buffer.from('skein').toString('hex')],
  ['a kilobyte', sha256('k').toString('hex').repeat(32)]]) {
  const key = new Key(name);
  const bytes = Buffer.from(message, 'hex');
  const good = key.sign(bytes);
  const sample = (what, more) => signatures.push({name: what + ' of ' + name, seed: key.seed.toString('hex'),
    key: key.public.toString('hex'), message, signature: good.toString('hex'), valid: true, ...more});
  const flipped = Buffer.from(good);
  flipped[40] ^= 1;
  sample('the signature', {});
  sample('a signature with one bit changed', {signature: flipped.toString('hex'), valid: false});
  sample('the signature, for another message', {message: message + '01', valid: false});
  sample('the signature, for another key', {key: new Key('other').public.toString('hex'), valid: false});
  sample('half the signature', {signature: good.subarray(0, 32).toString('hex'), valid: false});
  sample('no signature', {signature: '', valid: false});
}
{
  const space = spaceOf(closed);
  const ann = new Key('ann');
  const given = grant(owner, ann, space, ['note']);
  const {sig, ...bare} = given;
  signatures.push({name: 'the signature of a grant covers its canonical JSON without sig', seed: owner.seed.toString('hex'),
    key: owner.public.toString('hex'), message: Buffer.from('skein/1 grant' + canonical(bare)).toString('hex'),
    signature: Buffer.from(sig, 'base64url').toString('hex'), valid: true});
}

export const lines = [];
const space = spaceOf(open);
const ann = new Author('ann', space);
ann.append(createNote('1'));
const header = ann.header(1, true);
const second = () => { const two = ann.copy(); two.append(createNote('2')); return two; };
const shown = (bytes, more) => (Buffer.from(bytes.toString()).equals(bytes) ? {line: bytes.toString(), ...more} : {hex: bytes.toString('hex'), ...more});
const good = (name, head, theBody, more = {}) => lines.push({name, ...shown(Buffer.from(JSON.stringify(head) + '\t' + theBody), {good: true, replica: head.replica, seq: head.seq,
  signed: 'sig' in head, withheld: 0, body: theBody.toString(), ...more})});
const bad = (name, line) => lines.push({name, ...shown(Buffer.isBuffer(line) ? line : Buffer.from(line), {good: false})});
const text = ann.bodies[0].toString();
const hash = sha256(text).toString('hex');
const two = second().header(2, true);
const {sig, ...unsigned} = header;
const mark = '00112233445566ff';
const join = (head, theBody = '') => (typeof head === 'string' ? head : JSON.stringify(head)) + '\t' + theBody;

good('a first line carries the key', header, text);
good('a line within a group has no signature', {replica: two.replica, seq: 2}, text);
good('header keys may stand in any order', Object.fromEntries(Object.entries(header).reverse()), text);
good('the first tab splits, a later one belongs to the body', header, 'a\tb');
good('a body may be anything, even nothing', header, '');
good('a withheld line has the hash of its body in place of the body', {...unsigned, body: hash, sig}, '', {withheld: 1});
good('a run of withheld lines ends at its sequence', {replica: two.replica, seq: 9, skip: 2, h: hash, hs: [mark, hash.slice(0, 16)], sig: two.sig}, '', {withheld: 2});
good('a body of 1 MiB', {replica: two.replica, seq: 2}, 'x'.repeat(1 << 20), {body: null, bytes: 1 << 20});
bad('no tab', JSON.stringify(header));
bad('an empty line', '');
bad('a header that is not JSON', join('{"replica":', text));
bad('a header with a blank', join(JSON.stringify(header).replace(':', ': '), text));
bad('a header with a key twice', join(JSON.stringify(header).replace('"seq":1', '"seq":1,"seq":1'), text));
bad('a header that is a list', join('[]', text));
bad('an unknown key in the header', join({...header, x: 1}, text));
bad('no replica', join({seq: 1}, text));
bad('no sequence', join({replica: header.replica}, text));
bad('sequence 0', join({...header, seq: 0}, text));
bad('a sequence that is not an integer', join({...header, seq: 1.5}, text));
bad('a replica id of 25 characters', join({...header, replica: header.replica.slice(1)}, text));
bad('a replica id in upper case', join({...header, replica: header.replica.toUpperCase()}, text));
bad('a key of 31 bytes', join({...header, key: base64url(ann.key.public.subarray(1))}, text));
bad('a signature of 63 bytes', join({...header, sig: header.sig.slice(0, 84)}, text));
bad('a signature with padding', join({...header, sig: header.sig + '=='}, text));
bad('a header beyond 8 KiB', join({...header, grant: {replica: header.key, sig: header.sig, space: space.toString('hex'), types: ['x'.repeat(8000)], v: 1}}, text));
bad('a body beyond 1 MiB', join({replica: two.replica, seq: 2}, 'x'.repeat((1 << 20) + 1)));
bad('a withheld line with a body', join({...unsigned, body: hash, sig}, text));
bad('the hash of a body in upper case', join({...unsigned, body: hash.toUpperCase()}));
bad('half a hash', join({...unsigned, body: hash.slice(32)}));
bad('skip without marks', join({replica: two.replica, seq: 9, skip: 1, h: hash}));
bad('a run of 0', join({replica: two.replica, seq: 9, skip: 0, h: hash, hs: []}));
bad('a run with more marks than lines', join({replica: two.replica, seq: 9, skip: 1, h: hash, hs: [mark, mark]}));
bad('a run of 513', join({replica: two.replica, seq: 900, skip: 513, h: hash, hs: Array(513).fill(mark)}));
bad('a run that is also one withheld line', join({replica: two.replica, seq: 9, body: hash, skip: 1, h: hash, hs: [mark]}));
bad('a run longer than its sequence', join({replica: two.replica, seq: 1, skip: 2, h: hash, hs: [mark, mark]}));
bad('a grant without types', join({...header, grant: {replica: header.key, sig: header.sig, space: space.toString('hex'), types: [], v: 1}}, text));
bad('a grant of a later v', join({...header, grant: {replica: header.key, sig: header.sig, space: space.toString('hex'), types: ['*'], v: 2}}, text));
bad('a line feed within the line', Buffer.from(join(header, 'a\nb')));
bad('a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(join(header, text))]));
bad('bytes that are no UTF-8 in the header', Buffer.concat([Buffer.from('{"replica":"\xff', 'latin1'), Buffer.from('"}\t')]));
