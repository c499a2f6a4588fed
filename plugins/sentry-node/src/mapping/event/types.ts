import type { SentryDetailField } from '../../config/types';
import { z } from 'zod';
import { maybeWord } from '../read';
import type { Room } from './values';

/** An event as Sentry returns it: what SDKs of any age sent, of no shape that could be relied on. */
export const rawEventSchema = z
  .looseObject({
    id: z.string().optional().catch(undefined),
    eventID: z.string().optional().catch(undefined),
    groupID: maybeWord,
    projectID: maybeWord,
  })
  .transform(({ id, eventID, ...event }) => ({
    ...event,
    id: (eventID ?? id ?? '').replaceAll('-', '').toLowerCase(),
  }))
  .refine(({ id }) => /^[0-9a-f]{32}$/.test(id));

export type RawEvent = z.infer<typeof rawEventSchema> & Record<string, unknown>;

/** What parts of an event are made with. */
export interface EventReading {
  include: ReadonlySet<SentryDetailField>;
  /** How many frames may still come with their source. */
  sources: { left: number };
  room: Room;
}
