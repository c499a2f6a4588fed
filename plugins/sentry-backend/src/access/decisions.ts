import { LRUCache } from 'lru-cache';
import type { SentryCaller } from 'backstage-plugin-sentry-node';
import type { SentryEntity } from './types';

const MAX_DECISIONS = 10_000;
// In characters. A decision on a domain holds the projects of all its parts, and what these
// resolve to, which is kept as long, takes several times that.
const MAX_SIZE = 8 * 1024 * 1024;
// A refusal is soon checked again: people ask for access and come back.
const LONGEST_REFUSAL_MS = 10_000;

/** Whether a caller may read the issues of an entity. */
export type Decision =
  | { outcome: 'allowed'; entity: SentryEntity }
  | { outcome: 'unreadable' }
  | { outcome: 'denied' };

/** How long a decision is remembered, in milliseconds. */
export function ttlOf({ outcome }: Decision, ttlMs: number): number {
  return outcome === 'allowed' ? ttlMs : Math.min(ttlMs, LONGEST_REFUSAL_MS);
}

/** Decisions are the principal's own: a service's access restrictions are part of it. */
export function decisionKey(
  subject: string,
  { credentials }: SentryCaller,
): string {
  return JSON.stringify([credentials.principal, subject]);
}

/**
 * Remembers decisions; callers that need the same one at once share it.
 *
 * @param ttlMs - how long, in milliseconds; more than 0
 */
export function decisionCache<Q extends {}>(
  ttlMs: number,
  decide: (question: Q) => Promise<Decision>,
): LRUCache<string, Decision, Q> {
  return new LRUCache<string, Decision, Q>({
    max: MAX_DECISIONS,
    maxSize: MAX_SIZE,
    sizeCalculation: (decision, key) =>
      key.length + JSON.stringify(decision).length,
    ttl: ttlMs,
    ttlResolution: 0,
    // One that is evicted while it is made still goes to those who wait for it.
    ignoreFetchAbort: true,
    fetchMethod: async (_key, _stale, { context, options }) => {
      const decision = await decide(context);
      options.ttl = ttlOf(decision, ttlMs);
      return decision;
    },
  });
}
