import {
  sentryIssueSorts,
  type SentryIssueSort,
  type SentryProjectsResponse,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryClient,
} from 'backstage-plugin-sentry-node';

type ServerCapabilities = SentryClient['capabilities'];
type Capabilities = NonNullable<SentryProjectsResponse['capabilities']>;

/**
 * What all of the servers, and the organizations there, can do; `undefined` where
 * there is none.
 */
export function capabilitiesOf(
  clients: Pick<SentryClient, 'instance' | 'capabilities'>[],
): Capabilities | undefined {
  if (!clients.length) {
    return undefined;
  }
  const every = (able: (can: ServerCapabilities) => boolean): boolean =>
    clients.every(({ capabilities }) => able(capabilities));
  const limited = new Map(
    clients
      .filter(({ capabilities }) => isLimited(capabilities))
      .map(({ instance, capabilities: { server } }) => [
        instance,
        { instance, server },
      ]),
  );
  return {
    sorts: sentryIssueSorts.filter(sort => every(can => canSort(can, sort))),
    statsPeriod: every(({ statsPeriod }) => statsPeriod),
    issueTrend: every(({ issueTrend }) => issueTrend),
    users: every(({ users }) => users),
    eventTrend: every(({ eventTrend }) => eventTrend),
    limitedBy: [...limited.values()],
  };
}

/** By attention a list is made here, of searches that only Sentry has. */
function canSort(
  { server, sorts }: ServerCapabilities,
  sort: SentryIssueSort,
): boolean {
  return sort === 'attention' ? server === 'sentry' : sorts.includes(sort);
}

function isLimited(can: ServerCapabilities): boolean {
  return !(
    sentryIssueSorts.every(sort => canSort(can, sort)) &&
    can.statsPeriod &&
    can.issueTrend &&
    can.users &&
    can.eventTrend
  );
}

/** The order that all of the servers have: by attention, which is made here, or else by events. */
export function servedSort(
  scopes: { client: Pick<SentryClient, 'capabilities'> }[],
  asked: SentryIssueSort,
): SentryIssueSort {
  const hasAttention = scopes.every(({ client }) =>
    canSort(client.capabilities, 'attention'),
  );
  return asked === 'attention' && !hasAttention ? 'freq' : asked;
}

/**
 * @throws SentryProblemError `QUERY_INVALID` where one of the servers has no such order: a
 *   list merged from different orders would be in none
 */
export function refuseUnknownSort(
  scopes: { client: SentryClient }[],
  sort: SentryIssueSort,
): void {
  for (const { client } of scopes) {
    const { instance, capabilities } = client;
    if (!canSort(capabilities, sort)) {
      const all = capabilitiesOf(scopes.map(scope => scope.client));
      throw new SentryProblemError({
        code: 'QUERY_INVALID',
        message: `The Sentry instance \`${instance}\` is a ${capabilities.serverName} server, which can't sort issues by \`${sort}\`.`,
        action: `Choose another order: ${all?.sorts.join(', ')}.`,
        project: { instance },
      });
    }
  }
}
