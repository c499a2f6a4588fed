import { createHash } from 'node:crypto';

/** A number from 0 to below 1. */
export type Random = () => number;

/** Always the same numbers for the same seed and purpose (mulberry32). */
export function seededRandom(seed: number, purpose: string): Random {
  let state = createHash('sha256')
    .update(`${seed} ${purpose}`)
    .digest()
    .readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Always the same hex digits for the same seed and purpose. */
export function seededHex(
  seed: number,
  purpose: string,
  length: number,
): string {
  return createHash('sha256')
    .update(`${seed} ${purpose}`)
    .digest('hex')
    .slice(0, length);
}
