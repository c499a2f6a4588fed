/** What can’t be asked for. */
export const limitsMessages = {
  limits: {
    sortOption: {
      date: 'Last seen',
      new: 'First seen',
      freq: 'Events',
      user: 'Users',
      trends: 'Trends',
      recommended: 'Recommended',
    },
    dialect: { sentry: 'Sentry', glitchtip: 'GlitchTip' },
    server: 'The server',
    period: '{{server}} can’t filter by period: showing all time.',
    leftOut: '{{server}} doesn’t report {{list}}.',
    trends: 'trends',
    eventTrend: 'events over time',
    users: 'user counts',
    sort: '{{server}} can’t sort by “{{asked}}”: sorted by “{{used}}” instead.',
  },
} as const;
