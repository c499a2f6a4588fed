import type { filtersMessages } from '../filters';
import type { Translated } from '../Translated';

export const filtersDe: Translated<typeof filtersMessages> = {
  filters: {
    label: 'Filter',
    find: 'Finden …',
    clear: 'Filter entfernen',
    search: 'Suche',
    searchPlaceholder: 'is:unresolved level:error …',
    status: 'Status',
    statusOption: {
      unresolved: 'Ungelöst',
      resolved: 'Gelöst',
      archived: 'Archiviert',
      all: 'Alle',
    },
    environment: 'Umgebung',
    allEnvironments: 'Alle',
    project: 'Projekt',
    allProjects: 'Alle',
    period: 'Zeitraum',
    sort: 'Sortiert nach',
  },
  empty: {
    good: 'Keine ungelösten Issues',
    goodDescription: 'In {{period}} wurde nichts Ungelöstes gesehen.',
    goodDescriptionEver: 'Es wurde nie etwas Ungelöstes gesehen.',
    filtered: 'Keine Issues passen zu diesen Filtern',
    query: 'Suche: {{query}}',
    environment_one: 'Umgebung: {{list}}',
    environment_other: 'Umgebungen: {{list}}',
    project_one: 'Projekt: {{list}}',
    project_other: 'Projekte: {{list}}',
    period: 'Gesehen in {{period}}',
    longer: 'Die letzten 90 Tage ansehen',
    all: 'Auch gelöste und archivierte zeigen',
    firstPage: 'Zurück zur ersten Seite',
    pageGone: 'Hier sind keine Issues mehr',
  },
  periodOption: {
    hour_one: 'Letzte Stunde',
    hour_other: 'Letzte {{count}} Stunden',
    day_one: 'Letzter Tag',
    day_other: 'Letzte {{count}} Tage',
    week_one: 'Letzte Woche',
    week_other: 'Letzte {{count}} Wochen',
  },
};
