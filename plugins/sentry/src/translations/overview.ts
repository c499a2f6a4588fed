/** The card and its counts. */
export const overviewMessages = {
  card: {
    title: 'Sentry',
    topIssues: 'Most frequent issues',
    topIssuesBySort: 'Top issues',
    allIssues: 'All issues',
    noIssues: 'No unresolved issues in {{period}}.',
    noIssuesEver: 'No unresolved issues.',
    failed: 'The Sentry issues could not be loaded.',
    unreachable: 'There is no connection to the Backstage backend.',
  },
  counts: {
    label: 'Unresolved issues in {{period}}',
    labelEver: 'Unresolved issues',
    unresolved: 'Unresolved',
    new: 'New',
    regressed: 'Regressed',
    escalating: 'Escalating',
    unhandled: 'Unhandled',
    users: 'Users hit',
    events: 'Events in {{period}}',
    unknown: 'Unknown',
    capped: '{{number}}+',
  },
} as const;
