import { z } from 'zod';
import type { RawSentryEvent } from '../mapping/event/types';
import type { RawSentryIssueDetail } from './rawTypes';
import { rawIssueSchema } from './schemas';

/** What the mapping reads by itself, whatever it is. */
const anything = z.object({
  firstRelease: z.unknown(),
  lastRelease: z.unknown(),
  statusDetails: z.unknown(),
  integrationIssues: z.unknown(),
  sentryAppIssues: z.unknown(),
  annotations: z.unknown(),
  pluginIssues: z.unknown(),
});

/** An issue as in lists, and what only its own answer has. */
export const rawIssueDetailSchema: z.ZodType<RawSentryIssueDetail> =
  z.intersection(rawIssueSchema, anything);

export const rawEventSchema: z.ZodType<RawSentryEvent> = z
  .looseObject({
    id: z.string().optional().catch(undefined),
    eventID: z.string().optional().catch(undefined),
  })
  .transform(({ id, eventID, ...event }) => ({
    ...event,
    id: (eventID ?? id ?? '').replaceAll('-', '').toLowerCase(),
  }))
  .refine(({ id }) => /^[0-9a-f]{32}$/.test(id));
