import { z } from 'zod';
import type { SessionStore, SessionStatus } from '../store/SessionStore';
import type { EnvelopeItem } from './envelope';

const attributes = z
  .looseObject({
    release: z.string().optional(),
    environment: z.string().optional(),
  })
  .default({});
const time = z.iso.datetime({ offset: true }).transform(Date.parse);
const count = z.number().int().nonnegative().default(0);

/** One session, sent at its beginning and again when something changes. */
const sessionSchema = z.looseObject({
  sid: z.string(),
  did: z.string().nullish(),
  started: time,
  status: z
    .enum(['ok', 'exited', 'crashed', 'abnormal', 'unhandled'])
    .default('ok'),
  errors: count,
  attrs: attributes,
});

/** Sessions of a server, counted by the SDK. */
const aggregatesSchema = z.looseObject({
  aggregates: z.array(
    z.looseObject({
      started: time,
      did: z.string().nullish(),
      exited: count,
      errored: count,
      crashed: count,
      abnormal: count,
      unhandled: count,
    }),
  ),
  attrs: attributes,
});

/** What a session was of. */
export interface SeenRelease {
  readonly time: number;
  readonly release?: string;
  readonly environment?: string;
}

/**
 * Stores the sessions of an item; malformed ones are dropped.
 *
 * @returns the releases it was about
 */
export function readSessions(
  item: EnvelopeItem,
  projectId: string,
  sessions: SessionStore,
): SeenRelease[] {
  const body = parseJson(item.payload);
  if (item.type === 'session') {
    const parsed = sessionSchema.safeParse(body);
    if (!parsed.success) {
      return [];
    }
    const { sid, did, started, attrs, ...state } = parsed.data;
    sessions.update(sid, {
      projectId,
      started,
      ...pickAttributes(attrs),
      ...(did && { user: did }),
      counts: { [statusOf(state.status, state.errors)]: 1 },
    });
    return [{ time: started, ...pickAttributes(attrs) }];
  }
  const parsed = aggregatesSchema.safeParse(body);
  if (!parsed.success) {
    return [];
  }
  const { aggregates, attrs } = parsed.data;
  for (const { started, did, exited, ...counts } of aggregates) {
    const { errored, crashed, abnormal, unhandled } = counts;
    sessions.add({
      projectId,
      started,
      ...pickAttributes(attrs),
      ...(did && { user: did }),
      counts: { healthy: exited, errored, crashed, abnormal, unhandled },
    });
  }
  return aggregates.map(row => ({
    time: row.started,
    ...pickAttributes(attrs),
  }));
}

/** A session that goes on, or has ended well, is healthy unless it had errors. */
function statusOf(status: string, errors: number): SessionStatus {
  switch (status) {
    case 'crashed':
    case 'abnormal':
    case 'unhandled':
      return status;
    default:
      return errors > 0 ? 'errored' : 'healthy';
  }
}

function pickAttributes({
  release,
  environment,
}: z.infer<typeof attributes>): Omit<SeenRelease, 'time'> {
  return {
    ...(release !== undefined && { release }),
    ...(environment !== undefined && { environment }),
  };
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
