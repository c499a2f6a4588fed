import { toCommit } from '../../mapping/detail';
import { compact, toNumber } from '../../mapping/fields';
import {
  deploySchema,
  rawReleaseSchema,
  RawRelease,
  releaseCommitSchema,
  toDeploy,
  toSentryRelease,
} from '../../mapping/release';
import { SentryProblemError } from '../../problems';
import { z } from 'zod';
import { word } from '../../mapping/read';
import { apiPath } from '../http/path';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryScopeParams } from '../types';
import { ifPresent, type Call } from './call';
import { slugsOf } from './projects';
import { itemsOf, nextCursor, readIf, readList, readOne } from './read';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import type { SentryAnswer } from '../SentryClient';

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
        subject: { project: slug, scope: server.dialect.releaseScope },
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
    subject: { scope: 'project:read' },
  });
  const { items } = readList(answer, rawReleaseSchema, one => one.version);
  return items.slice(0, MAX_RELEASES);
}

const MAX_PARTS = 50;

/** A release of the projects; `undefined` where they have none of that version. */
export async function getRelease(
  call: Call,
  version: string,
  { project }: { project: string[] },
): Promise<SentryAnswer<'getRelease'> | undefined> {
  await call.identify();
  // `BAD_RELEASE_CHARS` of Sentry. Its server decodes paths before it routes them: such a version
  // would name another endpoint.
  if (!call.server.isGlitchtip && /[\\/]/.test(version)) {
    return undefined;
  }
  try {
    const raw = call.server.isGlitchtip
      ? // Its releases name no projects by number, and it has no filter by project.
        (await releasesOfProjects(call, project)).find(
          one => one.version === version,
        )
      : await fetchRelease(call, version, project);
    if (!raw) {
      return undefined;
    }
    const release = toSentryRelease(raw, call.mapping(), project);
    if (!release?.projects.length) {
      return undefined;
    }
    const [commits = [], deploys = []] = await Promise.all([
      listPart(call, version, 'commits', releaseCommitSchema),
      listPart(call, version, 'deploys', deploySchema),
    ]);
    return compact<SentryAnswer<'getRelease'>>({
      release,
      commits: commits.flatMap(one => toCommit(one, one.author ?? {}) ?? []),
      commitCount: toNumber(raw.commitCount),
      deploys: deploys.flatMap(toDeploy),
    });
  } catch (error) {
    if (SentryUpstreamError.hasStatus(error, 404)) {
      return undefined;
    }
    throw error;
  }
}

async function fetchRelease(
  { send, organization }: Call,
  version: string,
  project: string[],
): Promise<RawRelease> {
  const answer = await send({
    operation: 'getRelease',
    path: apiPath`/organizations/${organization}/releases/${version}/`,
    query: { project },
    subject: { scope: 'project:read' },
  });
  return readOne(answer, rawReleaseSchema, 'a release');
}

/** Commits and deploys are of use without each other. */
async function listPart<T>(
  call: Call,
  version: string,
  part: 'commits' | 'deploys',
  schema: z.ZodType<T>,
): Promise<T[] | undefined> {
  try {
    return await ifPresent(call, `release.${part}`, async () => {
      const answer = await call.send({
        operation: 'getRelease',
        path: apiPath`/organizations/${call.organization}/releases/${version}/${part}/`,
        query: { per_page: MAX_PARTS },
        subject: { scope: 'project:read' },
      });
      return readList(answer, schema).items.slice(0, MAX_PARTS);
    });
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return undefined;
    }
    throw error;
  }
}

// Those with most sessions come first: of what is left hardly anybody uses any.
const MAX_PAGES = 5;
const sum = 'sum(session)';

const rate = z.number().min(0).max(1).optional().catch(undefined);
const amount = z.number().min(0).optional().catch(undefined);

const groupsSchema = z.object({ groups: z.array(z.unknown()) });
const projectSchema = z.object({
  by: z.object({ project: word }),
  totals: z.object({ [sum]: amount }),
});
const releaseSchema = z.object({
  by: z.object({ project: word, release: z.string() }),
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
  { project, environment }: Scope,
): Promise<SentryAnswer<'releaseSessions'>[number][]> {
  await call.identify();
  if (call.server.isGlitchtip) {
    return [];
  }
  try {
    const [projects, releases] = await Promise.all([
      listGroups(
        call,
        { project, environment, groupBy: ['project'], field: [sum] },
        projectSchema,
      ),
      listGroups(
        call,
        {
          project,
          environment,
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
      users: totals['count_unique(user)'],
      crashFreeSessions: totals['crash_free_rate(session)'],
      crashFreeUsers: totals['crash_free_rate(user)'],
      ofProject: all.get(by.project)?.[sum],
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
  asked: Scope & { groupBy: string[]; field: string[] },
  schema: z.ZodType<T>,
): Promise<T[]> {
  const groups = itemsOf(async cursor => {
    const answer = await send({
      operation: 'releaseSessions',
      path: apiPath`/organizations/${organization}/sessions/`,
      query: {
        ...asked,
        orderBy: `-${sum}`,
        statsPeriod: '24h',
        interval: '1h',
        includeSeries: 0,
        per_page: 100,
        cursor,
      },
      subject: { scope: 'org:read' },
    });
    return {
      items: readIf(answer, groupsSchema)?.groups ?? [],
      nextCursor: nextCursor(answer.headers.get('link')),
    };
  }, MAX_PAGES);
  const found: T[] = [];
  for await (const group of groups) {
    // A group that can't be read is left out.
    const { success, data } = schema.safeParse(group);
    if (success) {
      found.push(data);
    }
  }
  return found;
}
