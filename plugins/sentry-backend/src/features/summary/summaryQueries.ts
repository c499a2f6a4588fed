import type {
  SentrySummary,
  SentrySummaryCount,
} from 'backstage-plugin-sentry-common';
import { SEARCH_TERMS } from '../issues/searchTerms';
import type { SummaryFilter } from './types';

/** What each count counts, beside what the entity narrows its issues to. */
const conditions: Record<SentrySummaryCount, string> = {
  unresolved: 'is:unresolved',
  new: 'is:unresolved is:new',
  regressed: 'is:unresolved is:regressed',
  escalating: 'is:unresolved is:escalating',
  unhandled: 'is:unresolved error.unhandled:true',
  highPriority: 'is:unresolved issue.priority:high',
};

/** The counts, in the order of {@link summaryQueries}. */
export const summaryCounts = Object.keys(conditions) as SentrySummaryCount[]; // the keys of that very type

const statuses = new Set([
  'unresolved',
  'resolved',
  'archived',
  'ignored',
  'new',
  'ongoing',
  'escalating',
  'regressed',
  'archived_until_escalating',
  'archived_until_condition_met',
  'archived_forever',
]);

/**
 * The searches that Sentry counts for the summary. An entity's own query narrows each of them,
 * except for the status it asks for, which the counts themselves are about.
 */
export function summaryQueries(
  entityQuery?: string,
): Pick<SummaryFilter, 'queries' | 'isNarrowed'> {
  const rest = withoutStatus(entityQuery ?? '');
  return {
    queries: summaryCounts.map(count =>
      [conditions[count], rest].filter(Boolean).join(' '),
    ),
    isNarrowed: rest !== '',
  };
}

/** The searches by the names of their counts. */
export function queriesByCount(
  queries: string[],
): NonNullable<SentrySummary['queries']> {
  return Object.fromEntries(
    summaryCounts.map((count, index) => [count, queries[index]]),
  );
}

function withoutStatus(query: string): string {
  const terms = query.match(SEARCH_TERMS) ?? [];
  return terms
    .filter(term => {
      const status = /^!?is:(.+)$/.exec(term)?.[1];
      return !status || !statuses.has(status);
    })
    .join(' ');
}
