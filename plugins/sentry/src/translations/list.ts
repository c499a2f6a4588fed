/** Issues, one by one and as a table. */
export const listMessages = {
  content: {
    title: 'Issues',
    loading: 'Loading issues…',
    slow: 'Sentry is slow to answer…',
  },
  issue: {
    unhandled: 'Unhandled',
    level: {
      sample: 'Level: sample',
      debug: 'Level: debug',
      info: 'Level: info',
      warning: 'Level: warning',
      error: 'Level: error',
      fatal: 'Level: fatal',
      unknown: 'Level unknown',
    },
    substatus: {
      new: 'New',
      regressed: 'Regressed',
      escalating: 'Escalating',
      archived_until_escalating: 'Archived until escalating',
      archived_until_condition_met: 'Archived for a while',
      archived_forever: 'Archived',
    },
    resolved: 'Resolved',
    priority: { high: 'High', medium: 'Medium', low: 'Low' },
    events_one: '{{number}} event',
    events_other: '{{number}} events',
    users_one: '{{number}} user',
    users_other: '{{number}} users',
  },
  trend: {
    empty: 'No events in {{period}}',
    summary_one: '{{number}} event in {{period}}, on {{peak}}',
    summary_other: '{{number}} events in {{period}}, most on {{peak}}',
  },
  period: {
    hour_one: 'the last hour',
    hour_other: 'the last {{count}} hours',
    day_one: 'the last day',
    day_other: 'the last {{count}} days',
    week_one: 'the last week',
    week_other: 'the last {{count}} weeks',
  },
} as const;
