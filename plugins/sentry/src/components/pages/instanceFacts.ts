import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';

/** One thing that is known of an instance. */
export interface Fact {
  /** What it is called. */
  label: string;
  value: string;
  /** What to do about it, or what else to know. */
  hint?: string;
  /** Whether somebody should look at it. */
  isOdd?: boolean;
}

/** From when on the end of a credential is near. */
const nearDays = 14;
const dayMs = 86_400_000;

/** How near the end of a credential is. */
export function expiryOf(
  expiresAt: string | undefined,
  now: Date = new Date(),
): 'over' | 'near' | 'far' | undefined {
  const end = expiresAt ? Date.parse(expiresAt) : Number.NaN;
  if (Number.isNaN(end)) {
    return undefined;
  }
  const left = end - now.getTime();
  if (left <= 0) {
    return 'over';
  }
  return left <= nearDays * dayMs ? 'near' : 'far';
}

const credentials = ['token', 'api-key', 'user', 'token-exchange'] as const;

/** The kinds of `auth.type` that there are words for. */
export function knownCredential(
  credential: SentryInstanceStatus['credential'],
): (typeof credentials)[number] | undefined {
  return credentials.find(known => known === credential);
}
