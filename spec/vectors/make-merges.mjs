import {base32, sha256, time, valueHash} from './format.mjs';

// Replica letters in the order of their ids: a < b < c < d.
const ids = {};
['a', 'b', 'c', 'd'].forEach((letter, i) => { ids[letter] = base32(Buffer.alloc(16, 16 * (i + 1))); });

// 'a3' is changeset 3 of replica a; 'a3x' stands on another branch of it.
const entry = (dot, minute, value, was = []) => ({
  replica: ids[dot[0]], seq: Number(dot.replace(/\D/g, '')), mark: sha256(dot).subarray(0, 8).toString('hex'),
  time: typeof minute === 'string' ? minute : time(minute), value, was: was.map(valueHash).sort()});
const one = (list) => (name, policy, entries, value, standing) =>
  list.push({name, policy: policy.replace(/prefer (.)$/, (_, letter) => 'prefer ' + ids[letter]), entries, value, standing});

export const merges = [];
const merge = one(merges);
merge('nothing live shows unset', 'ask', [], null, 'agreed');
merge('one live entry is shown', 'ask', [entry('a1', 1, 'x')], 'x', 'agreed');
merge('the same value written twice is no conflict', 'ask', [entry('a1', 1, 'x'), entry('b1', 2, 'x')], 'x', 'agreed');
merge('objects with their keys in another order are the same value', 'ask', [entry('a1', 1, {p: 1, q: 2}), entry('b1', 2, {q: 2, p: 1})], {p: 1, q: 2}, 'agreed');
merge('two values are open; the later one is provisional', 'ask', [entry('a1', 2, 'x'), entry('b1', 1, 'y')], 'x', 'open');
merge('at one millisecond the count decides', 'ask', [entry('a1', time(1, 10), 'x'), entry('b1', time(1, 9), 'y')], 'x', 'open');
merge('at one time the replica decides, by raw bytes', 'ask', [entry('a9', 1, 'x'), entry('b1', 1, 'y')], 'y', 'open');
merge('in one replica the sequence decides', 'ask', [entry('a2', 1, 'x'), entry('a3x', 1, 'y')], 'y', 'open');
merge('reopened values of one changeset go by canonical bytes', 'ask', [entry('a2', 1, 'x'), entry('a2', 1, null)], null, 'open');
merge('a value beside unset is a conflict', 'ask', [entry('a1', 1, 'x'), entry('b1', 2, null)], null, 'open');
merge('newest takes the greatest entry', 'newest', [entry('a1', 2, 'x'), entry('b1', 1, 'y')], 'x', 'policy');
merge('newest may be unset', 'newest', [entry('a1', 2, null), entry('b1', 1, 'y')], null, 'policy');
merge('oldest takes the least entry', 'oldest', [entry('a1', 2, 'x'), entry('b1', 1, 'y')], 'y', 'policy');
merge('max compares numbers as numbers', 'max', [entry('a1', 2, 9), entry('b1', 1, 10)], 10, 'policy');
merge('max puts text above numbers', 'max', [entry('a1', 2, 9), entry('b1', 1, '1')], '1', 'policy');
merge('max puts an object above a list', 'max', [entry('a1', 2, [1]), entry('b1', 1, {})], {}, 'policy');
merge('max puts a number above true', 'max', [entry('a1', 2, true), entry('b1', 1, -5)], -5, 'policy');
merge('max compares text by code points', 'max', [entry('a1', 2, '\uffff'), entry('b1', 1, '\u{10000}')], '\u{10000}', 'policy');
merge('max compares lists by canonical bytes', 'max', [entry('a1', 2, [9]), entry('b1', 1, [10])], [9], 'policy');
merge('unset loses to max', 'max', [entry('a1', 2, null), entry('b1', 1, false)], false, 'policy');
merge('unset loses to min', 'min', [entry('a1', 2, null), entry('b1', 1, {})], {}, 'policy');
merge('min takes false before true', 'min', [entry('a1', 2, true), entry('b1', 1, false)], false, 'policy');
merge('prefer takes the replica it names, however old', 'prefer a', [entry('a1', 1, 'x'), entry('b1', 2, 'y')], 'x', 'policy');
merge('prefer takes the greatest entry of a forked replica', 'prefer a', [entry('a1', 3, 'x'), entry('a1x', 2, 'z'), entry('b1', 4, 'y')], 'x', 'policy');
merge('prefer without an entry of that replica asks', 'prefer d', [entry('a1', 1, 'x'), entry('b1', 2, 'y')], 'y', 'open');
merge('a policy that nobody knows asks', 'loudest', [entry('a1', 1, 'x'), entry('b1', 2, 'y')], 'y', 'open');
merge('a policy outranks votes', 'oldest', [entry('a1', 1, 'x'), entry('b1', 2, 'y', ['x', 'z'])], 'x', 'policy');

