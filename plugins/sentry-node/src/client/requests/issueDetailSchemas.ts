import { z } from 'zod';
import type { RawSentryEvent } from '../../mapping/event/types';
import type { RawSentryIssueDetail } from '../types';
import { rawIssueSchema } from './schemas';

/** What the mapping reads by itself, whatever it is. */
const anything = z.object({
  firstRelease: z.unknown().optional(),
  lastRelease: z.unknown().optional(),
  integrationIssues: z.unknown().optional(),
  sentryAppIssues: z.unknown().optional(),
  annotations: z.unknown().optional(),
  pluginIssues: z.unknown().optional(),
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
