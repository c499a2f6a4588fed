import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod';
import type { ChangeLog, IssuesChanged } from './ChangeLog';

const TOPIC = 'sentry';
const TYPE = 'issues-changed';

const payload = z.object({
  type: z.literal(TYPE),
  // Bounded: what is heard of is kept.
  baseUrl: z.string().max(2_000),
  organization: z.string().max(200),
  projects: z.array(z.string().max(64)).max(1_000),
  change: z.object({ id: z.string().max(100), at: z.number() }),
});

/** Hears of changes that other replicas make. */
export async function followChanges(
  events: EventsService,
  changes: ChangeLog,
): Promise<void> {
  await events.subscribe({
    // Those that subscribe by one name share the events; each replica needs all of them.
    id: `changes-${randomUUID()}`,
    topics: [TOPIC],
    onEvent: async ({ eventPayload }) => {
      const { data } = payload.safeParse(eventPayload);
      if (data) {
        changes.hear(data);
      }
    },
  });
}

/** Tells others of changes. What fails is for the log: they find it out in the store. */
export function announceChanges(
  events: EventsService,
  logger: LoggerService,
): (changed: IssuesChanged) => void {
  return changed => {
    events
      .publish({ topic: TOPIC, eventPayload: { type: TYPE, ...changed } })
      .catch(error =>
        logger.warn(
          `Other replicas were not told of a change of Sentry issues: ${toError(error).name}`,
        ),
      );
  };
}
