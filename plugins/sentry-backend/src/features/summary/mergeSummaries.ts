import type {
  SentryComponent,
  SentryComponentSummary,
  SentrySummary,
  SentrySummaryCount,
  SentryTrend,
} from 'backstage-plugin-sentry-common';
import { sum, sumOfAll } from '../../answers/compose';
import type { WithinEnvironments } from '../../answers/environments';
import type { ProjectScope } from '../../scopes/types';
import {
  componentCounts,
  summaryCounts,
  type ComponentQueries,
} from './queries';

/** A count of Sentry's, absent where it has none. */
export interface ScopeCount {
  count?: number;
  capped: boolean;
}

/** Of one component, as far as its projects are asked about together. */
export type ComponentCount = Omit<ComponentQueries, 'queries'> & {
  /** In the order of the queries. */
  counts: ScopeCount[];
};

/** What the summary needs of one scope, as the cache keeps it. */
export interface ScopeSummary extends WithinEnvironments {
  /** In the order of the queries. */
  counts: ScopeCount[];
  users?: number;
  trend?: SentryTrend['buckets'];
  /** Absent where there is one component, or its server can't count for each. */
  components?: ComponentCount[];
}

type Figures = Pick<
  SentrySummary,
  SentrySummaryCount | 'capped' | 'uncounted' | 'users' | 'trend'
>;

/** What one scope answered; no summary where it failed. */
export interface ScopeFigures {
  scope: ProjectScope;
  summary?: ScopeSummary;
}

/**
 * Adds up the figures of several scopes. A count that a scope lacks is the sum of the others,
 * marked with the projects that it leaves out; users and trend are left out then: a part would
 * look like the whole.
 * Users are distinct within an organization; the same person in two
 * organizations counts twice, because Sentry knows no better.
 */
export function mergeSummaries(
  figures: ScopeFigures[],
  statsPeriod: string,
): Figures {
  const merged: Figures = { capped: [] };
  const uncounted: Figures['uncounted'] = {};
  summaryCounts.forEach((name, index) => {
    const total = addCounts(
      figures.map(({ scope, summary }) => ({
        ...(summary?.counts[index] ?? { capped: false }),
        projects: scope.projects.length,
      })),
    );
    if (total.count !== undefined) {
      merged[name] = total.count;
      if (total.capped) {
        merged.capped.push(name);
      }
      if (total.uncounted) {
        uncounted[name] = total.uncounted;
      }
    }
  });
  const summaries = figures.flatMap(({ summary }) => summary ?? []);
  const users = sumOfAll(summaries.map(summary => summary.users));
  const trends = summaries.map(({ trend }) => trend);
  return {
    ...merged,
    ...(Object.keys(uncounted).length > 0 && { uncounted }),
    ...(users !== undefined && { users }),
    ...(trends.every(trend => trend !== undefined) && {
      trend: { period: statsPeriod, buckets: addBuckets(trends) },
    }),
  };
}

/** The sum of what was counted, capped where one of them was or projects are left out. */
function addCounts(counts: (ScopeCount & { projects: number })[]) {
  const known = counts.filter(({ count }) => count !== undefined);
  const all = sum(counts.map(({ projects }) => projects));
  const uncounted = all - sum(known.map(({ projects }) => projects));
  return {
    count: known.length ? sum(known.map(({ count = 0 }) => count)) : undefined,
    capped: uncounted > 0 || known.some(({ capped }) => capped),
    uncounted,
  };
}

function addBuckets(trends: SentryTrend['buckets'][]): SentryTrend['buckets'] {
  const events = new Map<number, number>();
  for (const [start, count] of trends.flat()) {
    events.set(start, (events.get(start) ?? 0) + count);
  }
  return [...events].sort(([a], [b]) => a - b);
}

/** Adds up what the scopes counted for each component. */
export function mergeComponents(
  components: SentryComponent[],
  summaries: ScopeSummary[],
): SentryComponentSummary[] {
  const counted = summaries.flatMap(summary => summary.components ?? []);
  return components.map(component => {
    const own = counted.filter(({ ref }) => ref === component.ref);
    const asked = sum(own.map(({ projects }) => projects));
    const rest = component.projects.length - asked;
    const [unresolved, regressed, escalating] = componentCounts.map(
      (_, index) =>
        addCounts([
          ...own.map(({ counts, projects }) => ({
            ...counts[index],
            projects,
          })),
          { capped: false, projects: rest },
        ]),
    );
    const { uncounted } = unresolved;
    const known = unresolved.count !== undefined;
    return {
      ...component,
      ...(known && {
        unresolved: unresolved.count,
        regressed: regressed.count,
        escalating: escalating.count,
      }),
      capped: known && unresolved.capped,
      ...(uncounted > 0 && { uncounted }),
    };
  });
}
