/**
 * The columns of the table, in their usual order.
 *
 * @public
 */
export const sentryIssueColumns = [
  'issue',
  'component',
  'trend',
  'events',
  'users',
  'firstSeen',
  'lastSeen',
  'priority',
  'assignee',
  'project',
] as const;

/**
 * One of {@link sentryIssueColumns}.
 *
 * @public
 */
export type SentryIssueColumn = (typeof sentryIssueColumns)[number];
