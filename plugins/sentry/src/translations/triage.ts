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
    plain: 'Until further notice',
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
    none: 'No matching people or teams',
    found_one: '{{number}} team or person to choose from',
    found_other: '{{number}} teams and people to choose from',
    ofAll:
      'Only people and teams of all these projects are shown: {{projects}}.',
    whyNot: {
      message:
        'They are in several organizations, {{organizations}}: people and teams belong to one.',
      action: 'Select issues of one organization only.',
    },
  },
  priority: 'Priority',
  selection: {
    some_one: '{{number}} issue selected',
    some_other: '{{number}} issues selected',
    unchangeable_one: '{{number}} of them can’t be changed',
    unchangeable_other: '{{number}} of them can’t be changed',
    clear: 'Clear selection',
  },
  /** Of an action that not all of the issues can have. */
  notOffered: {
    ask: '{{action}}: why not?',
    title: 'Why “{{action}}” is not available here',
    message_one: 'The server of {{organizations}} doesn’t support this.',
    message_other: 'The servers of {{organizations}} don’t support this.',
    ofMenu_one:
      'There are no more options: the server of {{organizations}} doesn’t support any.',
    ofMenu_other:
      'There are no more options: the servers of {{organizations}} don’t support any.',
    action_one: 'Leave its issues out of the selection.',
    action_other: 'Leave their issues out of the selection.',
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
    unassign_one: '{{name}} is unassigned.',
    unassign_other: '{{number}} issues are unassigned.',
    priority_one: 'Priority of {{name}} set to {{priority}}.',
    priority_other: 'Priority of {{number}} issues set to {{priority}}.',
  },
  undo: 'Undo',
  overtaken_one:
    '{{names}} did not change as requested: somebody else changed it at the same time, or Sentry skipped it. You see its current state.',
  overtaken_other:
    '{{names}} did not change as requested: somebody else changed them at the same time, or Sentry skipped them. You see their current state.',
  heldBack: {
    some_one: '{{number}} issue is waiting to take its place.',
    some_other: '{{number}} issues are waiting to take their place.',
    show: 'Refresh list',
  },
  failed: {
    title_one: '{{name}} was not changed',
    title_other: '{{number}} issues were not changed',
    partial: '{{number}} of {{total}} issues were not changed',
    issue: '{{name}}: {{message}}',
    act: '{{action}}, {{name}}: {{message}}',
    dismiss: 'Dismiss',
    forbidden: {
      message:
        'The permission policy of Backstage does not let you change the Sentry issues of this entity.',
      action:
        'Ask the entity’s owners or your Backstage administrators for the permission sentry.issue.update.',
    },
    unexpected: {
      message: 'Something went wrong on the way to Sentry.',
      action:
        'Try again. If it keeps happening, tell your Backstage administrators.',
    },
  },
  unconfirmed: {
    changed_one: '{{name}} was changed, but could not be read afterwards',
    changed_other:
      '{{number}} issues were changed, but could not be read afterwards',
    unknown_one: 'It is not known whether {{name}} was changed',
    unknown_other: 'It is not known whether {{number}} issues were changed',
    ask: 'Check the current state',
  },
  whyNot: {
    ask_one: 'Why can’t I change this?',
    ask_other: 'Why can’t I change these?',
    title_one: 'Why you can’t change this issue here',
    title_other: 'Why you can’t change these issues here',
    unknown: {
      message: 'Your permissions could not be checked.',
      action: 'Try again in a moment.',
    },
  },
  actor: {
    service: '{{server}} will show changes as made by Backstage’s integration.',
    serviceNamed:
      '{{server}} will show changes as made by Backstage’s integration, {{name}}.',
    user: 'Changes are made in your name.',
    userNamed: 'Changes are made in your name, {{name}} in {{server}}.',
  },
} as const;
