import type {
  SentryTagDistribution,
  SentryTagValue,
} from 'backstage-plugin-sentry-common';
import { isShownTag, tagValueOf } from '../event/toContexts';
import { countOf, fieldsOf, listOf, plainOf, textOf } from '../event/read';

const MAX_TAGS = 30;
const MAX_VALUES = 10;

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
 *
 * @public
 */
export function toTagDistributions(value: unknown): SentryTagDistribution[] {
  return listOf(value)
    .flatMap(item => {
      const { key, name, totalValues, topValues } = fieldsOf(item);
      const plain = plainOf(key);
      const shown = textOf(key, 200);
      if (!shown || !isShownTag(plain)) {
        return [];
      }
      const values = listOf(topValues).flatMap(top => toValue(plain, top));
      const total =
        countOf(totalValues) ??
        values.reduce((sum, { count }) => sum + count, 0);
      return [
        {
          key: shown,
          name: textOf(name, 200) ?? shown,
          totalValues: total,
          topValues: values
            .sort((a, b) => b.count - a.count)
            .slice(0, MAX_VALUES)
            .map(one => ({ ...one, share: shareOf(one.count, total) })),
        },
      ];
    })
    .sort((a, b) => rankOf(a.key) - rankOf(b.key))
    .slice(0, MAX_TAGS);
}

function toValue(
  key: string | undefined,
  item: unknown,
): Omit<SentryTagValue, 'share'>[] {
  const { value, name, count } = fieldsOf(item);
  const text = tagValueOf(key, value) ?? tagValueOf(key, name);
  const number = countOf(count);
  return text && number ? [{ value: text, count: number }] : [];
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
