import type { Translated } from '../Translated';
import type { triageMessages } from '../triage';

export const triageDe: Translated<typeof triageMessages> = {
  title: 'Dieses Issue ändern',
  titleMany: 'Die ausgewählten Issues ändern',
  resolve: {
    action: 'Lösen',
    now: 'Jetzt',
    inNextRelease: 'Im nächsten Release',
  },
  archive: {
    action: 'Archivieren',
    untilEscalating: 'Bis es zunimmt',
    hour: 'Für eine Stunde',
    day: 'Für einen Tag',
    week: 'Für eine Woche',
    month: 'Für 30 Tage',
    forever: 'Für immer',
  },
  reopen: 'Wieder öffnen',
  review: 'Als gesichtet markieren',
  assign: {
    action: 'Zuweisen',
    search: 'Personen und Teams suchen',
    nobody: 'Niemand',
    teams: 'Teams',
    people: 'Personen',
    loading: 'Personen und Teams werden geladen …',
    none: 'Niemand mit diesem Namen',
  },
  priority: 'Priorität',
  selection: {
    some_one: '{{number}} Issue ausgewählt',
    some_other: '{{number}} Issues ausgewählt',
    unchangeable_one: '{{number}} davon ist nicht zu ändern',
    unchangeable_other: '{{number}} davon sind nicht zu ändern',
    clear: 'Auswahl aufheben',
  },
  done: {
    resolve_one: '{{name}} ist gelöst.',
    resolve_other: '{{number}} Issues sind gelöst.',
    archive_one: '{{name}} ist archiviert.',
    archive_other: '{{number}} Issues sind archiviert.',
    reopen_one: '{{name}} ist wieder offen.',
    reopen_other: '{{number}} Issues sind wieder offen.',
    review_one: '{{name}} ist als gesichtet markiert.',
    review_other: '{{number}} Issues sind als gesichtet markiert.',
    assign_one: '{{name}} ist {{assignee}} zugewiesen.',
    assign_other: '{{number}} Issues sind {{assignee}} zugewiesen.',
    unassign_one: '{{name}} ist niemandem zugewiesen.',
    unassign_other: '{{number}} Issues sind niemandem zugewiesen.',
    priority_one: '{{name}} hat eine andere Priorität.',
    priority_other: '{{number}} Issues haben eine andere Priorität.',
  },
  undo: 'Rückgängig machen',
  overtaken_one:
    'Jemand anders hat {{names}} zur selben Zeit geändert: Sie sehen den jetzigen Stand.',
  overtaken_other:
    'Jemand anders hat {{names}} zur selben Zeit geändert: Sie sehen den jetzigen Stand.',
  failed: {
    title_one: '{{name}} wurde nicht geändert',
    title_other: '{{number}} Issues wurden nicht geändert',
    partial: '{{number}} von {{total}} Issues wurden nicht geändert',
    issue: '{{name}}: {{message}}',
    retry: 'Erneut versuchen',
    dismiss: 'Schließen',
    forbidden: {
      message:
        'Die Berechtigungen dieses Backstage lassen Sie die Sentry-Issues dieser Entität nicht ändern.',
      action:
        'Bitten Sie die Verantwortlichen der Entität, oder die von Backstage, um die Berechtigung sentry.issue.update.',
    },
    unexpected: {
      message: 'Auf dem Weg zu Sentry ist etwas schiefgegangen.',
      action:
        'Versuchen Sie es erneut; wenn es so bleibt, sagen Sie es denen, die Backstage betreiben.',
    },
  },
  whyNot: {
    ask: 'Warum kann ich das nicht ändern?',
    title: 'Warum Sie dieses Issue hier nicht ändern können',
    unknown: {
      message: 'Was Sie ändern dürfen, war nicht herauszufinden.',
      action: 'Versuchen Sie es gleich noch einmal.',
    },
  },
  actor: {
    service:
      'Sentry wird als Urheber von Änderungen die Integration des Portals nennen.',
    serviceNamed:
      'Sentry wird als Urheber von Änderungen die Integration des Portals nennen, {{name}}.',
    user: 'Änderungen geschehen in Ihrem Namen.',
    userNamed: 'Änderungen geschehen in Ihrem Namen: {{name}} in Sentry.',
  },
};
