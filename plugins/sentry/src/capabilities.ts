import {
  sentryIssueSorts,
  type SentryIssueSort,
  type SentryProjectsResponse,
} from 'backstage-plugin-sentry-common';

/** What the servers of an entity's projects can be asked for. */
export type Capabilities = NonNullable<SentryProjectsResponse['capabilities']>;

/** Until it is known otherwise: nearly every server is a Sentry. */
export const allCapabilities: Capabilities = {
  sorts: [...sentryIssueSorts],
  statsPeriod: true,
  issueTrend: true,
  users: true,
  eventTrend: true,
  limitedBy: [],
};

/** The orders that every server knows: with these there is nothing to wait for. */
const commonSorts: SentryIssueSort[] = ['date', 'new', 'freq'];

/** Whether it has to be known first what the servers can do. */
export function isUncommonSort(sort: SentryIssueSort): boolean {
  return !commonSorts.includes(sort);
}

/** The order asked for, or else the nearest that there is. */
export function offeredSort(
  sort: SentryIssueSort,
  { sorts }: Capabilities,
): SentryIssueSort {
  return sorts.includes(sort) || sorts.length === 0
    ? sort
    : (sorts.find(offered => offered === 'date') ?? sorts[0]);
}
