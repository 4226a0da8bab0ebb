// Posts, from the text of spec/posts.md: ids and scores. The scores are worked out with big numbers,
// and compared with what the formula gives in plain doubles.
import {sha256} from './format.mjs';

const u32 = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
};

export function scoreUnits(seconds, rarity) {
  const one = 1n << 63n;
  let mantissa = BigInt(rarity) + 1n;
  let log = BigInt(mantissa.toString(2).length - 1);
  mantissa <<= 63n - log;
  for (let i = 0; i < 40; i++) {
    mantissa = (mantissa * mantissa) >> 63n;
    const bit = mantissa >= 2n * one ? 1n : 0n;
    log = 2n * log + bit;
    mantissa >>= bit;
  }
  const units = (BigInt(seconds) << 20n) + ((((32n << 40n) - log) * 259200n) >> 20n);
  const plain = seconds + Math.log2(2 ** 32 / (rarity + 1)) * 259200;
  if (Math.abs(Number(units) / 2 ** 20 - plain) > 1e-5) throw new Error(`${units} is not ${plain}`);
  return Number(units);
}

function rarityOf(id, summary) {
  const first = Buffer.from(sha256(id, summary)).reverse();
  return sha256('flock', first, 'flock').readUInt32BE(0);
}

function post(name, type, data, works) {
  const body = Buffer.concat([Buffer.from([Buffer.byteLength(type)]), Buffer.from(type), Buffer.from(data)]);
  const id = sha256(body);
  return {
    name, type, data: Buffer.from(data).toString('hex'), body: body.toString('hex'), id: id.toString('base64'),
    works: works.map(([time, nonce]) => {
      const units = scoreUnits(time, rarityOf(id, Buffer.concat([u32(time), u32(nonce)])));
      return {time, nonce, units, score: units / 2 ** 20};
    }),
  };
}

const message = '{"_table": "messages", "message": "hello"}';
// Of a thousand nonces, the best: what a post has that was made with the usual effort.
function best(type, data, time) {
  const id = sha256(Buffer.from([type.length]), type, data);
  const rarities = Array.from({length: 1000}, (unused, nonce) => rarityOf(id, Buffer.concat([u32(time), u32(nonce)])));
  return [time, rarities.indexOf(Math.min(...rarities))];
}

export const posts = [
  post('a message of an app, with several works', 'application/json', message, [
    [1433116800, 0], [1433116800, 1], [1433116800, 4294967295], [1795254000, 7], best('application/json', message, 1795254000)]),
  post('the same text with other spaces is another post', 'application/json', message.replaceAll(': ', ':'), [[1433116800, 0]]),
  post('no data', 'text/plain', '', [[0, 0], [4294967295, 4294967295]]),
  post('the longest content type', 'x'.repeat(255), 'y', [[1, 2]]),
  post('bytes that are no text', 'application/octet-stream', Buffer.from([0, 255, 10, 13, 0]), [[1795254000, 123456789]]),
];

export const scores = [0, 1, 2, 3, 6, 7, 255, 65535, 4294967, 1 << 30, 2147483647, 4294967294, 4294967295].map((rarity) => ({
  name: `a hash that begins with ${rarity}`, time: 1795254000, rarity, units: scoreUnits(1795254000, rarity)}));
