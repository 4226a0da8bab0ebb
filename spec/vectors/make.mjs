// Makes bodies, lines, chain, signatures, merges, heals, records, verdicts, posts and scores .json in
// this folder, from the text of spec/ and node's own crypto: it shares no code with the Java modules. What hashes
// and signatures must be is computed here; what a reader must see is written down by hand.
//   node spec/vectors/make.mjs
import {bodies} from './make-bodies.mjs';
import {heals, merges} from './make-merges.mjs';
import {posts, scores} from './make-posts.mjs';
import {records} from './make-records.mjs';
import {chain, lines, signatures} from './make-lines.mjs';
import {verdicts} from './make-verdicts.mjs';
import {writeFileSync} from 'node:fs';

const all = {bodies, lines, chain, signatures, merges, heals, records, verdicts, posts, scores};
for (const [name, cases] of Object.entries(all)) {
  // A run of 1,000 or more x stands as {{x*count}}: readers put it back.
  const shown = cases.map((one) => JSON.stringify(one).replace(/x{1000,}/g, (run) => `{{x*${run.length}}}`));
  const text = '[\n' + shown.join(',\n') + '\n]\n';
  writeFileSync(new URL(`${name}.json`, import.meta.url), text);
  console.log(name, cases.length);
}
