import type { statesMessages } from '../states';
import type { Translated } from '../Translated';

export const statesDe: Translated<typeof statesMessages> = {
  notice: {
    stale: 'Gezeigt wird der Stand von Sentry {{time}}',
    unreachable: 'Sentry ist nicht erreichbar. Stand der Daten: {{time}}',
    partial: 'Ein Teil der Issues fehlt',
    updated: 'Stand: {{time}}',
    justNow: 'gerade eben',
    entry: '{{project}}: {{message}}',
    several: {
      PROJECT_NOT_FOUND: '{{number}} Sentry-Projekte wurden nicht gefunden.',
      others: '{{number}} Probleme der gleichen Art.',
    },
    showAll: 'Alle anzeigen',
  },
  annotationMissing: {
    message: 'Diese Entität sagt nicht, zu welchem Sentry-Projekt sie gehört.',
    action:
      'Wem sie gehört, kann die Annotation in ihre catalog-info.yaml eintragen.',
  },
  connect: {
    action: 'Mit Sentry verbinden',
    other: 'Anderes Konto verbinden',
    again: 'Neu verbinden',
    failed:
      'Die Verbindung kam nicht zustande. Sie können es erneut versuchen.',
  },
  action: {
    reload: 'Neu laden',
    retry: 'Erneut versuchen',
    retryIn_one: 'Erneut versuchen in {{count}} Sekunde',
    retryIn_other: 'Erneut versuchen in {{count}} Sekunden',
    openInSentry: 'In Sentry öffnen',
    newTab: '(öffnet einen neuen Tab)',
    learnMore: 'Mehr dazu',
    copy: 'Kopieren',
    copied: 'Kopiert',
  },
};
