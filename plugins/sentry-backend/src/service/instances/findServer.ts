import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
  type SentryIndex,
  type SentryOrganization,
} from 'backstage-plugin-sentry-node';

/** What a server has told of itself. */
export interface ServerAnswers {
  index?: SentryIndex;
  organization?: SentryOrganization;
  /** Whether config says what kind it is. */
  isConfigured: boolean;
}

/**
 * Tells what kind of server it is; `undefined` where it has not answered. GlitchTip's
 * own account of itself is that of Sentry, so where it may be one, the client has to find
 * out by a list of issues, which each takes differently.
 */
export async function findServer(
  client: SentryClient,
  { index, organization, isConfigured }: ServerAnswers,
): Promise<SentryInstanceStatus['server']> {
  if (!index && !organization) {
    return undefined;
  }
  // Where organizations have regions it is Sentry's own.
  if (!isConfigured && organization && !organization.regionUrl) {
    await tryList(client, organization.slug);
  }
  const version = index?.version;
  return {
    dialect: client.capabilities.server,
    // The API's, as long as it is the only one there is.
    ...(version !== undefined && version !== '0' && { version }),
  };
}

async function tryList(
  client: SentryClient,
  organization: string,
): Promise<void> {
  try {
    await client.listIssues(organization, {
      project: [],
      query: 'is:unresolved',
      sort: 'date',
      statsPeriod: '1h',
      limit: 1,
      groupStatsPeriod: '',
      collapse: ['stats', 'unhandled'],
    });
  } catch (error) {
    // What a token lacks for it is told by its scopes.
    if (!(error instanceof SentryProblemError)) {
      throw error;
    }
  }
}
