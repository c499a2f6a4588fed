import { SearchError, type SearchTerm } from './parse';

export type TextTest = (text: string | undefined) => boolean;

const unitMs: Record<string, number> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const suffixes: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9 };

/** Whether a text is one of the values; `*` is a wildcard, the case counts without one. */
export function matchText(values: readonly string[]): TextTest {
  const exact = new Set<string>();
  const patterns: RegExp[] = [];
  for (const value of values) {
    if (hasWildcard(value)) {
      patterns.push(new RegExp(`^${wildcardSource(value)}$`, 'is'));
    } else {
      exact.add(unescapeStars(value));
    }
  }
  return text =>
    text === undefined
      ? exact.has('')
      : exact.has(text) || patterns.some(pattern => pattern.test(text));
}

/** Whether a text contains one of the values, whatever their case. */
export function containsText(values: readonly string[]): TextTest {
  const patterns = values.map(value => new RegExp(wildcardSource(value), 'is'));
  return text => text !== undefined && patterns.some(p => p.test(text));
}

export function compareNumber(term: SearchTerm): (value: number) => boolean {
  const wanted = term.values.map(value => {
    const match = /^(-?\d+(?:\.\d+)?)([kmb])?$/i.exec(value);
    if (!match) {
      throw new SearchError(
        `Invalid number: ${value}. Expected number then optional k, m, or b suffix (e.g. 500k).`,
      );
    }
    return Number(match[1]) * (suffixes[match[2]?.toLowerCase()] ?? 1);
  });
  switch (term.operator) {
    case '>':
      return value => value > wanted[0];
    case '>=':
      return value => value >= wanted[0];
    case '<':
      return value => value < wanted[0];
    case '<=':
      return value => value <= wanted[0];
    default:
      return value => wanted.includes(value);
  }
}

/** `-24h` is since 24 hours, `+24h` before that; dates are compared. */
export function compareTime(
  term: SearchTerm,
  now: number,
): (time: number) => boolean {
  const [value] = term.values;
  const relative = /^([+-])(\d+)([mhdw])$/.exec(value);
  if (relative) {
    const edge = now - Number(relative[2]) * unitMs[relative[3]];
    return relative[1] === '-' ? time => time >= edge : time => time <= edge;
  }
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value);
  const iso = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(value);
  const date = iso
    ? Date.parse(
        /T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) || isDay ? value : `${value}Z`,
      )
    : NaN;
  if (Number.isNaN(date)) {
    throw new SearchError(
      `Invalid date: ${value}. Expected +/-duration (e.g. +1h) or ISO 8601-like (e.g. ${new Date(now).toISOString()}).`,
    );
  }
  switch (term.operator) {
    case '>':
      return time => time > date;
    case '>=':
      return time => time >= date;
    case '<':
      return time => time < date;
    case '<=':
      return time => time <= date;
    default:
      return isDay
        ? time => time >= date && time < date + unitMs.d
        : time => Math.abs(time - date) <= 5 * unitMs.m;
  }
}

export function parseBoolean(term: SearchTerm): boolean {
  switch (term.values[0].toLowerCase()) {
    case 'true':
    case '1':
      return true;
    case 'false':
    case '0':
      return false;
    default:
      throw new SearchError(
        `Invalid boolean: ${term.values[0]}. Expected true, 1, false, or 0.`,
      );
  }
}

function hasWildcard(value: string): boolean {
  return /(?<!\\)\*/.test(value);
}

function wildcardSource(value: string): string {
  return value
    .split(/(?<!\\)\*/)
    .map(part => unescapeStars(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
}

function unescapeStars(value: string): string {
  return value.replace(/\\\*/g, '*').replace(/\\\\/g, '\\');
}
