import { z } from 'zod';
import {
  amount,
  flag,
  maybe,
  maybeWord,
  text,
  countOf,
  nameOf,
  plainOf,
} from './read';
import {
  isSentryShortId,
  type SentryIssue,
  type SentryIssueLifetime,
  type SentryProject,
  type SentryAssignee,
  type SentryStatusDetails,
  type SentryChangedIssue,
} from 'backstage-plugin-sentry-common';
import {
  compact,
  known,
  levels,
  priorities,
  statuses,
  substatuses,
  toIsoDate,
  toNumber,
  toTrend,
} from './fields';
import { tidyName, tidyText, hasEmail } from '../text/mask';
import { sentryLinks, type MappingContext } from './links';

// Digits, as a rule; never something that means more than one project in a filter, such as -1.
export const idSchema = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^\w[\w-]{0,63}$/));

/** The last moment that a date can be, in seconds: no page could show a later one. */
export const MAX_SECONDS = 8.64e12;
const bucket = z.tuple([z.number().min(0).max(MAX_SECONDS), z.number().min(0)]);
const figures = {
  count: amount,
  userCount: amount,
  firstSeen: text,
  lastSeen: text,
};

const statusDetailsSchema = z.object({
  inNextRelease: flag,
  inRelease: maybeWord,
  inCommit: maybe(z.union([z.string(), z.object({ id: text })])),
  ignoreUntil: text,
  ignoreCount: amount,
  ignoreWindow: amount,
  ignoreUserCount: amount,
  ignoreUserWindow: amount,
  actor: maybe(z.object({ id: maybeWord, name: text })),
});

// A trend that can't be read leaves the others.
const statsSchema = z
  .record(z.string(), maybe(z.array(bucket)))
  .transform(all =>
    Object.fromEntries(
      Object.entries(all).flatMap(([period, buckets]) =>
        buckets ? [[period, buckets]] : [],
      ),
    ),
  );

export const rawIssueSchema = z.object({
  id: idSchema,
  shortId: text,
  title: text,
  culprit: text,
  permalink: text,
  level: text,
  status: text,
  substatus: text,
  priority: text,
  isUnhandled: flag,
  platform: text,
  issueCategory: text,
  metadata: maybe(
    z.object({ type: text, value: text, title: text, message: text }),
  ),
  ...figures,
  lifetime: maybe(z.object(figures)),
  stats: maybe(statsSchema),
  filtered: maybe(z.object({ ...figures, stats: maybe(statsSchema) })),
  numComments: maybe(z.number()),
  seerFixabilityScore: maybe(z.number().min(0).max(1)),
  assignedTo: maybe(
    z.union([z.string(), z.object({ type: text, id: amount, name: text })]),
  ),
  project: maybe(
    z.object({ id: amount, slug: text, name: text, platform: text }),
  ),
  // Whether it is `null` says that it is in no inbox.
  inbox: z.looseObject({}).nullish().catch(undefined),
  statusDetails: maybe(statusDetailsSchema),
});

/** An issue as Sentry returns it. */
export type RawIssue = z.infer<typeof rawIssueSchema>;
type RawStatusDetails = z.infer<typeof statusDetailsSchema>;

/**
 * Turns Sentry's issue into the one that leaves the backend: numbers are numbers,
 * values that are not known are left out, and e-mail addresses and credentials are masked
 * in texts. Where the search asks something of events, its numbers and dates are those of
 * the events that match: Sentry sorts by these, and shows them.
 *
 * @param asked - `projects`: ids of those asked for: where it is one, an issue that names none
 *   is its; `trend`: the window of the trend
 * @returns `undefined` where the issue's project is not known
 */
export function toSentryIssue(
  raw: RawIssue,
  context: MappingContext,
  asked: { projects?: string[]; trend?: string } = {},
): SentryIssue | undefined {
  const project = toProject(raw, context, asked.projects);
  if (!project) {
    return undefined;
  }
  const { title, type, value, message } = raw.metadata ?? {};
  const { filtered } = raw;
  return compact<SentryIssue>({
    id: raw.id,
    shortId: toShortId(raw.shortId),
    title: tidyText(raw.title) ?? tidyText(title) ?? `Issue ${raw.id}`,
    type: tidyText(type),
    // Feedback has its text there; of what has a title alone, it is the title.
    value: tidyText(value) ?? tidyText(message === raw.title ? '' : message),
    culprit: tidyText(raw.culprit),
    level: known(levels, raw.level),
    status: known(statuses, raw.status),
    substatus: known(substatuses, raw.substatus),
    priority: known(priorities, raw.priority),
    isUnhandled: raw.isUnhandled,
    // Sentry keeps unreviewed issues in its inbox.
    isUnreviewed: raw.inbox === undefined ? undefined : raw.inbox !== null,
    platform: tidyText(raw.platform, 100),
    category: tidyText(raw.issueCategory, 100),
    permalink: sentryLinks.issue(context, raw.id, raw.permalink),
    count: toNumber(filtered?.count ?? raw.count) ?? 0,
    userCount: toNumber(filtered?.userCount ?? raw.userCount),
    firstSeen: toIsoDate(filtered?.firstSeen ?? raw.firstSeen),
    lastSeen: toIsoDate(filtered?.lastSeen ?? raw.lastSeen),
    lifetime: toLifetime(raw.lifetime),
    trend: toTrend(filtered?.stats ?? raw.stats, asked.trend),
    numComments: toNumber(raw.numComments),
    fixability: raw.seerFixabilityScore,
    assignee: toAssignee(raw.assignedTo),
    project,
  });
}

