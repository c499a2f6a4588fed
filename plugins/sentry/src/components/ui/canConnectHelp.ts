import type { SentryProblem } from 'backstage-plugin-sentry-common';

/** What the backend calls the button, where it asks the viewer to press it. */
const buttonName = 'Connect to Sentry';

/**
 * Whether connecting, or connecting once more, is a way out of a problem. Sentry
 * rejects the portal's own tokens with the same codes as a viewer's; only of the
 * viewer's does the backend say that they connect again.
 */
export function canConnectHelp(
  problem: SentryProblem,
  isConnected: boolean | undefined,
): boolean {
  switch (problem.code) {
    case 'NOT_CONNECTED':
      return true;
    case 'TOKEN_REJECTED':
    case 'SCOPE_MISSING':
      return Boolean(isConnected && problem.action?.includes(buttonName));
    default:
      return false;
  }
}
