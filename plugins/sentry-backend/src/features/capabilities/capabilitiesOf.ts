import {
  sentryIssueSorts,
  type SentryProjectsResponse,
} from 'backstage-plugin-sentry-common';
import type { SentryClient } from 'backstage-plugin-sentry-node';

type Capabilities = NonNullable<SentryProjectsResponse['capabilities']>;

/**
 * What all of the servers, and the organizations there, can be asked for; `undefined` where
 * there is none.
 */
export function capabilitiesOf(
  clients: Pick<SentryClient, 'instance' | 'capabilities'>[],
): Capabilities | undefined {
  if (!clients.length) {
    return undefined;
  }
  const every = (
    able: (can: SentryClient['capabilities']) => boolean,
  ): boolean => clients.every(({ capabilities }) => able(capabilities));
  return {
    sorts: sentryIssueSorts.filter(sort =>
      every(({ sorts }) => sorts.includes(sort)),
    ),
    statsPeriod: every(({ statsPeriod }) => statsPeriod),
    issueTrend: every(({ issueTrend }) => issueTrend),
    users: every(({ users }) => users),
    eventTrend: every(({ eventTrend }) => eventTrend),
    limitedBy: [
      ...new Map(
        clients
          .filter(({ capabilities }) => isLimited(capabilities))
          .map(({ instance, capabilities: { server } }) => [
            instance,
            { instance, server },
          ]),
      ).values(),
    ],
  };
}

function isLimited(can: SentryClient['capabilities']): boolean {
  return !(
    sentryIssueSorts.every(sort => can.sorts.includes(sort)) &&
    can.statsPeriod &&
    can.issueTrend &&
    can.users &&
    can.eventTrend
  );
}
