import { z } from 'zod';

// The second half of `sentryShapes`: events, releases, sessions and tags.

const text = z.string();
const flag = z.boolean();
const whole = z.number().int();
const date = z.iso.datetime({ offset: true });
const dict = z.record(text, z.unknown());
const textOrNull = text.nullable();
const numberOrNull = z.number().nullable();

const eventUser = z
  .object({
    id: textOrNull.optional(),
    email: textOrNull.optional(),
    username: textOrNull.optional(),
    ip_address: textOrNull.optional(),
    name: textOrNull.optional(),
    geo: dict.nullish(),
    data: dict.nullish(),
  })
  .nullable();
const eventBase = {
  id: text,
  groupID: textOrNull,
  eventID: text,
  projectID: text,
  title: text,
  location: textOrNull,
  user: eventUser,
  tags: z.array(z.object({ key: text, value: text })),
  metadata: dict,
  dateCreated: date,
  crashFile: textOrNull,
  culprit: textOrNull,
};

export const eventRow = z.object({
  ...eventBase,
  'event.type': text,
  message: text,
  platform: textOrNull,
});

const occurrence = z.object({
  id: text,
  projectId: whole,
  eventId: text,
  fingerprint: z.array(text),
  issueTitle: text,
  subtitle: text,
  resourceId: textOrNull,
  evidenceData: dict,
  evidenceDisplay: z.array(
    z.object({ name: text, value: text, important: flag }),
  ),
  type: whole,
  detectionTime: z.number(),
  level: textOrNull,
  culprit: textOrNull,
  assignee: textOrNull,
  priority: whole.nullable(),
});

/** Without its neighbours and its release, as `eventids/` has it. */
export const bareEvent = z.object({
  ...eventBase,
  message: textOrNull,
  platform: text,
  dateReceived: date.nullable(),
  contexts: dict.nullable(),
  context: dict.nullable(),
  size: whole.nullable(),
  entries: z.array(z.object({ type: text, data: z.unknown() })),
  dist: textOrNull,
  sdk: z.object({ name: textOrNull, version: textOrNull }).nullable(),
  packages: dict,
  type: text,
  errors: z.array(z.object({ type: text, message: text, data: dict })),
  occurrence: occurrence.nullable(),
  _meta: dict,
  fingerprints: z.array(text),
  groupingConfig: z.object({ id: text, enhancements: text }),
});

export const event = bareEvent.extend({
  release: z.object({ version: text, dateCreated: date }).nullable(),
  userReport: dict.nullable(),
  sdkUpdates: z.array(dict),
  resolvedWith: z.array(text),
  nextEventID: textOrNull,
  previousEventID: textOrNull,
});

export const eventId = z.object({
  organizationSlug: text,
  projectSlug: text,
  groupId: text,
  eventId: text,
  event: bareEvent,
});

export const eventsTable = z.object({
  data: z.array(dict),
  meta: z.object({
    fields: z.record(text, text),
    units: z.record(text, textOrNull),
    isMetricsData: flag,
    dataset: text,
  }),
});

export const deploy = z.object({
  id: text,
  environment: text,
  dateStarted: date.nullable(),
  dateFinished: date,
  name: textOrNull,
  url: z.url().nullable(),
});

const healthData = z.object({
  durationP50: numberOrNull,
  durationP90: numberOrNull,
  crashFreeUsers: numberOrNull,
  crashFreeSessions: numberOrNull,
  totalUsers: numberOrNull,
  totalUsers24h: numberOrNull,
  totalProjectUsers24h: numberOrNull,
  totalSessions: numberOrNull,
  totalSessions24h: numberOrNull,
  totalProjectSessions24h: numberOrNull,
  adoption: numberOrNull,
  sessionsAdoption: numberOrNull,
  sessionsCrashed: whole,
  sessionsErrored: whole,
  hasHealthData: flag,
  stats: dict,
});

export const release = z.object({
  id: whole,
  version: text,
  shortVersion: text,
  status: text,
  newGroups: whole,
  commitCount: whole,
  deployCount: whole,
  ref: textOrNull,
  url: textOrNull,
  dateCreated: date.nullable(),
  dateReleased: date.nullable(),
  firstEvent: date.nullable(),
  lastEvent: date.nullable(),
  owner: dict.nullable(),
  lastCommit: dict.nullable(),
  lastDeploy: deploy.extend({ name: text, dateFinished: text }).nullable(),
  data: dict,
  userAgent: textOrNull,
  currentProjectMeta: dict,
  versionInfo: z
    .object({
      description: text,
      package: textOrNull,
      version: dict,
      buildHash: textOrNull,
    })
    .nullable(),
  authors: z.array(z.object({ name: text, email: text })),
  projects: z.array(
    z.object({
      id: whole,
      slug: text,
      name: text,
      platform: textOrNull,
      platforms: z.array(text).nullable(),
      hasHealthData: flag,
      newGroups: whole,
      healthData: healthData.nullish(),
    }),
  ),
});

export const repository = z.object({
  id: text,
  name: text,
  url: textOrNull,
  provider: z.record(text, text),
  status: text,
  dateCreated: date,
  integrationId: textOrNull,
  externalSlug: textOrNull,
});

export const sessions = z.object({
  start: date,
  end: date,
  intervals: z.array(text),
  groups: z.array(
    z.object({
      by: z.record(text, z.union([text, whole])),
      series: z.record(text, z.array(numberOrNull)),
      totals: z.record(text, numberOrNull),
    }),
  ),
  query: text,
});

/** A tag, alone or with its most frequent values. */
export const tag = z.object({
  key: text,
  name: text,
  uniqueValues: whole.nullish(),
  totalValues: whole.nullish(),
  topValues: z
    .array(
      z.object({
        key: text,
        name: text,
        value: textOrNull,
        count: whole.nullable(),
        lastSeen: textOrNull,
        firstSeen: textOrNull,
      }),
    )
    .nullish(),
});

export const externalIssue = z.object({
  id: text,
  issueId: text,
  serviceType: text,
  displayName: text,
  webUrl: text,
});