export const heals = [];
const heal = one(heals);
heal('the same decision made apart agrees', 'ask', [entry('a2', 5, 'x', ['x', 'y']), entry('b2', 6, 'x', ['x', 'y'])], 'x', 'agreed');
heal('decisions made apart are weighed: two against one', 'ask',
  [entry('a2', 5, 'x', ['x', 'y']), entry('b2', 6, 'x', ['x', 'y']), entry('c2', 7, 'y', ['x', 'y'])], 'x', 'healed');
heal('a tie of votes stays open, the greatest entry is provisional', 'ask',
  [entry('a2', 5, 'x', ['x', 'y']), entry('b2', 6, 'y', ['x', 'y'])], 'y', 'open');
heal('a decision beside a value written in ignorance of it knows that value', 'ask',
  [entry('a2', 5, 'x', ['x', 'y']), entry('b1', 6, 'y')], 'x', 'healed');
heal('a decision does not vote over a value it did not know', 'ask',
  [entry('a2', 5, 'x', ['x', 'y']), entry('b1', 4, 'z')], 'x', 'open');
heal('a third value unseen silences all who did not see it', 'ask',
  [entry('a2', 5, 'x', ['x', 'y']), entry('b2', 6, 'x', ['x', 'y', 'z']), entry('c1', 7, 'z')], 'x', 'healed');
heal('an edit that knew the other value heals without votes', 'ask', [entry('a1', 1, 'old'), entry('b2', 2, 'new', ['old'])], 'new', 'healed');
heal('knowledge does not look at the clock', 'ask', [entry('a1', 9, 'old'), entry('b2', 2, 'new', ['old'])], 'new', 'healed');
heal('two edits of one import know it, but not each other', 'ask',
  [entry('a2', 1, 'x', ['old']), entry('b2', 2, 'y', ['old'])], 'y', 'open');
heal('two values that know each other stay open', 'ask', [entry('a2', 1, 'x', ['y']), entry('b2', 2, 'y', ['x'])], 'y', 'open');
heal('knowledge of two is needed against two', 'ask',
  [entry('a1', 1, 'p'), entry('b1', 2, 'q'), entry('c2', 3, 'r', ['p'])], 'r', 'open');
heal('a vote outranks knowledge', 'ask',
  [entry('a2', 1, 'x', ['y']), entry('b2', 2, 'y', ['x', 'z'])], 'y', 'healed');
heal('one replica has one vote, however many branches', 'ask',
  [entry('a2', 5, 'x', ['x', 'y']), entry('a2x', 6, 'x', ['x', 'y']), entry('b2', 7, 'y', ['x', 'y'])], 'y', 'open');
heal('branches of a forked replica that disagree have no vote', 'ask',
  [entry('a2', 5, 'x', ['x', 'y']), entry('a2x', 6, 'y', ['x', 'y']), entry('b2', 4, 'x', ['x', 'y'])], 'x', 'healed');
heal('a forked replica alone in disagreement settles nothing', 'ask',
  [entry('a2', 5, 'x', ['x', 'y']), entry('a2x', 6, 'y', ['x', 'y'])], 'y', 'open');
heal('a decision that was itself replaced is gone: whoever replaced it votes as it decided', 'ask',
  [entry('a3', 5, 'y', ['x', 'y']), entry('b2', 6, 'y', ['x', 'y']), entry('c2', 7, 'x', ['x', 'y'])], 'y', 'healed');
heal('reopened values know nothing and vote nothing', 'ask', [entry('a3', 5, 'x'), entry('a3', 5, 'y')], 'y', 'open');
heal('a decision may settle on unset', 'ask', [entry('a2', 5, null, ['x', 'y']), entry('b1', 6, 'x')], null, 'healed');
heal('a decision that chose a third value votes for that', 'ask',
  [entry('a2', 5, 'z', ['x', 'y']), entry('b1', 6, 'x'), entry('c1', 7, 'y')], 'z', 'healed');
