import type { RawTag, RawTagValue } from '../detailSchema';
import type {
  SentryTagDistribution,
  SentryTagValue,
} from 'backstage-plugin-sentry-common';
import { countOf, nameOf } from '../read';
import { isShownTag, tagValueOf } from '../tags';

const MAX_TAGS = 30;
const MAX_VALUES = 10;
/** Sentry is asked for few more than are shown. */
const MAX_VALUES_READ = 50;

/** What is looked at first, in this order; the others follow as Sentry has them. */
const telling = [
  'release',
  'environment',
  'level',
  'handled',
  'transaction',
  'url',
  'browser',
  'os',
  'device',
  'runtime',
];

/**
 * Turns what `getIssueTags` answers into how the values of each tag are shared out, without
 * tags that say who the users are.
 */
export function toTagDistributions(
  tags: RawTag[],
): SentryTagDistribution[] {
  const told = new Map(
    tags.filter(({ key }) => isShownTag(key)).map(tag => [tag.key, tag]),
  );
  return (
    [...told.values()]
      .sort((a, b) => rankOf(a.key) - rankOf(b.key))
      // Before their values are read: each takes its time.
      .slice(0, MAX_TAGS)
      .flatMap(toDistribution)
  );
}

function toDistribution({
  key,
  name,
  totalValues,
  topValues,
}: RawTag): SentryTagDistribution[] {
  const shown = nameOf(key, 200);
  if (!shown) {
    return [];
  }
  const values = mergeAlike(
    (topValues ?? [])
      .slice(0, MAX_VALUES_READ)
      .flatMap(top => toValue(key, top)),
  );
  const total =
    countOf(totalValues) ?? values.reduce((sum, { count }) => sum + count, 0);
  return [
    {
      key: shown,
      name: nameOf(name, 200) ?? shown,
      totalValues: total,
      topValues: values
        .sort((a, b) => b.count - a.count)
        .slice(0, MAX_VALUES)
        .map(one => ({ ...one, share: shareOf(one.count, total) })),
    },
  ];
}

function toValue(
  key: string,
  { value, name, count }: RawTagValue,
): Omit<SentryTagValue, 'share'>[] {
  const text = tagValueOf(key, value) ?? tagValueOf(key, name);
  const number = countOf(count);
  return text && number ? [{ value: text, count: number }] : [];
}

/** Values that differ only in what may not be shown, such as addresses, are one. */
function mergeAlike(
  values: Omit<SentryTagValue, 'share'>[],
): Omit<SentryTagValue, 'share'>[] {
  const counts = new Map<string, number>();
  for (const { value, count } of values) {
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

function shareOf(count: number, total: number): number {
  // Sentry samples large issues: a value can be told more often than the tag.
  return total > 0
    ? Math.min(1, Math.round((count / total) * 1_000) / 1_000)
    : 0;
}

function rankOf(key: string): number {
  const index = telling.indexOf(key);
  return index < 0 ? telling.length : index;
}
