import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import { isOutage } from './failures';

/** While these last, nothing but them can be mended. */
const credential: SentryProblemCode[] = [
  'NOT_CONFIGURED',
  'NOT_CONNECTED',
  'TOKEN_REJECTED',
  'SSO_REQUIRED',
  'SCOPE_MISSING',
];

/** Of several problems the one whose reader can do the most about it. */
export function mostHelpful<T extends { code: SentryProblemCode }>(
  problems: T[],
): T | undefined {
  return (
    problems.find(({ code }) => credential.includes(code)) ??
    // An outage may pass by itself.
    problems.find(({ code }) => !isOutage(code)) ??
    problems[0]
  );
}
