import { isSensitiveName } from '../../text/mask';
import { fieldsOf, plainOf, textOf } from '../read';
import { mapWithin, type Room } from './room';

const MAX_DEPTH = 4;
const MAX_ENTRIES = 30;
const MAX_LENGTH = 1_000;
const MAX_PAIRS = 50;
/** What is longer than is shown anyway is not read to its end. */
const MAX_PARTS = 500;
/** What a pair counts at least, in bytes: its value is read in full. */
const LEAST = 500;

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
    LEAST,
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
