import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import type { Capabilities } from '../../capabilities';
import { useFormats } from '../../hooks/useFormats';
import { sentryTranslationRef } from '../../translation';

/** Says what the servers can't do; nothing where they can do all. */
export function useLimitTexts(capabilities: Capabilities): {
  /** In place of the choice of a period. */
  period?: string;
  /** What is left out of lists and counts, and why. */
  leftOut?: string;
  /** That the order is another than the one asked for. */
  sort: (asked: SentryIssueSort, used: SentryIssueSort) => string | undefined;
} {
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const { limitedBy, statsPeriod, issueTrend, eventTrend, users } =
    capabilities;
  const servers = new Set(limitedBy.map(({ server }) => server));
  const server =
    servers.size > 0
      ? formats.list([...servers].map(kind => t(`limits.dialect.${kind}`)))
      : t('limits.server');

  const missing = [
    !(issueTrend && eventTrend) && t('limits.trends'),
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
            asked: t(`filters.sortOption.${asked}`),
            used: t(`filters.sortOption.${used}`),
          }),
  };
}
