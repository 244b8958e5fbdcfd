// Digest: SHA-256 (FIPS 180-4) where the browser has none: over http, but for localhost.

/** @type {number[]} the first 32 bits of the roots of the primes, of which the square ones are the start */
const roots = [];
/** @type {number[]} */
const start = [];
for (let n = 2; roots.length < 64; n++) {
  let prime = true;
  for (let by = 2; by * by <= n; by++) prime &&= n % by > 0;
  if (!prime) continue;
  start.push((n ** (1 / 2) * 2 ** 32) | 0);
  roots.push((n ** (1 / 3) * 2 ** 32) | 0);
}

/** @param {number} word @param {number} by */
const turn = (word, by) => (word >>> by) | (word << (32 - by));

/**
 * Like `crypto.subtle.digest`, which is not there.
 * @param {string} _ the algorithm, which is always SHA-256
 * @param {ArrayBuffer} bytes
 * @returns {ArrayBuffer}
 */
export function digest(_, bytes) {
  const size = bytes.byteLength;
  // A one, zeros, and the number of bits in eight bytes.
  const padded = new Uint8Array(Math.ceil((size + 9) / 64) * 64);
  padded.set(new Uint8Array(bytes));
  padded[size] = 128;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(size) * 8n);
  const state = Int32Array.from(start.slice(0, 8));
  const words = new Int32Array(64);
  for (let at = 0; at < padded.length; at += 64) mix(state, words, view, at);
  for (let at = 0; at < 8; at++) view.setInt32(4 * at, state[at]);
  return view.buffer.slice(0, 32);
}

/** Mix a block into the state. @param {Int32Array} state @param {Int32Array} words @param {DataView} view @param {number} from */
function mix(state, words, view, from) {
  for (let at = 0; at < 64; at++) {
    words[at] = at < 16 ? view.getInt32(from + 4 * at)
      : words[at - 16] + words[at - 7] + small(words[at - 15], 7, 18, 3) + small(words[at - 2], 17, 19, 10);
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at++) {
    const one = (h + big(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + roots[at] + words[at]) | 0;
    const two = (big(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] += word; });
}

/** @param {number} word @param {number} one @param {number} two @param {number} shift */
const small = (word, one, two, shift) => turn(word, one) ^ turn(word, two) ^ (word >>> shift);

/** @param {number} word @param {number} one @param {number} two @param {number} three */
const big = (word, one, two, three) => turn(word, one) ^ turn(word, two) ^ turn(word, three);
