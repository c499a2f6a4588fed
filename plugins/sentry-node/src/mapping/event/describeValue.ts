import { isSensitiveName } from '../../text/sensitiveNames';
import { fieldsOf, plainOf, textOf } from '../read';

const MAX_DEPTH = 4;
const MAX_ENTRIES = 30;
const MAX_LENGTH = 1_000;
const MAX_PAIRS = 50;

/**
 * A value of any shape as a text. What is named like a secret is left out even here,
 * where config opted in to see values.
 */
export function describeValue(value: unknown): string {
  const plain =
    typeof value === 'string' || typeof value === 'number'
      ? plainOf(value)
      : JSON.stringify(reduced(value, 0));
  return textOf(plain, MAX_LENGTH) ?? '';
}

/** Fields as names and texts. */
export function describeFields(
  value: unknown,
): [name: string, value: string][] {
  return Object.entries(fieldsOf(value))
    .slice(0, MAX_PAIRS)
    .map(([name, of]) => [
      textOf(name, 200) ?? '',
      isSensitiveName(name) ? '[removed]' : describeValue(of),
    ]);
}

function reduced(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (depth >= MAX_DEPTH) {
    return '…';
  }
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ENTRIES).map(item => reduced(item, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ENTRIES)
      .map(([name, of]) => [
        name,
        isSensitiveName(name) ? '[removed]' : reduced(of, depth + 1),
      ]),
  );
}