// By what could be none, an issue can't be asked for.
function toShortId(shortId: RawIssue['shortId']): string | undefined {
  const shown = tidyName(shortId);
  return shown && isSentryShortId(shown) ? shown : undefined;
}

function toLifetime(
  lifetime: RawIssue['lifetime'],
): SentryIssueLifetime | undefined {
  return lifetime
    ? compact<SentryIssueLifetime>({
        count: toNumber(lifetime.count),
        userCount: toNumber(lifetime.userCount),
        firstSeen: toIsoDate(lifetime.firstSeen),
        lastSeen: toIsoDate(lifetime.lastSeen),
      })
    : undefined;
}

function toProject(
  { project }: RawIssue,
  { instance, organization }: MappingContext,
  asked: string[] = [],
): SentryProject | undefined {
  const only = asked.length === 1 ? asked[0] : undefined;
  const id = project?.id?.toString() ?? only;
  if (!id) {
    return undefined;
  }
  const slug = project?.slug || id;
  return {
    instance,
    organization,
    id,
    slug,
    name: tidyText(project?.name) ?? slug,
  };
}

const MAX_NAME = 200;

/**
 * Who an issue is assigned to. Sentry names users without a name by their e-mail address, and
 * older servers write `team:12`, `user:3` or that address, which gets no further than here.
 */
export function toAssignee(
  assignedTo: RawIssue['assignedTo'],
): SentryAssignee | undefined {
  if (!assignedTo) {
    return undefined;
  }
  if (typeof assignedTo === 'string') {
    const [, kind = 'user', id = 'unknown'] =
      /^(?:(team|user):)?(\d+)$/.exec(assignedTo) ?? [];
    return named(kind === 'team' ? 'team' : 'user', id);
  }
  const type = assignedTo.type === 'team' ? 'team' : 'user';
  return named(type, String(assignedTo.id ?? 'unknown'), assignedTo.name);
}

function named(
  type: SentryAssignee['type'],
  id: string,
  name?: string,
): SentryAssignee {
  const safeId = /^[\w-]{1,64}$/.test(id) ? id : 'unknown';
  const isName = name && name.length <= MAX_NAME && !hasEmail(name);
  const safeName = isName ? tidyText(name) : undefined;
  if (safeName) {
    return { type, id: safeId, name: safeName };
  }
  const kind = type === 'team' ? 'Team' : 'User';
  return {
    type,
    id: safeId,
    name: safeId === 'unknown' ? kind : `${kind} ${safeId}`,
  };
}

/** In which release it is resolved, until when it is archived, and who said so. */
export function toStatusDetails(
  raw: RawStatusDetails = {},
): SentryStatusDetails {
  const by = plainOf(raw.actor?.name);
  return compact<SentryStatusDetails>({
    inNextRelease: raw.inNextRelease === true ? true : undefined,
    inRelease: nameOf(raw.inRelease, 250),
    inCommit: commitOf(raw.inCommit),
    ignoreUntil: toIsoDate(raw.ignoreUntil),
    ignoreCount: countOf(raw.ignoreCount),
    ignoreWindow: countOf(raw.ignoreWindow),
    ignoreUserCount: countOf(raw.ignoreUserCount),
    ignoreUserWindow: countOf(raw.ignoreUserWindow),
    // As with assignees: a person without a name is named by an e-mail address.
    actor:
      by && toAssignee({ type: 'user', id: raw.actor?.id, name: by })?.name,
  });
}

function commitOf(commit: RawStatusDetails['inCommit']): string | undefined {
  const id = typeof commit === 'string' ? commit : commit?.id;
  return id && /^[0-9a-f]{7,64}$/i.test(id) ? id : undefined;
}

/**
 * What of an issue can be changed, as it is now.
 *
 * @public
 */
export type SentryIssueState = Omit<SentryChangedIssue, 'actedAs' | 'differs'>;

/** @returns `undefined` where the issue's project is not known */
export function toIssueState(
  raw: RawIssue,
  context: MappingContext,
  asked?: { projects: string[] },
): SentryIssueState | undefined {
  const issue = toSentryIssue(raw, context, asked);
  return (
    issue &&
    compact<SentryIssueState>({
      id: issue.id,
      shortId: issue.shortId,
      status: issue.status,
      isUnreviewed: issue.isUnreviewed,
      substatus: issue.substatus ?? null,
      priority: issue.priority ?? null,
      assignee: issue.assignee ?? null,
      statusDetails: toStatusDetails(raw.statusDetails),
      project: issue.project,
    })
  );
}
