import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { sumOfAll } from '../../answers/answerFrom';
import type { ScopeReader } from './ScopeReader';

/**
 * How many issues there are: exact where the whole list is here, else what Sentry
 * estimates, if it does. What failed is in no number, which is then an estimate, too.
 *
 * @param count - how many are in this answer
 * @param isWhole - whether it is the first page and there is no other
 */
export function totalOf(
  readers: ScopeReader[],
  count: number,
  isWhole: boolean,
): Pick<SentryIssuesPage, 'totalItems' | 'totalIsEstimate'> {
  const asked = readers.filter(({ failure }) => !failure);
  const isCut = readers.some(({ endedEarly }) => endedEarly);
  if (isWhole && !isCut && asked.length === readers.length) {
    return { totalItems: count, totalIsEstimate: false };
  }
  const hits = sumOfAll(asked.map(({ position }) => position.hits));
  return {
    ...(hits !== undefined && { totalItems: hits }),
    totalIsEstimate: true,
  };
}
