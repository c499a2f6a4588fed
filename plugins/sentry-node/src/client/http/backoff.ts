const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/**
 * How long to wait before the next attempt: exponential, with full jitter so
 * that replicas which failed together don't return together.
 *
 * @param attempt - 0 after the first failure
 * @param random - in [0, 1)
 */
export function backoffMs(attempt: number, random: () => number): number {
  return Math.round(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt));
}
