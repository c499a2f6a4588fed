import type { SentryProblemCode } from 'backstage-plugin-sentry-common';

/** While these last, nothing but them can be mended. */
const credential: SentryProblemCode[] = [
  'NOT_CONFIGURED',
  'NOT_CONNECTED',
  'TOKEN_REJECTED',
  'SSO_REQUIRED',
  'SCOPE_MISSING',
];
/** These may pass by themselves. */
const transient: SentryProblemCode[] = [
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** Of several problems the one whose reader can do the most about it. */
export function mostHelpful<T extends { code: SentryProblemCode }>(
  problems: T[],
): T | undefined {
  return (
    problems.find(({ code }) => credential.includes(code)) ??
    problems.find(({ code }) => !transient.includes(code)) ??
    problems[0]
  );
}
