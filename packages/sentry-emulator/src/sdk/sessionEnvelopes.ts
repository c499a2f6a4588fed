import type { NodeClient } from '@sentry/node';
import type { SdkSessions } from './types';

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
