import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import type { Capabilities } from '../../data/projects';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';

/** Says what the servers can't do; nothing where they can do all. */
export function useLimitTexts(
  capabilities: Capabilities,
  /** Whether the texts stand beside counts, which show the events of all issues over time. */
  { besideCounts = false }: { besideCounts?: boolean } = {},
): {
  /** In place of the choice of a period. */
  period?: string;
  /** What is left out of lists and counts, and why. */
  leftOut?: string;
  /** That the order is another than the one asked for. */
  sort: (asked: SentryIssueSort, used: SentryIssueSort) => string | undefined;
} {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { limitedBy, statsPeriod, issueTrend, eventTrend, users } =
    capabilities;
  const servers = new Set(limitedBy.map(({ server }) => server));
  const server =
    servers.size > 0
      ? formats.list([...servers].map(kind => t(`limits.dialect.${kind}`)))
      : t('limits.server');

  const missing = [
    !issueTrend && t('limits.trends'),
    besideCounts && issueTrend && !eventTrend && t('limits.eventTrend'),
    !users && t('limits.users'),
  ].filter(text => text !== false);
  return {
    period: statsPeriod ? undefined : t('limits.period', { server }),
    leftOut: missing.length
      ? t('limits.leftOut', { server, list: formats.list(missing) })
      : undefined,
    sort: (asked, used) =>
      asked === used
        ? undefined
        : t('limits.sort', {
            server,
            asked: t(`limits.sortOption.${asked}`),
            used: t(`limits.sortOption.${used}`),
          }),
  };
}
