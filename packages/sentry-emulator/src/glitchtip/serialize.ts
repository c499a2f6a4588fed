import { emailOf, type Organization, type Team } from '../directory';
import { createdAt, formatDate, projectCreatedAt } from '../serialize/series';
import { serializeEvent } from '../serialize/event';
import { createdAtOf, type StoredRelease } from '../store/ReleaseStore';
import { tagsOf } from './search';
import { seesProject } from '../webApi/auth';
import type { Issue } from '../store/Issue';
import type { StoredEvent } from '../store/types';
import type {
  EmulatorMember,
  EmulatorProject,
  EmulatorUser,
  EmulatorToken,
} from '../types/options';
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
    dateCreated: projectCreatedAt(project),
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

export function serializeTeam(
  { id, slug, members }: Team,
  token: EmulatorToken | undefined,
): Record<string, unknown> {
  return {
    id,
    slug,
    dateCreated: createdAt,
    isMember: members.includes(token?.user ?? ''),
    memberCount: members.length,
  };
}

export function serializeMember(
  member: EmulatorMember,
): Record<string, unknown> {
  const { id, name, role = 'member', pending = false } = member;
  const email = emailOf(member);
  return {
    id,
    role,
    roleName: role,
    dateCreated: createdAt,
    email,
    name,
    pending,
    isOwner: role === 'owner',
    user: pending ? null : serializeUser({ id, name, email }),
  };
}

export function serializeUser({
  id,
  name,
  email,
}: Pick<EmulatorUser, 'id' | 'name' | 'email'>): Record<string, unknown> {
  return {
    id,
    username: email,
    email,
    name,
    lastLogin: null,
    isSuperuser: false,
    isActive: true,
    hasPasswordAuth: true,
    dateJoined: createdAt,
    identities: [],
    options: {},
  };
}

/** Wherever it is asked for, it names all its projects. */
export function serializeRelease(
  release: StoredRelease,
  { directory }: ApiContext,
): Record<string, unknown> {
  const { version, releasedAt, ref, url, commits, deploys } = release;
  return {
    url,
    data: {},
    commitCount: commits.length,
    deployCount: deploys.length,
    version,
    shortVersion: version,
    ref,
    dateCreated: formatDate(createdAtOf(release)),
    dateReleased: releasedAt === undefined ? null : formatDate(releasedAt),
    projects: [...release.projects.keys()].flatMap(id => {
      const { project } = directory.findProject(id) ?? {};
      return project ? [{ name: project.name, slug: project.slug }] : [];
    }),
  };
}

/** Counts and times are of all time: there is no window, and there are no buckets. */
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
    culprit: latest.culprit,
    ...describe(latest),
  };
}

/** The answer to a change has the names of the fields as Python writes them. */
export function serializeChangedIssue(
  issue: Issue,
  context: Pick<ApiContext, 'baseUrl'>,
): Record<string, unknown> {
  const {
    shareId: share_id,
    statusDetails: status_details,
    subscriptionDetails: subscription_details,
    userCount: user_count,
    matchingEventId: matching_event_id,
    ...rest
  } = serializeIssue(issue, context);
  return {
    ...rest,
    share_id,
    status_details,
    subscription_details,
    user_count,
    matching_event_id,
    userReportCount: 0,
  };
}

/** An exception that names no type is a question mark. */
function describe({ title, metadata, errorType, errorValue }: StoredEvent) {
  return errorValue !== undefined && errorType === undefined
    ? { title: '?', metadata: { ...metadata, type: '?' } }
    : { title, metadata };
}

export function serializeGlitchTipEvent(
  issue: Issue,
  event: StoredEvent,
  context: ApiContext,
): Record<string, unknown> {
  const serialized = serializeEvent(issue, event, context);
  return {
    ...Object.fromEntries(
      Object.entries(serialized).filter(
        ([key]) => !unknownOfEvents.includes(key),
      ),
    ),
    projectID: Number(event.projectId),
    tags: Object.entries(tagsOf(event)).map(([key, value]) => ({ key, value })),
    ...describe(event),
  };
}

/** In the list of an issue's events the fields are named as Python writes them. */
export function inSnakeCase(
  fields: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key
        .replace(/ID$/, 'Id')
        .replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
