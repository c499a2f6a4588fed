/** Lists over more than one entity, and how releases do. */
export const componentsMessages = {
  components: {
    title_one: 'Unresolved issues of {{number}} component',
    title_other: 'Unresolved issues by component ({{number}})',
    all: 'Show all',
    fewer: 'Show fewer',
    unresolved: 'unresolved',
    alsoMissing: 'Some projects can’t be shown for another reason',
    shared: 'Some components share a Sentry project: their counts overlap.',
    missing: 'The issues by component could not be loaded.',
  },
  status: {
    none: 'No Sentry project',
    failed: 'Unknown: {{reason}}',
    label_one: '{{number}} unresolved issue in {{period}}',
    label_other: '{{number}} unresolved issues in {{period}}',
    new: '{{number}} new',
    worse: '{{number}} regressed or escalating',
    loading: 'Loading',
  },
  links: {
    issues: 'Sentry issues',
    about: 'Sentry',
    aboutTitle: 'Issues of this entity in Sentry',
  },
} as const;
