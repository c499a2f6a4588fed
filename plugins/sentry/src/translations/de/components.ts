import type { componentsMessages } from '../components';
import type { Translated } from '../Translated';

export const componentsDe: Translated<typeof componentsMessages> = {
  components: {
    title_one: 'Ungelöste Issues von {{number}} Komponente',
    title_other: 'Ungelöste Issues je Komponente ({{number}})',
    all: 'Alle zeigen',
    fewer: 'Weniger zeigen',
    unresolved: 'ungelöst',
    alsoMissing: 'Einige Projekte sind aus anderem Grund nicht zu sehen',
    shared:
      'Einige Komponenten teilen sich ein Sentry-Projekt: Ihre Zahlen überschneiden sich.',
    missing: 'Die Issues je Komponente konnten nicht geladen werden.',
  },
  status: {
    none: 'Kein Sentry-Projekt',
    failed: 'Nicht bekannt: {{reason}}',
    label_one: '{{number}} ungelöstes Issue in {{period}}',
    label_other: '{{number}} ungelöste Issues in {{period}}',
    new: '{{number}} neu',
    worse: '{{number}} zurückgekehrt oder zunehmend',
    loading: 'Wird geladen',
  },
  links: {
    issues: 'Sentry-Issues',
    about: 'Sentry',
    aboutTitle: 'Issues dieser Entität in Sentry',
  },
};
