import { unprocessable } from './errors';
import type { Issue } from '../store/Issue';

const unitMs: Record<string, number> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** `start` and `end`, each on its own, are about when an issue was first seen. */
export function readFirstSeen(
  query: URLSearchParams,
  now: number,
): (issue: Issue) => boolean {
  const from = readTime(query, 'start', now) ?? -Infinity;
  const to = readTime(query, 'end', now) ?? Infinity;
  return ({ timeline }) =>
    timeline.first.timestamp >= from && timeline.first.timestamp <= to;
}

/** ISO 8601, UTC where it names no zone, or `now` and `now-1h`. */
function readTime(
  query: URLSearchParams,
  name: 'start' | 'end',
  now: number,
): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') {
    return undefined;
  }
  const relative = /^now(?:-(\d+)([mhd]))?$/.exec(text);
  if (relative) {
    const [, length = '0', unit = 'm'] = relative;
    return now - Number(length) * unitMs[unit];
  }
  const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text) || !text.includes('T');
  const time = Date.parse(zoned ? text : `${text}Z`);
  if (Number.isNaN(time)) {
    throw unprocessable(
      ['query', 'filters', name],
      'datetime_from_date_parsing',
      'Input should be a valid datetime or date',
    );
  }
  return time;
}
