import type { listMessages } from '../list';
import type { Translated } from '../Translated';

export const listDe: Translated<typeof listMessages> = {
  content: {
    title: 'Issues',
    loading: 'Issues werden geladen …',
    slow: 'Sentry antwortet langsam …',
  },
  issue: {
    unhandled: 'Unbehandelt',
    level: {
      sample: 'Stufe: Stichprobe',
      debug: 'Stufe: Debug',
      info: 'Stufe: Info',
      warning: 'Stufe: Warnung',
      error: 'Stufe: Fehler',
      fatal: 'Stufe: fatal',
      unknown: 'Stufe unbekannt',
    },
    substatus: {
      new: 'Neu',
      regressed: 'Zurückgekehrt',
      escalating: 'Zunehmend',
      archived_until_escalating: 'Archiviert, bis es zunimmt',
      archived_until_condition_met: 'Für eine Weile archiviert',
      archived_forever: 'Archiviert',
    },
    resolved: 'Gelöst',
    priority: { high: 'Hoch', medium: 'Mittel', low: 'Niedrig' },
    events_one: '{{number}} Event',
    events_other: '{{number}} Events',
    users_one: '{{number}} Person',
    users_other: '{{number}} Personen',
  },
  trend: {
    empty: 'Keine Events in {{period}}',
    summary_one: '{{number}} Event in {{period}}, am {{peak}}',
    summary_other: '{{number}} Events in {{period}}, die meisten am {{peak}}',
  },
  period: {
    hour_one: 'der letzten Stunde',
    hour_other: 'den letzten {{count}} Stunden',
    day_one: 'dem letzten Tag',
    day_other: 'den letzten {{count}} Tagen',
    week_one: 'der letzten Woche',
    week_other: 'den letzten {{count}} Wochen',
  },
};
