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
    sortOption: {
      date: 'Zuletzt gesehen',
      new: 'Zuerst gesehen',
      freq: 'Events',
      user: 'Betroffene',
      trends: 'Verlauf',
    },
  },
  periodOption: {
    hour_one: 'Letzte Stunde',
    hour_other: 'Letzte {{count}} Stunden',
    day_one: 'Letzter Tag',
    day_other: 'Letzte {{count}} Tage',
    week_one: 'Letzte Woche',
    week_other: 'Letzte {{count}} Wochen',
  },
  period: {
    hour_one: 'der letzten Stunde',
    hour_other: 'den letzten {{count}} Stunden',
    day_one: 'dem letzten Tag',
    day_other: 'den letzten {{count}} Tagen',
    week_one: 'der letzten Woche',
    week_other: 'den letzten {{count}} Wochen',
  },
  limits: {
    dialect: { sentry: 'Sentry', glitchtip: 'GlitchTip' },
    server: 'Der Server',
    period: '{{server}} kennt keine Zeiträume: alles zählt.',
    leftOut: 'Von {{server}} ist nicht zu erfahren: {{list}}.',
    trends: 'Verläufe',
    users: 'wie viele Personen betroffen sind',
    sort: 'Nach „{{asked}}“ kann {{server}} nicht sortieren; dies ist nach „{{used}}“.',
  },
};
