import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { AnswerPipeline } from '../../answers/answerFrom';
import { askKnownEnvironments } from '../../answers/environments';
import type { Cached } from '../../cache/types';
import type { ProjectScope } from '../../scopes/types';
import { ofTiers } from './attention';
import { sortRank } from './mergeScopes';
import { assignedQuestion, isAssigned, ownIssuesQuery } from './query';
import type { IssuesFilter, ScopePage } from './types';

// About 30 bars over exactly the window that was asked for.
const TREND = 'auto';

/** The order that Sentry is asked for: that by attention is made here. */
export function sortOfSentry({ sort }: IssuesFilter): string {
  return sort === 'attention' ? 'freq' : sort;
}

/** One page of one scope, from the cache or from Sentry, within known environments. */
export function askPage(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
  filter: IssuesFilter,
  cursor?: string,
): Promise<Cached<ScopePage>> {
  const { environments } = filter;
  return pipeline.ask<ScopePage>(scope, {
    kind: 'issues.scope',
    parameters: [Object.entries(filter), cursor ?? null],
    isChangeable: true,
    load: () =>
      environments.length
        ? askKnownEnvironments<ScopePage>({
            pipeline,
            scope,
            environments,
            ask: names =>
              loadPage(scope, { ...filter, environments: names }, cursor),
            isFound: ({ items }) => items.length > 0,
            none: { items: [], hits: 0 },
          })
        : loadPage(scope, filter, cursor),
  });
}

/**
 * Asks Sentry for one page of one scope, and keeps what leaves the backend.
 * What is not of the entity's projects is dropped, whatever Sentry answers.
 */
async function loadPage(
  scope: ProjectScope,
  filter: IssuesFilter,
  cursor?: string,
): Promise<ScopePage> {
  const { client, organization, projectIds } = scope;
  const { assignee, environments, limit, sort, statsPeriod, tiers } = filter;
  const query = ownIssuesQuery(filter.query, scope);
  if (query === undefined) {
    return { items: [], hits: 0 };
  }
  const page = await client.listIssues(organization, {
    project: projectIds,
    environment: environments,
    statsPeriod,
    query,
    limit,
    ...(assignee && assignedQuestion(client, query, limit)),
    sort: sortOfSentry(filter),
    cursor,
    groupStatsPeriod: TREND,
    // Sorted by what the search matches, an issue is ranked by that, too.
    collapse: [],
    expand: ['inbox'],
  });
  const items: SentryIssue[] = [];
  let last: SentryIssue | undefined;
  for (const issue of page.items) {
    const { project, trend } = issue;
    if (projectIds.includes(project.id)) {
      last = issue;
      if (!assignee || isAssigned(issue, scope, assignee)) {
        items.push(
          trend?.period === TREND
            ? { ...issue, trend: { ...trend, period: statsPeriod } }
            : issue,
        );
      }
    }
  }
  const isWhole =
    cursor === undefined && page.nextCursor === undefined && !page.endsEarly;
  // Sentry answers the id of an event with its issue, whatever the project. The answer must
  // be the same as for an unknown id, without a count of others' issues.
  const ownHits = isWhole ? items.length : undefined;
  const hits = items.length === page.items.length ? page.hits : ownHits;
  const isEverything = !tiers || tiers.includes(0);
  return {
    items: tiers ? ofTiers(items, tiers) : items,
    ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    // The list of everything counts all.
    ...(hits !== undefined && { hits: isEverything ? hits : 0 }),
    ...(page.endsEarly && { endsEarly: true }),
    ...(last &&
      (tiers || assignee?.besideOwn) && {
        // By attention, no list waits for the end of another.
        floor: sortRank(last, tiers ? 'freq' : sort),
      }),
  };
}
