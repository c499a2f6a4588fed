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
    plain: 'Bis auf Weiteres',
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
    none: 'Keine passenden Personen oder Teams',
    found_one: '{{number}} Team oder Person zur Auswahl',
    found_other: '{{number}} Teams und Personen zur Auswahl',
    ofAll:
      'Zur Auswahl steht nur, wer zu allen diesen Projekten gehört: {{projects}}.',
    whyNot: {
      message:
        'Sie gehören zu mehreren Organisationen, {{organizations}}: Personen und Teams gehören zu einer.',
      action: 'Wählen Sie Issues einer Organisation aus.',
    },
  },
  priority: 'Priorität',
  selection: {
    some_one: '{{number}} Issue ausgewählt',
    some_other: '{{number}} Issues ausgewählt',
    unchangeable_one: '{{number}} davon ist nicht zu ändern',
    unchangeable_other: '{{number}} davon sind nicht zu ändern',
    clear: 'Auswahl aufheben',
  },
  notOffered: {
    ask: '{{action}}: Warum nicht?',
    title: 'Warum „{{action}}“ hier nicht zur Auswahl steht',
    message_one:
      'Der Server mit den Issues von {{organizations}} kann das nicht.',
    message_other:
      'Die Server mit den Issues von {{organizations}} können das nicht.',
    ofMenu_one:
      'Mehr steht nicht zur Auswahl: Der Server mit den Issues von {{organizations}} kennt nichts anderes.',
    ofMenu_other:
      'Mehr steht nicht zur Auswahl: Die Server mit den Issues von {{organizations}} kennen nichts anderes.',
    action_one: 'Nehmen Sie dessen Issues aus der Auswahl.',
    action_other: 'Nehmen Sie deren Issues aus der Auswahl.',
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
    priority_one: 'Priorität von {{name}} auf {{priority}} gesetzt.',
    priority_other: 'Priorität von {{number}} Issues auf {{priority}} gesetzt.',
  },
  undo: 'Rückgängig machen',
  overtaken_one:
    '{{names}} ist anders als gewünscht: Jemand anders hat es zur selben Zeit geändert, oder Sentry hat es übergangen. Sie sehen den jetzigen Stand.',
  overtaken_other:
    '{{names}} sind anders als gewünscht: Jemand anders hat sie zur selben Zeit geändert, oder Sentry hat sie übergangen. Sie sehen den jetzigen Stand.',
  heldBack: {
    some_one: '{{number}} Issue wartet darauf, nachzurücken.',
    some_other: '{{number}} Issues warten darauf, nachzurücken.',
    show: 'Liste aktualisieren',
  },
  failed: {
    title_one: '{{name}} wurde nicht geändert',
    title_other: '{{number}} Issues wurden nicht geändert',
    partial: '{{number}} von {{total}} Issues wurden nicht geändert',
    issue: '{{name}}: {{message}}',
    act: '{{action}}, {{name}}: {{message}}',
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
  unconfirmed: {
    changed_one: '{{name}} wurde geändert, war danach aber nicht zu lesen',
    changed_other:
      '{{number}} Issues wurden geändert, waren danach aber nicht zu lesen',
    unknown_one: 'Es ist nicht bekannt, ob {{name}} geändert wurde',
    unknown_other: 'Es ist nicht bekannt, ob {{number}} Issues geändert wurden',
    ask: 'Jetzigen Stand prüfen',
  },
  whyNot: {
    ask_one: 'Warum kann ich das nicht ändern?',
    ask_other: 'Warum kann ich diese nicht ändern?',
    title_one: 'Warum Sie dieses Issue hier nicht ändern können',
    title_other: 'Warum Sie diese Issues hier nicht ändern können',
    unknown: {
      message: 'Was Sie ändern dürfen, war nicht herauszufinden.',
      action: 'Versuchen Sie es gleich noch einmal.',
    },
  },
  actor: {
    service:
      '{{server}} wird als Urheber von Änderungen die Integration des Portals nennen.',
    serviceNamed:
      '{{server}} wird als Urheber von Änderungen die Integration des Portals nennen, {{name}}.',
    user: 'Änderungen geschehen in Ihrem Namen.',
    userNamed: 'Änderungen geschehen in Ihrem Namen: {{name}} in {{server}}.',
  },
};
