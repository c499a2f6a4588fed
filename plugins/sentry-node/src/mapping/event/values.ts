import { isSensitiveName } from '../../text/mask';
import { fieldsOf, plainOf, textOf } from '../read';

/** What an event takes of an answer at most, in bytes; what is said of its issue comes beside it. */
const MAX_EVENT_BYTES = 500_000;
/** What an item counts at least: to read one takes its time, however little comes of it. */
const LEAST_OF_ITEM = 150;

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
  least = LEAST_OF_ITEM,
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

const MAX_DEPTH = 4;
const MAX_ENTRIES = 30;
const MAX_LENGTH = 1_000;
const MAX_PAIRS = 50;
/** What is longer than is shown anyway is not read to its end. */
const MAX_PARTS = 500;
/** What a pair counts at least, in bytes: its value is read in full. */
const LEAST_OF_TEXT = 500;

/**
 * A value of any shape as a text. What is named like a secret is left out even here,
 * where config opted in to see values.
 */
export function describeValue(value: unknown): string {
  const plain =
    typeof value === 'string' || typeof value === 'number'
      ? plainOf(value)
      : JSON.stringify(reduced(value, { left: MAX_PARTS }));
  return textOf(plain, MAX_LENGTH) ?? '';
}

/** Fields as names and texts, as many as there is room for. */
export function describeFields(
  value: unknown,
  room: Room,
): [name: string, value: string][] {
  return mapWithin(
    room,
    Object.entries(fieldsOf(value)).slice(0, MAX_PAIRS),
    ([name, of]): [string, string] => [
      textOf(name, 200) ?? '',
      isSensitiveName(name) ? '[removed]' : describeValue(of),
    ],
    LEAST_OF_TEXT,
  );
}

function reduced(value: unknown, parts: { left: number }, depth = 0): unknown {
  parts.left -= 1;
  if (typeof value === 'string') {
    return value.slice(0, MAX_LENGTH);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth >= MAX_DEPTH || parts.left <= 0) {
    return '…';
  }
  if (Array.isArray(value)) {
    return value
      .slice(0, MAX_ENTRIES)
      .map(item => reduced(item, parts, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .map(([name, of]) => [
        name.slice(0, MAX_LENGTH),
        isSensitiveName(name) ? '[removed]' : reduced(of, parts, depth + 1),
      ]),
  );
}
