import { z } from 'zod';

const text = z.string();
const maybeText = text.nullable();
const flag = z.boolean();
const anything = z.record(text, z.unknown());

const conditionGroup = z.object({
  logicType: text,
  conditions: z.array(
    z.object({ type: text, comparison: z.unknown(), conditionResult: flag }),
  ),
  actions: z.array(
    z.object({
      type: text,
      integrationId: maybeText,
      data: anything,
      config: anything,
      status: text,
    }),
  ),
});

export const workflow = z.object({
  id: text,
  name: text,
  organizationId: text,
  createdBy: maybeText,
  dateCreated: text,
  dateUpdated: text,
  triggers: conditionGroup.nullable(),
  actionFilters: z.array(conditionGroup),
  environment: maybeText,
  config: anything,
  detectorIds: z.array(text),
  enabled: flag,
  lastTriggered: maybeText,
  owner: maybeText,
});

export const detector = z.object({
  id: text,
  projectId: maybeText,
  name: text,
  type: text,
  workflowIds: z.array(text),
  dateCreated: text,
  dateUpdated: text,
  dataSources: z.array(anything).nullable(),
  conditionGroup: anything.nullable(),
  config: anything,
  enabled: flag,
});

const monitorConfig = z.object({
  schedule_type: z.enum(['crontab', 'interval']),
  schedule: z.union([text, z.tuple([z.number(), text])]),
  checkin_margin: z.number().nullable(),
  max_runtime: z.number().nullable(),
  timezone: maybeText,
});

/** The document has no null for what never was, such as a check-in; Sentry's source does. */
export const monitor = z.object({
  id: text,
  name: text,
  slug: text,
  status: text,
  isMuted: flag,
  isUpserting: flag,
  config: monitorConfig,
  dateCreated: text,
  project: z.object({ id: text, slug: text, name: text, platform: maybeText }),
  environments: z.array(
    z.object({
      name: text,
      status: text,
      isMuted: flag,
      dateCreated: text,
      lastCheckIn: maybeText,
      nextCheckIn: maybeText,
      nextCheckInLatest: maybeText,
      activeIncident: anything.nullable(),
    }),
  ),
  owner: anything.nullable(),
});

export const checkIn = z.object({
  id: text,
  environment: text,
  status: text,
  duration: z.number().nullable(),
  dateCreated: text,
  dateAdded: text,
  dateUpdated: text,
  dateInProgress: maybeText,
  dateClock: text,
  expectedTime: text,
  monitorConfig,
});

export const replayCount = z.record(z.string().regex(/^\d+$/), z.number());

export const autofix = z.object({ autofix: anything.nullable() });

export const autofixStarted = z.object({
  run_id: z.number(),
  sentry_run_id: maybeText,
});

export const ownership = z.object({
  raw: text,
  fallthrough: flag,
  dateCreated: text,
  lastUpdated: text,
  isActive: flag,
  autoAssignment: text,
  codeownersAutoSync: flag,
});
