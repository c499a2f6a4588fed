import { z } from 'zod';
import {
  amount,
  maybe,
  maybeList,
  maybeWord,
  text,
  word,
  nameOf,
  plainOf,
  textOf,
  countOf,
} from './read';
import type {
  SentryDeploy,
  SentryReleaseRef,
  SentryRepositoryRef,
  SentryRelease,
} from 'backstage-plugin-sentry-common';
import { sentryLinks, type SentryPlace, type MappingContext } from './links';
import { compact, toHttpUrl, toIsoDate } from './fields';

/** More than are shown: not all can be read. */
const MAX_COMMITS = 20;
const MAX_PROJECTS = 1_000;

const commitSchema = z.object({
  id: word,
  message: text,
  dateCreated: text,
  externalUrl: text,
  pullRequest: maybe(z.object({ externalUrl: text })),
  repository: maybe(
    z.object({
      name: text,
      url: text,
      provider: maybe(z.object({ id: text })),
    }),
  ),
});

/** A commit of a release, with its author. */
export const releaseCommitSchema = commitSchema.extend({
  author: maybe(z.object({ id: maybeWord, name: text })),
});

/** When a release went live. */
export const deploySchema = z.object({
  environment: word,
  name: text,
  url: text,
  dateFinished: text,
});

export function toDeploy(raw: z.infer<typeof deploySchema>): SentryDeploy | [] {
  const environment = nameOf(raw.environment, 100);
  return environment
    ? compact<SentryDeploy>({
        environment,
        name: textOf(raw.name, 200),
        date: toIsoDate(raw.dateFinished),
        url: toHttpUrl(raw.url),
      })
    : [];
}

/** A release as Sentry returns it. Authors with their e-mail addresses are not taken over. */
export const rawReleaseSchema = z.object({
  version: word,
  shortVersion: maybeWord,
  versionInfo: maybe(
    z.object({ version: maybe(z.object({ raw: maybeWord })) }),
  ),
  ref: text,
  dateCreated: text,
  dateReleased: text,
  newGroups: amount,
  commitCount: amount,
  lastCommit: maybe(commitSchema),
  projects: maybeList(
    // One that can't be read still counts: what is said of all projects includes it.
    z.object({ id: maybeWord, slug: text, newGroups: amount }).catch({}),
    MAX_PROJECTS,
  ),
});

const committerSchema = z.object({
  author: maybe(z.object({ id: maybeWord, name: text })),
  commits: maybeList(commitSchema, MAX_COMMITS),
});

export const committersSchema = z.object({
  committers: maybeList(committerSchema, MAX_COMMITS),
});

export type RawRelease = z.infer<typeof rawReleaseSchema>;
export type RawCommit = z.infer<typeof commitSchema>;
export type RawCommitter = z.infer<typeof committerSchema>;

const COMMIT = /^[0-9a-f]{7,64}$/i;

/** @returns `undefined` where there is none, or its version is none that Sentry would take */
export function toReleaseRef(
  raw: RawRelease | undefined,
  context: SentryPlace,
): SentryReleaseRef | undefined {
  const version = plainOf(raw?.version);
  if (!raw || !version || !isVersion(version)) {
    return undefined;
  }
  const described = raw.versionInfo?.version?.raw;
  return compact<SentryReleaseRef>({
    version,
    shortVersion: nameOf(raw.shortVersion, 100) ?? nameOf(described, 100),
    dateCreated: toIsoDate(raw.dateCreated),
    ...toCommit(raw, version),
    link: sentryLinks.release(context, version),
  });
}

function isVersion(version: string): boolean {
  return (
    version.length <= 250 &&
    // Half of a surrogate pair, which no address has.
    !/\p{Surrogate}/u.test(version) &&
    // eslint-disable-next-line no-control-regex
    !/[\u0000-\u001f\u007f]|\p{Bidi_Control}/u.test(version)
  );
}

/**
 * The newest commit that Sentry knows, where it names its repository; else the
 * version, where that is one.
 */
function toCommit(
  { lastCommit, ref }: RawRelease,
  version: string,
): Pick<SentryReleaseRef, 'commit' | 'repository'> {
  const id = commitOf(lastCommit?.id);
  const repository = toRepository(lastCommit?.repository);
  if (id && repository) {
    return { commit: id, repository };
  }
  const full = /^(?:[^@]+@)?([0-9a-f]{40}|[0-9a-f]{64})$/i.exec(version)?.[1];
  return { commit: commitOf(ref) ?? full };
}

function commitOf(id: string | undefined): string | undefined {
  return id && COMMIT.test(id) ? id : undefined;
}

function toRepository(
  raw: RawCommit['repository'],
): SentryRepositoryRef | undefined {
  const repository = compact<SentryRepositoryRef>({
    name: nameOf(raw?.name, 200),
    url: toHttpUrl(raw?.url),
  });
  return Object.keys(repository).length ? repository : undefined;
}

/**
 * Turns a release of Sentry's list into the one that leaves the backend, as far as it is one
 * of the projects given. Authors and commits stay behind.
 *
 * @param asked - ids of these projects
 * @returns `undefined` where its version is none that Sentry would take
 */
export function toSentryRelease(
  raw: RawRelease,
  context: MappingContext,
  asked: string[],
): SentryRelease | undefined {
  const release = toReleaseRef(raw, context);
  if (!release) {
    return undefined;
  }
  const { newGroups, dateReleased } = raw;
  const projects = raw.projects ?? [];
  const ours = asked.flatMap(
    id => projects.find(project => project.id === id) ?? [],
  );
  // Counts of the release as a whole are over all its projects.
  const isOurs = projects.every(({ id }) => id && asked.includes(id));
  return compact<SentryRelease>({
    ...release,
    instance: context.instance,
    organization: context.organization,
    projects: ours.map(({ id, slug }) => slug || `${id}`),
    dateReleased: toIsoDate(dateReleased),
    newIssues: newIssuesOf(ours) ?? (isOurs ? countOf(newGroups) : undefined),
  });
}

/** In our projects; `undefined` where one has no count. */
function newIssuesOf(
  ours: NonNullable<RawRelease['projects']>,
): number | undefined {
  const counts = ours.map(one => countOf(one.newGroups));
  return counts.length && counts.every(count => count !== undefined)
    ? counts.reduce((sum, count) => sum + count, 0)
    : undefined;
}
