import type { SentryIssueSort } from 'backstage-plugin-sentry-common';
import type { Capabilities } from '../../data/projects';
import { QuietText } from './primitives';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';

/** One quiet line about what is missing here because a server can't do it. */
export function LimitsNote(props: {
  capabilities: Capabilities;
  /** Whether it stands beside counts: nothing else tells there that they are of no period. */
  besideCounts?: boolean;
  /** The order asked for, and the one that it is. */
  sort?: { asked: SentryIssueSort; used: SentryIssueSort };
}) {
  const { capabilities, besideCounts, sort } = props;
  const texts = useLimitTexts(capabilities, { besideCounts });
  const said = [
    besideCounts && texts.period,
    texts.leftOut,
    sort && texts.sort(sort.asked, sort.used),
  ].filter(Boolean);
  return (
    <div role="status">
      {said.length > 0 && (
        <QuietText as="p" variant="body-small">
          {said.join(' ')}
        </QuietText>
      )}
    </div>
  );
}

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
