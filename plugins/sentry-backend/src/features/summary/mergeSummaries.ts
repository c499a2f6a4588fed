import type {
  SentrySummary,
  SentrySummaryCount,
  SentryTrend,
} from 'backstage-plugin-sentry-common';
import { sumOfAll } from '../../answers/answerFrom';
import { summaryCounts } from './summaryQueries';
import type { SourceSummary } from './types';

type Figures = Pick<
  SentrySummary,
  SentrySummaryCount | 'capped' | 'users' | 'trend'
>;

/**
 * Adds up the figures of several scopes. A sum of counts of which one was capped is capped.
 * Users are distinct within an organization; the same person in two
 * organizations counts twice, because Sentry knows no better. A figure that a scope
 * does not tell is left out: a part would look like the whole.
 */
export function mergeSummaries(
  summaries: SourceSummary[],
  statsPeriod: string,
): Figures {
  const figures: Figures = { capped: [] };
  summaryCounts.forEach((name, index) => {
    const all = summaries.map(({ counts }) => counts[index]);
    const count = sumOfAll(all.map(one => one?.count));
    if (count !== undefined) {
      figures[name] = count;
      if (all.some(({ capped }) => capped)) {
        figures.capped.push(name);
      }
    }
  });
  const users = sumOfAll(summaries.map(summary => summary.users));
  if (users !== undefined) {
    figures.users = users;
  }
  const trends = summaries.map(({ trend }) => trend);
  if (trends.every(trend => trend !== undefined)) {
    figures.trend = { period: statsPeriod, buckets: addBuckets(trends) };
  }
  return figures;
}

function addBuckets(trends: SentryTrend['buckets'][]): SentryTrend['buckets'] {
  const events = new Map<number, number>();
  for (const [start, count] of trends.flat()) {
    events.set(start, (events.get(start) ?? 0) + count);
  }
  return [...events].sort(([a], [b]) => a - b);
}
