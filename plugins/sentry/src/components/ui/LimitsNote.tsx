import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import type { Capabilities } from '../../data/projects';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { QuietText } from './primitives';

/** What is left out because a server doesn't support it. */
export function LimitsNote(props: {
  capabilities: Capabilities;
  /** Beside counts, which have the trend of all events, and no filter that names the period. */
  besideCounts?: boolean;
  sort?: { asked: SentryIssueSort; used: SentryIssueSort };
}) {
  const { capabilities, besideCounts, sort } = props;
  const { issueTrend, eventTrend, users } = capabilities;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const server = useServerName(capabilities);
  const period = usePeriodLimit(capabilities);

  const missing = [
    !issueTrend && t('limits.trends'),
    besideCounts && issueTrend && !eventTrend && t('limits.eventTrend'),
    !users && t('limits.users'),
  ].filter(text => typeof text === 'string');
  const texts = [
    besideCounts && period,
    missing.length > 0 &&
      t('limits.leftOut', { server, list: formats.list(missing) }),
    sort &&
      sort.asked !== sort.used &&
      t('limits.sort', {
        server,
        asked: t(`limits.sortOption.${sort.asked}`),
        used: t(`limits.sortOption.${sort.used}`),
      }),
  ].filter(Boolean);
  return (
    <div role="status">
      {texts.length > 0 && (
        <QuietText as="p" variant="body-small">
          {texts.join(' ')}
        </QuietText>
      )}
    </div>
  );
}

/** Why there is no period to choose; undefined where there is. */
export function usePeriodLimit(capabilities: Capabilities): string | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const server = useServerName(capabilities);
  return capabilities.statsPeriod ? undefined : t('limits.period', { server });
}

function useServerName({ limitedBy }: Capabilities): string {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const kinds = [...new Set(limitedBy.map(({ server }) => server))];
  return kinds.length > 0
    ? formats.list(kinds.map(kind => t(`limits.dialect.${kind}`)))
    : t('limits.server');
}
