/** What stands beside the issues, or in their place. */
export const statesMessages = {
  notice: {
    stale: 'Showing data from {{time}}',
    unreachable: 'Sentry can’t be reached. Showing data from {{time}}',
    partial: 'Some of the issues are missing',
    updated: 'Updated {{time}}',
    justNow: 'just now',
    entry: '{{project}}: {{message}}',
    several: {
      PROJECT_NOT_FOUND: '{{number}} Sentry projects were not found.',
      others: '{{number}} problems of the same kind.',
    },
    showAll: 'Show all',
  },
  annotationMissing: {
    message: 'This entity does not say which Sentry project it belongs to.',
    action: 'Its owners can add this annotation to its catalog-info.yaml.',
  },
  connect: {
    action: 'Connect to Sentry',
    other: 'Connect another account',
    again: 'Connect again',
    failed: 'You could not be connected. Try again.',
  },
  action: {
    reload: 'Reload',
    retry: 'Try again',
    retryIn_one: 'Try again in {{count}} second',
    retryIn_other: 'Try again in {{count}} seconds',
    openInSentry: 'Open in Sentry',
    newTab: '(opens in a new tab)',
    learnMore: 'Learn more',
    copy: 'Copy',
    copied: 'Copied',
  },
} as const;
