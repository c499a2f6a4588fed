/** Texts of what can be done to issues, and of what came of it. */
export const triageMessages = {
  title: 'Change this issue',
  titleMany: 'Change the selected issues',
  resolve: {
    action: 'Resolve',
    now: 'Now',
    inNextRelease: 'In the next release',
  },
  archive: {
    action: 'Archive',
    untilEscalating: 'Until it escalates',
    hour: 'For an hour',
    day: 'For a day',
    week: 'For a week',
    month: 'For 30 days',
    forever: 'Forever',
  },
  reopen: 'Reopen',
  review: 'Mark reviewed',
  assign: {
    action: 'Assign',
    search: 'Search people and teams',
    nobody: 'Nobody',
    teams: 'Teams',
    people: 'People',
    loading: 'Loading people and teams…',
    none: 'Nobody of that name',
  },
  priority: 'Priority',
  selection: {
    some_one: '{{number}} issue selected',
    some_other: '{{number}} issues selected',
    unchangeable_one: '{{number}} of them can’t be changed',
    unchangeable_other: '{{number}} of them can’t be changed',
    clear: 'Clear the selection',
  },
  /** Sentences of what was done: of one issue by its name, of several by their number. */
  done: {
    resolve_one: '{{name}} is resolved.',
    resolve_other: '{{number}} issues are resolved.',
    archive_one: '{{name}} is archived.',
    archive_other: '{{number}} issues are archived.',
    reopen_one: '{{name}} is open again.',
    reopen_other: '{{number}} issues are open again.',
    review_one: '{{name}} is marked as reviewed.',
    review_other: '{{number}} issues are marked as reviewed.',
    assign_one: '{{name}} is assigned to {{assignee}}.',
    assign_other: '{{number}} issues are assigned to {{assignee}}.',
    unassign_one: '{{name}} is assigned to nobody.',
    unassign_other: '{{number}} issues are assigned to nobody.',
    priority_one: '{{name}} has another priority.',
    priority_other: '{{number}} issues have another priority.',
  },
  undo: 'Undo',
  overtaken_one:
    'Somebody else has changed {{names}} at the same time: what you see is how it is now.',
  overtaken_other:
    'Somebody else has changed {{names}} at the same time: what you see is how they are now.',
  failed: {
    title_one: '{{name}} was not changed',
    title_other: '{{number}} issues were not changed',
    partial: '{{number}} of {{total}} issues were not changed',
    issue: '{{name}}: {{message}}',
    retry: 'Try again',
    dismiss: 'Dismiss',
    forbidden: {
      message:
        'The permission policy of this Backstage does not let you change the Sentry issues of this entity.',
      action:
        'Ask the entity’s owners, or those who run Backstage, for the permission sentry.issue.update.',
    },
    unexpected: {
      message: 'Something went wrong on the way to Sentry.',
      action: 'Try again; if it stays, tell those who run Backstage.',
    },
  },
  whyNot: {
    ask: 'Why can’t I change this?',
    title: 'Why you can’t change this issue here',
    unknown: {
      message: 'It could not be found out what you may change.',
      action: 'Try again in a moment.',
    },
  },
  actor: {
    service: 'Sentry will show changes as made by the portal’s integration.',
    serviceNamed:
      'Sentry will show changes as made by the portal’s integration, {{name}}.',
    user: 'Changes are made in your name.',
    userNamed: 'Changes are made in your name: {{name}} in Sentry.',
  },
} as const;
