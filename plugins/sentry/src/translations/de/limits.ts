import type { limitsMessages } from '../limits';
import type { Translated } from '../Translated';

export const limitsDe: Translated<typeof limitsMessages> = {
  limits: {
    sortOption: {
      date: 'Zuletzt gesehen',
      new: 'Zuerst gesehen',
      freq: 'Events',
      user: 'Betroffene',
      trends: 'Verlauf',
      recommended: 'Empfohlen',
    },
    dialect: { sentry: 'Sentry', glitchtip: 'GlitchTip' },
    server: 'Der Server',
    period: '{{server}} kennt keine Zeiträume: alles zählt.',
    leftOut: '{{server}} liefert nicht: {{list}}.',
    trends: 'Verläufe',
    eventTrend: 'Events im Zeitverlauf',
    users: 'wie viele Personen betroffen sind',
    sort: 'Nach „{{asked}}“ kann {{server}} nicht sortieren; dies ist nach „{{used}}“.',
  },
};
