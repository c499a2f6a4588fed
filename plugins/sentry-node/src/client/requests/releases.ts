import {
  rawReleaseSchema,
  RawRelease,
  toSentryRelease,
} from '../../mapping/release';
import { z } from 'zod';
import { apiPath } from '../http/path';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryScopeParams } from '../types';
import type { Call } from './call';
import { slugsOf } from './projects';
import { readList, nextCursor, readIf } from './read';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryReleaseSessions } from '../types';

type Scope = Omit<SentryScopeParams, 'statsPeriod'>;

const MAX_RELEASES = 50;

/**
 * The releases of projects, project by project: the organization's own list is of all
 * projects, whatever it is asked for. A release names no other project than these.
 */
async function releasesOfProjects(
  call: Call,
  projects: string[],
): Promise<RawRelease[]> {
  const { send, server, organization } = call;
  const found = new Map<string, RawRelease>();
  const slugs = await slugsOf(call, projects);
  const lists = await Promise.all(
    projects.map(async (id, index) => {
      const slug = slugs[index];
      const answer = await send({
        operation: 'listReleases',
        path: apiPath`/projects/${organization}/${slug}/releases/`,
        query: { limit: MAX_RELEASES },
        subject: {
          project: slug,
          scope: server.dialect.releaseScope,
        },
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

export async function listReleases(
  call: Call,
  { project, environment }: Scope,
): Promise<SentryRelease[]> {
  await call.identify();
  const releases = call.server.isGlitchtip
    ? await releasesOfProjects(call, project)
    : await releasesOfOrganization(call, { project, environment });
  const place = call.mapping();
  return releases.flatMap(raw => toSentryRelease(raw, place, project) ?? []);
}

async function releasesOfOrganization(
  { send, organization }: Call,
  { project, environment }: Scope,
): Promise<RawRelease[]> {
  const answer = await send({
    operation: 'listReleases',
    path: apiPath`/organizations/${organization}/releases/`,
    query: { project, environment, sort: 'date', per_page: MAX_RELEASES },
    subject: {
      projects: project,
      environments: environment,
      scope: 'project:read',
    },
  });
  const { items } = readList(answer, rawReleaseSchema, one => one.version);
  return items.slice(0, MAX_RELEASES);
}

// Those with most sessions come first: of what is left hardly anybody uses any.
const MAX_PAGES = 5;
const sum = 'sum(session)';

const rate = z.number().min(0).max(1).nullish().catch(undefined);
const amount = z.number().min(0).nullish().catch(undefined);
const project = z.union([z.number(), z.string()]).transform(String);

const projectSchema = z.object({
  by: z.object({ project }),
  totals: z.object({ [sum]: amount }),
});
const releaseSchema = z.object({
  by: z.object({ project, release: z.string() }),
  totals: z.object({
    [sum]: amount,
    'count_unique(user)': amount,
    'crash_free_rate(session)': rate,
    'crash_free_rate(user)': rate,
  }),
});

/**
 * By project as well as by release, as one release can be of several projects: each has
 * sessions of its own, and an adoption of its own.
 */
export async function releaseSessions(
  call: Call,
  scope: Scope,
): Promise<SentryReleaseSessions[]> {
  await call.identify();
  if (call.server.isGlitchtip) {
    return [];
  }
  try {
    const [projects, releases] = await Promise.all([
      listGroups(
        call,
        { scope, groupBy: ['project'], field: [sum] },
        projectSchema,
      ),
      listGroups(
        call,
        {
          scope,
          groupBy: ['project', 'release'],
          field: Object.keys(releaseSchema.shape.totals.shape),
        },
        releaseSchema,
      ),
    ]);
    const all = new Map(projects.map(({ by, totals }) => [by.project, totals]));
    return releases.map(({ by, totals }) => ({
      project: by.project,
      version: by.release,
      sessions: totals[sum] ?? 0,
      users: totals['count_unique(user)'] ?? undefined,
      crashFreeSessions: totals['crash_free_rate(session)'] ?? undefined,
      crashFreeUsers: totals['crash_free_rate(user)'] ?? undefined,
      ofProject: all.get(by.project)?.[sum] ?? undefined,
    }));
  } catch (error) {
    // Older servers and plans have none.
    if (SentryUpstreamError.hasStatus(error, 400, 404)) {
      return [];
    }
    throw error;
  }
}

async function listGroups<T>(
  { send, organization }: Call,
  {
    scope,
    groupBy,
    field,
  }: { scope: Scope; groupBy: string[]; field: string[] },
  schema: z.ZodType<T>,
): Promise<T[]> {
  const { project: projects, environment } = scope;
  const found: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const answer = await send({
      operation: 'releaseSessions',
      path: apiPath`/organizations/${organization}/sessions/`,
      query: {
        project: projects,
        environment,
        field,
        groupBy,
        orderBy: `-${sum}`,
        statsPeriod: '24h',
        interval: '1h',
        includeSeries: 0,
        per_page: 100,
        cursor,
      },
      subject: {
        projects,
        environments: environment,
        scope: 'org:read',
      },
    });
    found.push(...readGroups(answer, schema));
    cursor = nextCursor(answer.headers.get('link'));
    if (!cursor) {
      break;
    }
  }
  return found;
}

/** A group that can't be read is left out. */
function readGroups<T>(answer: SentryHttpAnswer, schema: z.ZodType<T>): T[] {
  const { groups = [] } =
    readIf(answer, z.object({ groups: z.array(z.unknown()) })) ?? {};
  return groups.flatMap(group => schema.safeParse(group).data ?? []);
}
