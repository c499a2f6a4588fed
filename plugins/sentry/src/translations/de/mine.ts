import type { mineMessages } from '../mine';
import type { Translated } from '../Translated';

export const mineDe: Translated<typeof mineMessages> = {
  mine: {
    relation: {
      label: 'Welche Issues',
      owned: 'Eigene',
      assigned: 'Mir zugewiesen',
    },
    all: 'Alle meine Issues',
    empty: 'Keine ungelösten Issues in {{period}}.',
    title: 'Meine Sentry-Issues',
  },
  teams: {
    shared:
      'Einige Teams teilen sich ein Sentry-Projekt: Ihre Zahlen überschneiden sich.',
    title: 'Teams',
    together: 'Alle Teams zusammen',
    list: 'Ungelöste Issues in {{period}}, je Team',
    open: 'Issues von {{name}}',
    projects_one: '{{number}} Sentry-Projekt',
    projects_other: '{{number}} Sentry-Projekte',
    loading: 'Teams werden geladen …',
    noneTitle: 'Keine Teams',
    none: 'Sie sind in keiner Gruppe des Katalogs.',
    partial: 'Einige der Zahlen fehlen',
  },
  page: {
    mine: 'Meine Issues',
    teams: 'Teams',
    connection: 'Verbindung',
  },
};
