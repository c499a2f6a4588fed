/** Texts of what can be done to issues, and of what came of it. */
export const triageMessages = {
  title: 'Change this issue',
  titleMany: 'Change the selected issues',
  resolve: {
    action: 'Resolve',
    now: 'Now',
    inNextRelease: 'In the next release',
    inNextReleaseInstead: 'Resolve in the next release',
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
    none: 'Nobody of that name',
    found_one: '{{number}} team or person to choose from',
    found_other: '{{number}} teams and people to choose from',
    ofAll:
      'Only who belongs to all of these projects is offered: {{projects}}.',
    whyNot: {
      message:
        'They are of several organizations, {{organizations}}: people and teams belong to one.',
      action: 'Select issues of one organization.',
    },
  },
  priority: 'Priority',
  selection: {
    some_one: '{{number}} issue selected',
    some_other: '{{number}} issues selected',
    unchangeable_one: '{{number}} of them can’t be changed',
    unchangeable_other: '{{number}} of them can’t be changed',
    clear: 'Clear the selection',
  },
  /** Of an action that not all of the issues can have. */
  notOffered: {
    ask: '{{action}}: why not?',
    title: 'Why “{{action}}” is not offered here',
    message_one:
      'The server that keeps the issues of {{organizations}} can’t do this.',
    message_other:
      'The servers that keep the issues of {{organizations}} can’t do this.',
    ofMenu_one:
      'There is no more to choose: the server that keeps the issues of {{organizations}} has no other way.',
    ofMenu_other:
      'There is no more to choose: the servers that keep the issues of {{organizations}} have no other way.',
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
    unassign_one: '{{name}} is assigned to nobody.',
    unassign_other: '{{number}} issues are assigned to nobody.',
    priority_one: '{{name}} now has this priority: {{priority}}.',
    priority_other: '{{number}} issues now have this priority: {{priority}}.',
  },
  undo: 'Undo',
  overtaken_one:
    '{{names}} is otherwise than asked for: somebody else has changed it at the same time, or Sentry passed it over. What you see is how it is now.',
  overtaken_other:
    '{{names}} are otherwise than asked for: somebody else has changed them at the same time, or Sentry passed them over. What you see is how they are now.',
  heldBack: {
    some_one: '{{number}} more issue now belongs on this page.',
    some_other: '{{number}} more issues now belong on this page.',
    show: 'Load the list anew',
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
        'The permission policy of this Backstage does not let you change the Sentry issues of this entity.',
      action:
        'Ask the entity’s owners, or those who run Backstage, for the permission sentry.issue.update.',
    },
    unexpected: {
      message: 'Something went wrong on the way to Sentry.',
      action: 'Try again; if it stays, tell those who run Backstage.',
    },
  },
  unconfirmed: {
    changed_one: '{{name}} was changed, but could not be read afterwards',
    changed_other:
      '{{number}} issues were changed, but could not be read afterwards',
    unknown_one: 'It is not known whether {{name}} was changed',
    unknown_other: 'It is not known whether {{number}} issues were changed',
    ask: 'Ask Sentry how it is now',
  },
  whyNot: {
    ask_one: 'Why can’t I change this?',
    ask_other: 'Why can’t I change these?',
    title_one: 'Why you can’t change this issue here',
    title_other: 'Why you can’t change these issues here',
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
