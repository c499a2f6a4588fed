import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';

/** @throws SentryProblemError `NOT_CONFIGURED` where the server has no Seer */
export async function startAnalysis(
  client: SentryClient,
  organization: string,
  issue: string,
): Promise<void> {
  if (!(await client.startIssueAnalysis(organization, issue))) {
    throw new SentryProblemError({
      code: 'NOT_CONFIGURED',
      message: `${client.capabilities.serverName} has no analysis of issues here.`,
      action:
        'Ask your platform team whether Seer is part of your Sentry plan.',
      isChange: true,
    });
  }
}
