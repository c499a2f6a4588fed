import type { cardMessages } from './en';

/** German, with the formal address: the card and lists of issues. */
const german: Record<keyof typeof cardMessages, string> = {
  'card.title': 'Sentry',
  'card.summary': 'Sentry-Überblick',
  'card.attention': 'Braucht Aufmerksamkeit',
  'card.topIssues': 'Häufigste Issues',
  'card.topIssuesBySort': 'Wichtigste Issues',
  'card.allIssues': 'Alle Issues',
  'card.allIssuesOf_one': '{{number}} Issue',
  'card.allIssuesOf_other': 'Alle {{number}} Issues',
  'card.noIssues': 'Keine ungelösten Issues in {{period}}',
  'card.noIssuesEver': 'Keine ungelösten Issues',
  'card.failed': 'Die Sentry-Issues konnten nicht geladen werden.',
  'card.unreachable': 'Es besteht keine Verbindung zum Backend von Backstage.',

  'counts.label': 'Ungelöste Issues in {{period}}',
  'counts.labelEver': 'Ungelöste Issues',
  'counts.regressed': '{{number}} wieder aufgetreten',
  'counts.escalating': '{{number}} eskalierend',
  'counts.new': '{{number}} neu',
  'counts.newIn': '{{number}} neu in {{release}}',
  'counts.crashFree': '{{rate}} absturzfrei',
  'counts.crashFreeIn': '{{rate}} absturzfrei in {{release}}',
  'counts.crashFreeTitle':
    'Sitzungen von {{release}} ohne Absturz in den letzten 24 Stunden',
  'counts.calm': 'Nichts Neues in {{period}}',
  'counts.calmEver': 'Nichts Neues',
  'counts.none': 'Sentry liefert keine Zahlen',
  'counts.inPeriod': 'In {{period}}:',
  'counts.unresolved': '{{number}} ungelöst',
  'counts.unhandled': '{{number}} unbehandelt',
  'counts.users_one': '{{number}} Person betroffen',
  'counts.users_other': '{{number}} Personen betroffen',
  'counts.newest': 'neuestes Release {{release}}',
  'counts.events_one': '{{number}} Event in {{period}}',
  'counts.events_other': '{{number}} Events in {{period}}',
  'counts.unknown': 'Nicht bekannt',
  'counts.capped': '{{number}}+',

  'content.title': 'Issues',
  'content.loading': 'Issues werden geladen …',
  'content.slow': 'Sentry antwortet langsam …',

  'issue.unhandled': 'Unbehandelt',
  'issue.level.sample': 'Stufe: Stichprobe',
  'issue.level.debug': 'Stufe: Debug',
  'issue.level.info': 'Stufe: Info',
  'issue.level.warning': 'Stufe: Warnung',
  'issue.level.error': 'Stufe: Fehler',
  'issue.level.fatal': 'Stufe: fatal',
  'issue.level.unknown': 'Stufe unbekannt',
  'issue.substatus.new': 'Neu',
  'issue.substatus.regressed': 'Wieder aufgetreten',
  'issue.substatus.escalating': 'Eskalierend',
  'issue.substatus.archived_until_escalating': 'Archiviert, bis es eskaliert',
  'issue.substatus.archived_until_condition_met': 'Für eine Weile archiviert',
  'issue.substatus.archived_forever': 'Archiviert',
  'issue.resolved': 'Gelöst',
  'issue.gone': 'Nicht mehr in der Liste',
  'issue.priority.high': 'Hoch',
  'issue.priority.medium': 'Mittel',
  'issue.priority.low': 'Niedrig',
  'issue.assignedTo': 'Zugewiesen an',
  'issue.unassigned': 'Nicht zugewiesen',
  'issue.events_one': '{{number}} Event',
  'issue.events_other': '{{number}} Events',
  'issue.users_one': '{{number}} Person',
  'issue.users_other': '{{number}} Personen',

  'trend.empty': 'Keine Events in {{period}}',
  'trend.summary_one': '{{number}} Event in {{period}}, am {{peak}}',
  'trend.summary_other':
    '{{number}} Events in {{period}}, die meisten am {{peak}}',

  'period.hour_one': 'der letzten Stunde',
  'period.hour_other': 'den letzten {{count}} Stunden',
  'period.day_one': 'dem letzten Tag',
  'period.day_other': 'den letzten {{count}} Tagen',
  'period.week_one': 'der letzten Woche',
  'period.week_other': 'den letzten {{count}} Wochen',

  'notice.stale': 'Gezeigt wird der Stand von Sentry {{time}}',
  'notice.unreachable':
    'Sentry ist nicht erreichbar. Stand der Daten: {{time}}',
  'notice.partial': 'Ein Teil der Issues fehlt',
  'notice.updated': 'Stand: {{time}}',
  'notice.justNow': 'gerade eben',
  'notice.entry': '{{project}}: {{message}}',
  'notice.several.PROJECT_NOT_FOUND':
    '{{number}} Sentry-Projekte wurden nicht gefunden.',
  'notice.several.others': '{{number}} Projekte: {{message}}',

  'annotationMissing.message':
    'Diese Entität sagt nicht, zu welchem Sentry-Projekt sie gehört.',
  'annotationMissing.action':
    'Ihre Verantwortlichen können diese Annotation in die catalog-info.yaml eintragen.',

  'connect.action': 'Mit Sentry verbinden',
  'connect.other': 'Anderes Konto verbinden',
  'connect.again': 'Neu verbinden',
  'connect.failed':
    'Die Verbindung kam nicht zustande. Sie können es erneut versuchen.',

  'action.reload': 'Neu laden',
  'action.retry': 'Erneut versuchen',
  'action.retryIn_one': 'Erneut versuchen in {{count}} Sekunde',
  'action.retryIn_other': 'Erneut versuchen in {{count}} Sekunden',
  'action.openInSentry': 'In {{server}} öffnen',
  'action.newTab': '(öffnet einen neuen Tab)',
  'action.learnMore': 'Mehr dazu',
  'action.copy': 'Kopieren',
  'action.copied': 'Kopiert',

  'components.title_one': 'Ungelöste Issues von {{number}} Komponente',
  'components.title_other': 'Ungelöste Issues je Komponente ({{number}})',
  'components.all': 'Alle zeigen',
  'components.fewer': 'Weniger zeigen',
  'components.unresolved': 'ungelöst',
  'components.alsoMissing':
    'Einige Projekte sind aus anderem Grund nicht zu sehen',
  'components.shared':
    'Einige teilen sich ein Sentry-Projekt: Ihre Zahlen überschneiden sich.',
  'components.regressed': '{{number}} wieder aufgetreten',
  'components.escalating': '{{number}} eskalierend',
  'components.uncounted_one': '{{count}} Projekt nicht gezählt',
  'components.uncounted_other': '{{count}} Projekte nicht gezählt',
  'components.noProject': 'Kein Sentry-Projekt',
  'components.missing':
    'Die Issues je Komponente konnten nicht geladen werden.',

  'status.none': 'Kein Sentry-Projekt',
  'status.filter': 'Hat ein Sentry-Projekt',
  'status.failed': 'Nicht bekannt: {{reason}}',
  'status.label_one': '{{number}} ungelöstes Issue in {{period}}',
  'status.label_other': '{{number}} ungelöste Issues in {{period}}',
  'status.new': '{{number}} neu',
  'status.worse': '{{number}} wieder aufgetreten oder eskalierend',
  'status.loading': 'Wird geladen',
};

export default german;
