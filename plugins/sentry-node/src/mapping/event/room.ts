/** What an event takes of an answer at most, in bytes; what is said of its issue comes beside it. */
const MAX_EVENT_BYTES = 500_000;
/** What an item counts at least: to read one takes its time, however little comes of it. */
const LEAST = 150;

/** How much of an event may still be mapped, in bytes of the answer. */
export interface Room {
  left: number;
}

export function roomForAnEvent(): Room {
  return { left: MAX_EVENT_BYTES };
}

/**
 * Maps items one after the other as long as there is room for them, and takes what comes of
 * each from the room. So the work is bounded as well as the answer, whatever an event holds.
 *
 * @param least - what an item counts at least, in bytes
 * @returns for the first of the items; all where there is room for all
 */
export function mapWithin<T, R>(
  room: Room,
  items: T[],
  map: (item: T) => R,
  least = LEAST,
): R[] {
  const mapped: R[] = [];
  for (const item of items) {
    if (room.left <= 0) {
      break;
    }
    const before = room.left;
    const one = map(item);
    // What was mapped within the item is counted already.
    room.left = Math.min(room.left, before - Math.max(sizeOf(one), least));
    mapped.push(one);
  }
  return mapped;
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}
