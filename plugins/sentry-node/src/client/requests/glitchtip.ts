import type { RawIssue } from '../../mapping/issueSchema';
import { rawReleaseSchema, type RawRelease } from '../../mapping/releaseSchema';
import { z } from 'zod';
import { SentryProblemError } from '../../problems/SentryProblemError';
import { apiPath } from '../http/apiPath';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import {
  isBeyondCursors,
  trendPeriodOf,
  wholeTrend,
} from '../servers/glitchtip';
import type { SentryIssuesParams, SentryPage, SentryRequestOptions } from '../types';
import type { ClientContext } from './ClientContext';
import { slugsOf } from './projects';
import { readList } from './readList';

const statsSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  stats: z.record(
    z.string(),
    z.array(z.tuple([z.number(), z.number().min(0)])).nullish(),
  ),
});

/**
 * A page of a list, with trends where these are asked for. Where the next page would be the
 * same again, there is none.
 */
export async function completePage(
  context: ClientContext,
  organization: string,
  { nextCursor, ...page }: SentryPage<RawIssue>,
  params: SentryIssuesParams,
  options?: SentryRequestOptions,
): Promise<SentryPage<RawIssue>> {
  const isEnd =
    nextCursor !== undefined &&
    (nextCursor === params.cursor || isBeyondCursors(nextCursor));
  return {
    ...page,
    items: params.groupStatsPeriod
      ? await withTrends(context, organization, page.items, params, options)
      : page.items,
    ...(isEnd && { endsEarly: true }),
    ...(nextCursor !== undefined && !isEnd && { nextCursor }),
  };
}

/** Issues with their trends; without where these can't be had: they are an extra. */
export async function withTrends<T extends RawIssue>(
  { send, server, lackOf }: ClientContext,
  organization: string,
  issues: T[],
  { statsPeriod }: Pick<SentryIssuesParams, 'statsPeriod'>,
  options?: SentryRequestOptions,
): Promise<T[]> {
  const lack = lackOf('issueTrends', organization);
  if (!issues.length || server.lacks(lack)) {
    return issues;
  }
  const period = trendPeriodOf(statsPeriod);
  try {
    const answer = await send({
      operation: 'listIssueTrends',
      path: apiPath`/organizations/${organization}/issues-stats/`,
      query: { groups: issues.map(({ id }) => id), statsPeriod: period },
      subject: { organization, scope: 'event:read' },
      signal: options?.signal,
    });
    const found = new Map(
      readList(answer, statsSchema).items.map(({ id, stats }) => [
        id,
        stats[period],
      ]),
    );
    return issues.map(issue => {
      const buckets = found.get(issue.id);
      return buckets
        ? {
            ...issue,
            stats: { [period]: wholeTrend(buckets, period, server.now()) },
          }
        : issue;
    });
  } catch (error) {
    if (!(error instanceof SentryProblemError)) {
      throw error;
    }
    if (
      SentryUpstreamError.isWebPage(error) ||
      SentryUpstreamError.hasStatus(error, 404)
    ) {
      server.noteLack(lack);
    }
    return issues;
  }
}

/**
 * The releases of projects, project by project: the organization's own list is of all
 * projects, whatever it is asked for. A release names no other project than these.
 */
export async function releasesOfProjects(
  context: ClientContext,
  organization: string,
  projects: string[],
  { limit, ...options }: SentryRequestOptions & { limit: number },
): Promise<RawRelease[]> {
  const { send, server } = context;
  const found = new Map<string, RawRelease>();
  const slugs = await slugsOf(context, organization, projects, options);
  const lists = await Promise.all(
    projects.map(async (id, index) => {
      const slug = slugs[index];
      const answer = await send({
        operation: 'listReleases',
        path: apiPath`/projects/${organization}/${slug}/releases/`,
        query: { limit },
        subject: {
          organization,
          project: slug,
          scope: server.dialect.releaseScope,
        },
        signal: options.signal,
      });
      const { items } = readList(answer, rawReleaseSchema, one => one.version);
      return items.map(item => ({ ...item, projects: [{ id, slug }] }));
    }),
  );
  for (const release of lists.flat()) {
    const { version, projects: others = [] } =
      found.get(release.version) ?? release;
    found.set(version, {
      ...release,
      projects: [...new Set([...(others ?? []), ...release.projects])],
    });
  }
  return [...found.values()].sort((a, b) => dateOf(b) - dateOf(a));
}

function dateOf({ dateReleased, dateCreated }: RawRelease): number {
  return Date.parse(dateReleased ?? dateCreated ?? '') || 0;
}
