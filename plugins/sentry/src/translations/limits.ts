/** What can’t be asked for. */
export const limitsMessages = {
  limits: {
    sortOption: {
      date: 'Last seen',
      new: 'First seen',
      freq: 'Events',
      user: 'Users',
      trends: 'Trends',
    },
    dialect: { sentry: 'Sentry', glitchtip: 'GlitchTip' },
    server: 'The server',
    period: '{{server}} has no periods: all time.',
    leftOut: '{{server}} does not tell {{list}}.',
    trends: 'trends',
    users: 'how many users are hit',
    sort: '{{server}} can’t sort by “{{asked}}”; this is by “{{used}}”.',
  },
} as const;
