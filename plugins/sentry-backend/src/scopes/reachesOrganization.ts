import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';

const refusals: SentryProblemCode[] = [
  'ORGANIZATION_NOT_FOUND',
  'SCOPE_MISSING',
  'TOKEN_REJECTED',
];

/**
 * Whether a token reaches an organization that is in no list of its own: one of another
 * region, or beyond the end of the list.
 *
 * @throws SentryProblemError where Sentry does not tell
 */
export async function reachesOrganization(
  client: SentryClient,
  organization: string,
): Promise<boolean> {
  try {
    await client.getOrganization(organization);
    return true;
  } catch (error) {
    if (error instanceof SentryProblemError && refusals.includes(error.code)) {
      return false;
    }
    throw error;
  }
}
