/**
 * How old something is that is kept, in milliseconds. Without end where its time is yet
 * to come: the clock was set back, and nothing tells how old it is.
 *
 * @param since - milliseconds since 1970
 */
export function ageOf(since: number, now = Date.now()): number {
  return since <= now ? now - since : Infinity;
}
