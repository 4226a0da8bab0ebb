// The wire format as spec/encoding.md tells it, in the fewest lines.
import {createHash, createPrivateKey, createPublicKey, sign} from 'node:crypto';

export const sha256 = (...parts) => {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest();
};
export const base64url = (bytes) => Buffer.from(bytes).toString('base64url');

export function base32(bytes) {
  let bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  bits = bits.padEnd(Math.ceil(bits.length / 5) * 5, '0');
  return bits.match(/.{5}/g).map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[parseInt(five, 2)]).join('');
}

export function canonical(value) {
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return '{' + keys.map((key) => JSON.stringify(key) + ':' + canonical(value[key])).join(',') + '}';
}

export const valueHash = (value) => base64url(sha256(canonical(value)).subarray(0, 16));

export class Key {
  constructor(name) {
    this.seed = sha256('skein test vector key ' + name);
    const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
    this.secret = createPrivateKey({key: Buffer.concat([prefix, this.seed]), format: 'der', type: 'pkcs8'});
    this.public = createPublicKey(this.secret).export({format: 'der', type: 'spki'}).subarray(-32);
  }
  sign(message) { return sign(null, message, this.secret); }
}

export function charter(owner, write, nonce = 'nonce') {
  return canonical({
    nonce: base64url(sha256(nonce).subarray(0, 16)), owner: base64url(owner.public), posts: false, v: 1, write});
}
export const spaceOf = (charterText) => sha256(charterText).subarray(0, 20);

export function grant(owner, key, space, types) {
  const bare = {replica: base64url(key.public), space: space.toString('hex'), types, v: 1};
  const sig = owner.sign(Buffer.concat([Buffer.from('skein/1 grant'), Buffer.from(canonical(bare))]));
  return {...bare, sig: base64url(sig)};
}

// A replica that writes lines. Its places: h(0), h(1), …; dots are told by [replica, sequence, mark].
export class Author {
  constructor(name, space, theGrant = null) {
    Object.assign(this, {name, space, grant: theGrant, key: new Key(name)});
    this.raw = sha256(this.key.public).subarray(0, 16);
    this.id = base32(this.raw);
    const grantBytes = theGrant ? canonical(theGrant) : '';
    this.places = [sha256('skein/1 chain', space, this.raw, sha256(grantBytes))];
    this.bodies = [];
  }
  get seq() { return this.places.length - 1; }
  copy() {
    const twin = new Author(this.name, this.space, this.grant);
    twin.places = [...this.places];
    twin.bodies = [...this.bodies];
    return twin;
  }
  append(body) {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    this.places.push(sha256(this.places.at(-1), sha256(bytes)));
    this.bodies.push(bytes);
    return this.seq;
  }
  mark(seq = this.seq) { return this.places[seq].subarray(0, 8).toString('hex'); }
  tip(seq = this.seq) { return [this.id, seq, this.mark(seq)]; }
  message(seq = this.seq) {
    const number = Buffer.alloc(8);
    number.writeBigUInt64BE(BigInt(seq));
    return Buffer.concat([Buffer.from('skein/1 head'), this.space, this.raw, number, this.places[seq]]);
  }
  header(seq = this.seq, signed = true, more = {}) {
    const header = {replica: this.id, seq};
    if (seq === 1) header.key = base64url(this.key.public);
    if (seq === 1 && this.grant) header.grant = this.grant;
    Object.assign(header, more);
    if (signed) header.sig = base64url(this.key.sign(this.message(seq)));
    return header;
  }
  line(seq = this.seq, signed = true, more = {}) {
    return JSON.stringify(this.header(seq, signed, more)) + '\t' + this.bodies[seq - 1].toString();
  }
  // Appends a body and gives its line.
  write(body, signed = true) { this.append(body); return this.line(this.seq, signed); }
}

// Dots as an `of` with indexes: sorted by raw id, sequence, mark.
export function ofTips(...tips) {
  const raw = (tip) => Buffer.from([...tip[0]].map((c) => 'abcdefghijklmnopqrstuvwxyz234567'.indexOf(c)));
  return [...tips].sort((a, b) => Buffer.compare(raw(a), raw(b)) || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
}

export const time = (minute, count = 0) => `2026-11-21T09:${String(minute).padStart(2, '0')}:00.000Z/${count}`;
export const body = (minute, changes, of = null) =>
  ({v: 1, time: time(minute), author: 'ann', ...(of ? {of} : {}), changes});
