import type {
  SentryIssue,
  SentryIssueSort,
} from 'backstage-plugin-sentry-common';

/**
 * The value an order goes by, greatest first, as far as an issue tells it. What
 * `trends` and `recommended` go by is Sentry's secret: there the scopes take turns.
 */
export function sortRank(issue: SentryIssue, sort: SentryIssueSort): number {
  switch (sort) {
    case 'new':
      return time(issue.lifetime?.firstSeen ?? issue.firstSeen);
    case 'freq':
      return issue.count;
    case 'user':
      return issue.userCount ?? 0;
    case 'trends':
    case 'recommended':
      return 0;
    default:
      return time(issue.lastSeen);
  }
}

function time(value: string | undefined): number {
  return value ? Date.parse(value) || 0 : 0;
}
