import type { RawIssue } from './issueSchema';
import {
  isSentryShortId,
  type SentryIssue,
  type SentryIssueLifetime,
  type SentryProject,
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
import { tidyName, tidyText } from '../text/mask';
import { sentryIssueLink, type MappingContext } from './sentryLinks';
import { toAssignee } from './toAssignee';

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
    isUnhandled: raw.isUnhandled ?? undefined,
    isUnreviewed: isUnreviewed(raw.inbox),
    platform: tidyText(raw.platform, 100),
    category: tidyText(raw.issueCategory, 100),
    permalink: sentryIssueLink(context, raw.id, raw.permalink),
    count: toNumber(filtered?.count ?? raw.count) ?? 0,
    userCount: toNumber(filtered?.userCount ?? raw.userCount),
    firstSeen: toIsoDate(filtered?.firstSeen ?? raw.firstSeen),
    lastSeen: toIsoDate(filtered?.lastSeen ?? raw.lastSeen),
    lifetime: toLifetime(raw.lifetime),
    trend: toTrend(filtered?.stats ?? raw.stats, asked.trend),
    numComments: toNumber(raw.numComments),
    assignee: toAssignee(raw.assignedTo),
    project,
  });
}

/** By what could be none, an issue can't be asked for: that goes by its number alone. */
function toShortId(shortId: RawIssue['shortId']): string | undefined {
  const shown = tidyName(shortId);
  return shown && isSentryShortId(shown) ? shown : undefined;
}

/** Sentry keeps what nobody has reviewed in its inbox, and says why it is there. */
function isUnreviewed(inbox: RawIssue['inbox']): boolean | undefined {
  return inbox === undefined ? undefined : inbox !== null;
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
