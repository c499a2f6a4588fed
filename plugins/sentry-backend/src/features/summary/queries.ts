import {
  sentryProjectName,
  type SentryComponent,
  type SentrySummary,
  type SentrySummaryCount,
} from 'backstage-plugin-sentry-common';
import { inBatches } from '../../access/askBackstage';
import type { ProjectScope } from '../../scopes/types';
import { SEARCH_TERMS } from '../issues/query';

// In characters of a URL that has the ids of the projects, too.
const MAX_LENGTH = 4_000;
// Of one search: a slug has 50 characters at most.
const MAX_PROJECTS = 40;

/** What a summary is asked for, with every default filled in. */
export interface SummaryFilter {
  environments: string[];
  statsPeriod: string;
  /** In the order of {@link summaryCounts}. */
  queries: string[];
  /** Whether the entity's own query narrows the counts. */
  isNarrowed: boolean;
}

/** What each count counts, beside what the entity narrows its issues to. */
const conditions: Record<SentrySummaryCount, string> = {
  unresolved: 'is:unresolved',
  new: 'is:unresolved is:new',
  regressed: 'is:unresolved is:regressed',
  escalating: 'is:unresolved is:escalating',
  unhandled: 'is:unresolved error.unhandled:true',
  highPriority: 'is:unresolved issue.priority:high',
};

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
 * except for the status it asks for: the counts are of a status each.
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

/** What is counted of each component. */
export const componentCounts = [
  'unresolved',
  'regressed',
  'escalating',
] as const satisfies SentrySummaryCount[];

/** The searches that Sentry counts for one component. */
export interface ComponentQueries {
  ref: string;
  /** How many projects they are about. */
  projects: number;
  /** In the order of {@link componentCounts}. */
  queries: string[];
}

/**
 * The searches that count the issues of each component within one scope, so that one call
 * can count them all.
 *
 * @param queries - the searches that count those of all of them, in the order of {@link summaryCounts}
 */
export function componentQueries(
  scope: ProjectScope,
  components: SentryComponent[] | undefined,
  queries: string[],
): ComponentQueries[] {
  // GlitchTip takes `project:` for a tag.
  if (!components || scope.client.capabilities.server !== 'sentry') {
    return [];
  }
  const slugs = new Map(
    scope.projects.map(project => [sentryProjectName(project), project.slug]),
  );
  return components.flatMap(({ ref, projects }) => {
    const own = projects
      .flatMap(name => slugs.get(name) ?? [])
      .filter(slug => /^[\w.-]+$/.test(slug));
    return inBatches(own, MAX_PROJECTS).map(group => ({
      ref,
      projects: group.length,
      queries: componentCounts.map(
        count =>
          `${projectCondition(group)} ${queries[summaryCounts.indexOf(count)]}`,
      ),
    }));
  });
}

function projectCondition(slugs: string[]): string {
  return slugs.length === 1
    ? `project:${slugs[0]}`
    : `project:[${slugs.join(',')}]`;
}

/** The queries in chunks that fit in a URL. */
export function inChunks(queries: string[]): string[][] {
  const chunks: string[][] = [];
  let left = 0;
  for (const query of queries) {
    const { length } = new URLSearchParams({ query }).toString();
    if (length > left) {
      chunks.push([]);
      left = MAX_LENGTH;
    }
    chunks[chunks.length - 1].push(query);
    left -= length;
  }
  return chunks;
}
