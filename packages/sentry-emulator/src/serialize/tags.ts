import { formatDate } from './series';
import type { StoredEvent } from '../store/types';

/** How often the events of an issue have a value of a tag. */
export interface TagValue {
  readonly value: string;
  readonly count: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** Words that are not written as they are spoken. */
const names: Record<string, string> = {
  os: 'OS',
  url: 'URL',
  'os.name': 'OS Name',
};

/** `browser.name` is called Browser Name. */
export function tagName(key: string): string {
  return (
    names[key] ??
    key.replace(/[._]/g, ' ').replace(/(^|\s)\S/g, start => start.toUpperCase())
  );
}

/** The values of each tag, in the order of their first event. */
export function countTags(
  events: readonly StoredEvent[],
): Map<string, TagValue[]> {
  const found = new Map<string, Map<string, TagValue>>();
  for (const { tags, timestamp } of events) {
    for (const [key, value] of Object.entries(tags)) {
      const values = found.get(key) ?? new Map<string, TagValue>();
      found.set(key, values);
      const known = values.get(value);
      values.set(value, {
        value,
        count: (known?.count ?? 0) + 1,
        firstSeen: Math.min(known?.firstSeen ?? timestamp, timestamp),
        lastSeen: Math.max(known?.lastSeen ?? timestamp, timestamp),
      });
    }
  }
  return new Map(
    [...found].sort().map(([key, values]) => [key, [...values.values()]]),
  );
}

export function totalOf(values: readonly TagValue[]): number {
  return values.reduce((sum, { count }) => sum + count, 0);
}

/** A tag with so many of its most frequent values. */
export function serializeTag(
  key: string,
  values: readonly TagValue[],
  mostValues = 9,
): Record<string, unknown> {
  const top = [...values].sort((a, b) => b.count - a.count);
  return {
    key,
    name: tagName(key),
    uniqueValues: values.length,
    totalValues: totalOf(values),
    topValues: top
      .slice(0, mostValues)
      .map(value => serializeTagValue(key, value)),
  };
}

/** Of users the value says what it is, such as `id:42`, and so does the search for it. */
export function serializeTagValue(
  key: string,
  { value, count, firstSeen, lastSeen }: TagValue,
): Record<string, unknown> {
  return {
    key,
    name: key === 'user' ? value.replace(/^\w+:/, '') : value,
    value,
    count,
    firstSeen: formatDate(firstSeen),
    lastSeen: formatDate(lastSeen),
    ...(key === 'user' && {
      query: `user.${value.replace(/^(\w+):(.*)$/s, '$1:"$2"')}`,
    }),
  };
}
