/** The plugin’s own page: what concerns the viewer. */
export const mineMessages = {
  mine: {
    relation: {
      label: 'Issues to show',
      owned: 'Owned',
      assigned: 'Assigned to me',
    },
    all: 'All my issues',
    empty: 'No unresolved issues in {{period}}.',
    title: 'My Sentry issues',
  },
  teams: {
    title: 'Teams',
    together: 'All teams',
    list: 'Unresolved issues in {{period}}, by team',
    open: 'Issues of {{name}}',
    projects_one: '{{number}} Sentry project',
    projects_other: '{{number}} Sentry projects',
    shared: 'Some teams share a Sentry project: their counts overlap.',
    loading: 'Loading teams…',
    noneTitle: 'No teams',
    none: 'You are not a member of any group in the catalog.',
    partial: 'Some counts are missing',
  },
  page: {
    mine: 'My issues',
    teams: 'Teams',
    connection: 'Connection',
  },
} as const;
