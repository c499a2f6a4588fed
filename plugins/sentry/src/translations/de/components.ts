import type { componentsMessages } from '../components';
import type { Translated } from '../Translated';

export const componentsDe: Translated<typeof componentsMessages> = {
  components: {
    title_one: 'Ungelöste Issues von {{number}} Komponente',
    title_other: 'Ungelöste Issues je Komponente ({{number}})',
    all: 'Alle zeigen',
    fewer: 'Weniger zeigen',
    more_one: 'und {{number}} weitere',
    more_other: 'und {{number}} weitere',
    unresolved: 'ungelöst',
  },
  releases: {
    title: 'Zustand des neuesten Releases',
    newest: 'Neuestes Release',
    crashFreeSessions: 'Sitzungen ohne Absturz',
    crashFreeUsers: 'Personen ohne Absturz',
    adoption: 'Verbreitung',
    newIssues: 'Neue Issues',
  },
  status: {
    none: 'Kein Sentry-Projekt',
    failed: 'Nicht bekannt: {{reason}}',
    label_one: '{{number}} ungelöstes Issue in {{period}}',
    label_other: '{{number}} ungelöste Issues in {{period}}',
    new: '{{number}} neu',
    worse: '{{number}} zurück oder zunehmend',
    loading: 'Wird geladen',
  },
  links: {
    issues: 'Sentry-Issues',
    about: 'Sentry',
    aboutTitle: 'Issues dieser Entität in Sentry',
  },
};
