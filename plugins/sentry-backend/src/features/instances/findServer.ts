import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import type {
  SentryClient,
  SentryIndex,
  SentryOrganization,
} from 'backstage-plugin-sentry-node';

/**
 * Tells what kind of server it is; `undefined` where it has not answered. The client finds
 * that out by the index.
 */
export function findServer(
  client: SentryClient,
  index: SentryIndex | undefined,
  organization: SentryOrganization | undefined,
): SentryInstanceStatus['server'] {
  if (!index && !organization) {
    return undefined;
  }
  const version = index?.version;
  return {
    dialect: client.capabilities.server,
    // The API's, as long as it is the only one there is.
    ...(version !== undefined && version !== '0' && { version }),
  };
}
