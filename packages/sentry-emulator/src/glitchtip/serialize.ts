import { createdAt, formatDate } from '../serialize/dates';
import { serializeEvent } from '../serialize/event/event';
import { seesProject } from '../webApi/auth';
import type { Organization } from '../directory';
import type { Issue } from '../store/Issue';
import type { StoredEvent } from '../store/types';
import type { EmulatorProject, EmulatorToken } from '../types';
import type { ApiContext } from '../webApi/types';

/** What Sentry has of an event and GlitchTip has not. */
const unknownOfEvents = [
  '_meta',
  'crashFile',
  'fingerprints',
  'groupingConfig',
  'occurrence',
  'release',
  'resolvedWith',
  'sdkUpdates',
];

export function serializeOrganization(
  organization: Organization,
): Record<string, unknown> {
  return {
    id: organization.id,
    name: organization.name,
    slug: organization.slug,
    dateCreated: createdAt,
    status: { id: 'active', name: 'active' },
    avatar: { avatarType: '', avatarUuid: null },
    isEarlyAdopter: false,
    require2FA: false,
    isAcceptingEvents: true,
    openMembership: true,
  };
}

export function serializeProject(
  project: EmulatorProject,
  token: EmulatorToken | undefined,
  { directory, store }: ApiContext,
): Record<string, unknown> {
  const firstEvent = store.firstEventAt(project.id);
  const isMember = seesProject(token, project);
  const [{ id, slug }] = directory.teamsOf(project);
  return {
    id: project.id,
    slug: project.slug,
    name: project.name,
    platform: project.platform,
    dateCreated: createdAt,
    firstEvent: firstEvent === undefined ? null : formatDate(firstEvent),
    avatar: { avatarType: '', avatarUuid: null },
    color: '',
    features: [],
    hasAccess: isMember,
    isBookmarked: false,
    isInternal: false,
    isMember,
    isPublic: false,
    scrubIPAddresses: true,
    teams: [{ id, slug }],
  };
}

/** Counts and times are of all time: there is no window. */
export function serializeIssue(
  issue: Issue,
  { baseUrl }: Pick<ApiContext, 'baseUrl'>,
  matchingEventId: string | null = null,
): Record<string, unknown> {
  const { project, timeline } = issue;
  const latest = timeline.last;
  return {
    id: issue.id,
    count: String(timeline.size),
    userCount: 0,
    type: latest.type,
    level: latest.level,
    status: issue.status,
    statusDetails: {},
    subscriptionDetails: null,
    project: {
      id: project.id,
      platform: project.platform,
      slug: project.slug,
      name: project.name,
    },
    shortId: issue.shortId,
    shareId: null,
    numComments: 0,
    stats: { '24h': [] },
    logger: null,
    permalink: `${baseUrl}/${project.slug}/issues/${issue.id}`,
    matchingEventId,
    firstSeen: formatDate(timeline.first.timestamp),
    lastSeen: formatDate(latest.timestamp),
    title: latest.title,
    culprit: latest.culprit,
    metadata: latest.metadata,
  };
}

export function serializeGlitchTipEvent(
  issue: Issue,
  event: StoredEvent,
  context: ApiContext,
): Record<string, unknown> {
  const serialized = serializeEvent(issue, event, context);
  return Object.fromEntries(
    Object.entries(serialized).filter(
      ([key]) => !unknownOfEvents.includes(key),
    ),
  );
}
