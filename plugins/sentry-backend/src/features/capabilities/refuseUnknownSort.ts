import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';
import { capabilitiesOf } from './capabilitiesOf';

const names = { sentry: 'Sentry', glitchtip: 'GlitchTip' } as const;

/**
 * @throws SentryProblemError `QUERY_INVALID` where one of the servers has no such order: a
 *   list made of several in different orders would be in none
 */
export function refuseUnknownSort(
  scopes: { client: SentryClient }[],
  sort: SentryIssueSort,
): void {
  const clients = scopes.map(({ client }) => client);
  const unable = clients.find(
    ({ capabilities }) => !capabilities.sorts.includes(sort),
  );
  if (unable) {
    const { instance, capabilities } = unable;
    const sorts = capabilitiesOf(clients)?.sorts ?? [];
    throw new SentryProblemError({
      code: 'QUERY_INVALID',
      message: `The Sentry instance \`${instance}\` is a ${names[capabilities.server]} server, which can't sort issues by \`${sort}\`.`,
      action: `Choose another order: ${sorts.join(', ')}.`,
      project: { instance },
    });
  }
}
