/** The plugin’s own page: what concerns the viewer. */
export const mineMessages = {
  mine: {
    relation: {
      label: 'Which issues',
      owned: 'Owned',
      assigned: 'Assigned to me',
    },
    all: 'All my issues',
    empty: 'No unresolved issues in {{period}}.',
    title: 'My Sentry issues',
  },
  teams: {
    title: 'Teams',
    together: 'All teams together',
    list: 'Unresolved issues in {{period}}, by team',
    open: 'Issues of {{name}}',
    projects_one: '{{number}} Sentry project',
    projects_other: '{{number}} Sentry projects',
    loading: 'Loading teams…',
    noneTitle: 'No teams',
    none: 'You are in no group of the catalog.',
    partial: 'Some of the counts are missing',
  },
  page: {
    mine: 'My issues',
    teams: 'Teams',
    connection: 'Connection',
  },
} as const;
