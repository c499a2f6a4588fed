import { z } from 'zod';
import {
  maybe,
  maybeList,
  maybeWord,
  text,
  nameOf,
  textOf,
  plainOf,
} from './read';
import {
  rawReleaseSchema,
  toReleaseRef,
  type RawCommit,
  type RawCommitter,
} from './release';
import {
  rawIssueSchema,
  toSentryIssue,
  toStatusDetails,
  toAssignee,
} from './issue';
import type {
  SentryIssueDetail,
  SentryTrend,
  SentryExternalIssue,
  SentrySuspectCommit,
} from 'backstage-plugin-sentry-common';
import { compact, toTrend, toHttpUrl, toIsoDate } from './fields';
import type { MappingContext } from './links';

/** More than are shown: not all can be read. */
const MAX_LINKS = 100;

const externalIssue = {
  displayName: maybeWord,
  key: maybeWord,
  title: maybeWord,
  url: text,
  webUrl: text,
  serviceType: text,
};
const externalIssueSchema = z.object(externalIssue);

const integrationSchema = z.object({
  ...externalIssue,
  provider: maybe(z.object({ key: text })),
  externalIssues: maybeList(externalIssueSchema, MAX_LINKS),
});

const pluginIssueSchema = z.object({
  slug: text,
  issue: maybe(z.object({ issue_id: maybeWord, label: maybeWord, url: text })),
});

/** An issue as in lists, and what only its own answer has. */
export const rawIssueDetailSchema = rawIssueSchema.extend({
  firstRelease: maybe(rawReleaseSchema),
  lastRelease: maybe(rawReleaseSchema),
  integrationIssues: maybeList(integrationSchema, MAX_LINKS),
  sentryAppIssues: maybeList(externalIssueSchema, MAX_LINKS),
  // Older servers have HTML here, which is no object.
  annotations: maybeList(externalIssueSchema, MAX_LINKS),
  pluginIssues: maybeList(pluginIssueSchema, MAX_LINKS),
});

/** An issue as Sentry returns it by itself. */
export type RawIssueDetail = z.infer<typeof rawIssueDetailSchema>;
type RawIntegration = z.infer<typeof integrationSchema>;

/**
 * What an issue says about itself, beside its events, tags and commits.
 */
export type SentryIssueFacts = Pick<
  SentryIssueDetail,
  | 'issue'
  | 'trends'
  | 'firstRelease'
  | 'lastRelease'
  | 'statusDetails'
  | 'externalIssues'
>;

/** @returns `undefined` where the issue's project is not known */
export function toIssueFacts(
  raw: RawIssueDetail,
  context: MappingContext,
): SentryIssueFacts | undefined {
  const issue = toSentryIssue(raw, context, { trend: '24h' });
  if (!issue) {
    return undefined;
  }
  return compact<SentryIssueFacts>({
    issue,
    trends: compact({
      '24h': trendOf(raw, '24h'),
      '30d': trendOf(raw, '30d'),
    }),
    firstRelease: toReleaseRef(raw.firstRelease, context),
    lastRelease: toReleaseRef(raw.lastRelease, context),
    statusDetails: toStatusDetails(raw.statusDetails),
    externalIssues: toExternalIssues(raw),
  });
}

function trendOf(
  { stats }: RawIssueDetail,
  period: string,
): SentryTrend | undefined {
  return stats?.[period] && toTrend(stats, period);
}

const LINKS_SHOWN = 20;

type Linked = Pick<
  RawIssueDetail,
  'integrationIssues' | 'sentryAppIssues' | 'annotations' | 'pluginIssues'
>;

/**
 * Links of an issue to other trackers: of integrations (Jira, GitHub), of Sentry apps and
 * of plugins. One that Sentry returns twice counts once.
 */
export function toExternalIssues(raw: Linked): SentryExternalIssue[] {
  const links: Link[] = [
    ...(raw.integrationIssues ?? []).flatMap(ofIntegration),
    ...(raw.sentryAppIssues ?? []).map(app => ({
      label: app.displayName,
      url: app.webUrl,
      kind: app.serviceType,
    })),
    ...(raw.annotations ?? []).map(({ displayName, url }) => ({
      label: displayName,
      url,
    })),
    ...(raw.pluginIssues ?? []).map(({ issue, slug }) => ({
      label: issue?.label ?? issue?.issue_id,
      url: issue?.url,
      kind: slug,
    })),
  ];
  const found = new Map<string, SentryExternalIssue>();
  for (const { label, url, kind } of links.slice(0, MAX_LINKS)) {
    const name = textOf(label, 200);
    const address = toHttpUrl(url);
    if (name && address && !found.has(address)) {
      found.set(
        address,
        compact({ label: name, url: address, kind: nameOf(kind, 50) }),
      );
    }
  }
  return [...found.values()].slice(0, LINKS_SHOWN);
}

interface Link {
  label?: string;
  url?: string;
  kind?: string;
}

/** An integration of the organization, with the issues linked through it; or one such issue. */
function ofIntegration(raw: RawIntegration): Link[] {
  const kind = raw.provider?.key ?? raw.serviceType;
  return (raw.externalIssues ?? [raw]).map(issue => ({
    label: issue.displayName ?? issue.key ?? issue.title,
    url: issue.url ?? issue.webUrl,
    kind,
  }));
}

const MAX_COMMITS = 10;

/**
 * Turns what `getEventCommitters` answers into what leaves the backend: never an author's
 * address.
 */
export function toSuspectCommits(
  committers: RawCommitter[],
): SentrySuspectCommit[] {
  const found = new Map<string, SentrySuspectCommit>();
  for (const { author, commits } of firstOf(committers)) {
    for (const commit of firstOf(commits ?? [])) {
      const one = toCommit(commit, author ?? {});
      if (one && !found.has(one.id)) {
        found.set(one.id, one);
      }
    }
  }
  return [...found.values()].slice(0, MAX_COMMITS);
}

/** More than are shown: not all can be read. */
function firstOf<T>(list: T[]): T[] {
  return list.slice(0, 2 * MAX_COMMITS);
}

/** @returns `undefined` for what is no commit */
export function toCommit(
  raw: RawCommit,
  author: NonNullable<RawCommitter['author']>,
): SentrySuspectCommit | undefined {
  const { id } = raw;
  if (!/^[\w.-]{1,100}$/.test(id)) {
    return undefined;
  }
  const name = plainOf(author.name);
  return compact<SentrySuspectCommit>({
    id,
    shortId: id.slice(0, 7),
    message: textOf(raw.message?.trim().split('\n', 1)[0], 200),
    authorName: name && toAssignee({ type: 'user', id: author.id, name })?.name,
    dateCreated: toIsoDate(raw.dateCreated),
    url: toHttpUrl(
      plainOf(raw.externalUrl) ??
        commitUrl(raw.repository, id) ??
        raw.pullRequest?.externalUrl,
    ),
  });
}

/** Of those whose form is plain from the repository's address. */
function commitUrl(
  repository: RawCommit['repository'],
  id: string,
): string | undefined {
  const address = toHttpUrl(plainOf(repository?.url))?.replace(/\/+$/, '');
  const kind = repository?.provider?.id ?? '';
  if (!address) {
    return undefined;
  }
  if (/github/.test(kind)) {
    return `${address}/commit/${id}`;
  }
  return /gitlab/.test(kind) ? `${address}/-/commit/${id}` : undefined;
}
