/** Lists over more than one entity, and how releases do. */
export const componentsMessages = {
  components: {
    title_one: 'Unresolved issues of {{number}} component',
    title_other: 'Unresolved issues by component ({{number}})',
    all: 'Show all',
    fewer: 'Show fewer',
    unresolved: 'unresolved',
    missing: 'The issues by component could not be loaded.',
  },
  status: {
    none: 'No Sentry project',
    failed: 'Not known: {{reason}}',
    label_one: '{{number}} unresolved issue in {{period}}',
    label_other: '{{number}} unresolved issues in {{period}}',
    new: '{{number}} new',
    worse: '{{number}} back or growing',
    loading: 'Loading',
  },
  links: {
    issues: 'Sentry issues',
    about: 'Sentry',
    aboutTitle: 'Issues of this entity in Sentry',
  },
} as const;
