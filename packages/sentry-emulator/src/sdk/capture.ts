import { SdkSender, type SdkEvent, type SdkSessions } from './SdkSender';
import type { NodeClient } from '@sentry/node';

/**
 * Sends errors and messages to a project through the official Node SDK, in the
 * order given, and waits until they have arrived.
 *
 * @public
 */
export async function captureWithSdk(options: {
  dsn: string;
  events: SdkEvent[];
}): Promise<void> {
  const sender = new SdkSender({ dsn: options.dsn });
  try {
    for (const event of options.events) {
      await sender.send(event);
    }
  } finally {
    await sender.close();
  }
}

/**
 * Tells a project of sessions through the official Node SDK, and waits until they
 * have arrived.
 *
 * @public
 */
export async function captureSessions(options: {
  dsn: string;
  sessions: SdkSessions[];
}): Promise<void> {
  const sender = new SdkSender({ dsn: options.dsn });
  try {
    await sender.sendSessions(options.sessions);
  } finally {
    await sender.close();
  }
}

type Envelope = Parameters<NodeClient['sendEnvelope']>[0];

/**
 * Sessions as the SDK counts them for servers, an envelope for each release and
 * environment. The user is Sentry's `did`, which the SDK itself leaves out there.
 */
export function sessionEnvelopes(sessions: SdkSessions[]): Envelope[] {
  const groups = new Map<string, SdkSessions[]>();
  for (const row of sessions) {
    const key = JSON.stringify([row.release, row.environment]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  return [...groups.values()].map((rows): Envelope => [
    { sent_at: new Date().toISOString() },
    [
      [
        { type: 'sessions' },
        {
          attrs: {
            release: rows[0].release,
            environment: rows[0].environment ?? 'production',
          },
          aggregates: rows.map(row => ({
            started: new Date(row.started ?? Date.now()).toISOString(),
            ...(row.user !== undefined && { did: row.user }),
            exited: row.exited ?? 0,
            errored: row.errored ?? 0,
            crashed: row.crashed ?? 0,
          })),
        },
      ],
    ],
  ]);
}
