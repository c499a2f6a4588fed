import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryFinding,
  SentryRelease,
  SentrySummary,
  SentrySummaryCount,
} from 'backstage-plugin-sentry-common';
import type { Capabilities } from '../../data/projects';
import { useFormats, usePeriodText } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import { sentryTranslationRef } from '../../translation';
import { crashFreeTone } from './primitives';

/** A part of the verdict. */
export interface SummaryPart {
  text: string;
  /** The issues that it counts. */
  href?: string;
  /** What of Sentry the link opens, as analytics names it, where it leads there. */
  opens?: string;
  title?: string;
  /** Only where something is wrong, or nothing is. */
  tone?: 'negative' | 'warning' | 'positive';
}

/** The searches are for answers that have none. */
const searchOf: Record<SentrySummaryCount, string> = {
  unresolved: 'is:unresolved',
  regressed: 'is:unresolved is:regressed',
  escalating: 'is:unresolved is:escalating',
  new: 'is:unresolved is:new',
  unhandled: 'is:unresolved error.unhandled:true',
  highPriority: 'is:unresolved issue.priority:high',
};

const names = [
  'unresolved',
  'regressed',
  'escalating',
  'new',
  'unhandled',
] as const;

/** What is said large, and what below it. */
export function useSummaryParts(
  summary: SentrySummary,
  capabilities: Capabilities,
): { verdict: SummaryPart[]; facts: SummaryPart[] } {
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const period = usePeriodText()(summary.statsPeriod);
  const tabHref = useTabHref();
  const release = useReleaseParts(summary);
  const { users, uncounted = {} } = summary;

  const partOf = (
    name: (typeof names)[number],
    tone?: SummaryPart['tone'],
  ): SummaryPart[] => {
    const value = summary[name];
    if (!value) {
      return [];
    }
    const isLeast = summary.capped.includes(name) || uncounted[name];
    const number = isLeast ? formats.capped(value) : formats.number(value);
    return [
      {
        text: t(`counts.${name}`, { number }),
        href: tabHref?.({
          query: summary.queries?.[name] ?? searchOf[name],
          statsPeriod: summary.statsPeriod,
        }),
        tone,
      },
    ];
  };
  const unresolved = partOf('unresolved');
  const worse = [
    ...partOf('regressed', 'negative'),
    ...partOf('escalating', 'warning'),
    ...(release.brought ?? partOf('new')),
  ];
  const isWhole = Object.keys(uncounted).length === 0 && !summary.partial;
  const isCalm =
    isWhole &&
    summary.regressed === 0 &&
    summary.escalating === 0 &&
    summary.new === 0;
  const isEmpty = isWhole && summary.unresolved === 0;
  const left = Math.max(
    0,
    ...names.map(name =>
      summary[name] === undefined ? 0 : (uncounted[name] ?? 0),
    ),
  );
  const calm = capabilities.statsPeriod
    ? t('counts.calm', { period })
    : t('counts.calmEver');
  const empty = capabilities.statsPeriod
    ? t('card.noIssues', { period })
    : t('card.noIssuesEver');

  const lead: SummaryPart[] = [
    ...(isCalm && !isEmpty ? [{ text: calm, tone: 'positive' as const }] : []),
    ...(isEmpty ? [{ text: empty, tone: 'positive' as const }] : unresolved),
  ];
  const verdict = [...(worse.length > 0 ? worse : lead), ...release.health];
  return {
    verdict: verdict.length > 0 ? verdict : [{ text: t('counts.none') }],
    facts: [
      ...(worse.length > 0 ? unresolved : []),
      ...partOf('unhandled'),
      ...(users && capabilities.users
        ? [{ text: t('counts.users', formats.counted(users)) }]
        : []),
      ...(left > 0
        ? [{ text: t('components.uncounted', { count: left }) }]
        : []),
      ...release.newest,
    ],
  };
}

/** What the newest release brought, how it does, and else that it is there. */
function useReleaseParts(summary: SentrySummary): {
  brought?: SummaryPart[];
  health: SummaryPart[];
  newest: SummaryPart[];
} {
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const tabHref = useTabHref();
  const release: SentryRelease | undefined = summary.release;
  if (!release) {
    return { health: [], newest: [] };
  }
  const { version, health, newIssues = 0 } = release;
  const name = release.shortVersion ?? version;
  const hrefOf = (key: string, statsPeriod: string) =>
    tabHref?.({
      query: `${key}:"${version.replaceAll('"', '')}"`,
      statsPeriod,
    });
  // Without new issues it brought none that still matter.
  const hasBrought = newIssues > 0 && summary.new !== 0;
  const number = formats.number(newIssues);
  const share = health?.crashFreeSessions;
  const rate = share === undefined ? undefined : formats.rate(share);

  return {
    brought: hasBrought
      ? [
          {
            text: t('counts.newIn', { number, release: name }),
            title: version,
            // Since the release, however long ago.
            href: hrefOf('firstRelease', '90d'),
          },
        ]
      : undefined,
    health:
      share === undefined || rate === undefined
        ? []
        : [
            {
              text: hasBrought
                ? t('counts.crashFree', { rate })
                : t('counts.crashFreeIn', { rate, release: name }),
              title: t('counts.crashFreeTitle', { release: name }),
              href: hrefOf('release', summary.statsPeriod),
              tone: crashFreeTone(share),
            },
          ],
    newest:
      hasBrought || rate
        ? []
        : [
            {
              text: t('counts.newest', { release: name }),
              title: version,
              href: hrefOf('release', summary.statsPeriod),
            },
          ],
  };
}

/** What is wrong beside the issues; nothing where that is not known. */
export function useFindings(findings: SentryFinding[] = []): SummaryPart[] {
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const found = (type: SentryFinding['type']) =>
    findings.find(one => one.type === type && one.count > 0);
  const monitors = found('unhealthy-monitor');
  const alerts = found('no-alert');
  const namesOf = ({ names: known, count }: SentryFinding) =>
    formats.list([
      ...known,
      ...(count > known.length
        ? [t('counts.more', { number: formats.number(count - known.length) })]
        : []),
    ]);
  const parts: SummaryPart[] = [];
  if (monitors) {
    parts.push({
      text: t('counts.unhealthy', {
        ...formats.counted(monitors.count),
        names: namesOf(monitors),
      }),
      tone: 'warning',
      href: monitors.link,
      opens: 'monitor',
    });
  }
  if (alerts) {
    parts.push({
      text:
        alerts.count < alerts.total
          ? t('counts.noAlertsIn', formats.counted(alerts.count))
          : t('counts.noAlerts'),
      title: t('counts.noAlertsTitle', { projects: namesOf(alerts) }),
      href: alerts.link,
      opens: 'new-alert',
    });
  }
  return parts;
}
