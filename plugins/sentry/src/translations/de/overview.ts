import type { overviewMessages } from '../overview';
import type { Translated } from '../Translated';

export const overviewDe: Translated<typeof overviewMessages> = {
  card: {
    title: 'Sentry',
    topIssues: 'Häufigste Issues',
    topIssuesBySort: 'Wichtigste Issues',
    allIssues: 'Alle Issues',
    noIssues: 'Keine ungelösten Issues in {{period}}.',
    noIssuesEver: 'Keine ungelösten Issues.',
    failed: 'Die Sentry-Issues konnten nicht geladen werden.',
    unreachable: 'Es besteht keine Verbindung zum Backend von Backstage.',
  },
  counts: {
    label: 'Ungelöste Issues in {{period}}',
    labelEver: 'Ungelöste Issues',
    unresolved: 'Ungelöst',
    new: 'Neu',
    regressed: 'Zurückgekehrt',
    escalating: 'Zunehmend',
    unhandled: 'Unbehandelt',
    users: 'Betroffene',
    events: 'Events in {{period}}',
    unknown: 'Nicht bekannt',
    capped: '{{number}}+',
  },
};
