import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, VisuallyHidden } from '@backstage/ui';
import type { SentrySummary } from 'backstage-plugin-sentry-common';
import { useEntityHref } from '../../issueUrl/links';
import { useFormats, usePeriodText } from '../../formats';
import { sentryTranslationRef } from '../../translation';
import { Nothing } from '../ui/Nothing';
import { QuietText } from '../ui/QuietText';
import styles from './SentryStatus.module.css';

/** The count that matters, and what changed about it: the way to the issues. */
export function StatusCounts(props: {
  entityRef: string;
  summary: SentrySummary;
}) {
  const { entityRef, summary } = props;
  const { unresolved, capped, statsPeriod, regressed, escalating } = summary;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const period = usePeriodText()(statsPeriod);
  const href = useEntityHref().tab(entityRef, { statsPeriod });

  if (unresolved === undefined) {
    return (
      <span className={styles.status}>
        <Nothing label={t('counts.unknown')} withTitle />
      </span>
    );
  }
  const number = capped.includes('unresolved')
    ? formats.capped(unresolved)
    : formats.number(unresolved);
  const label = t('status.label', { count: unresolved, number, period });
  const worse = (regressed ?? 0) + (escalating ?? 0);
  const worseNote =
    worse > 0 && t('status.worse', { number: formats.number(worse) });
  const newNote =
    summary.new && t('status.new', { number: formats.number(summary.new) });
  const count = (
    <>
      <span className={styles.count} aria-hidden>
        {number}
      </span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </>
  );

  return (
    <span className={styles.status}>
      {href === undefined ? (
        <span title={label}>{count}</span>
      ) : (
        <Link href={href} title={label} color="primary" standalone>
          {count}
        </Link>
      )}
      {(worseNote || newNote) && (
        <QuietText>
          {worseNote && <span className={styles.worse}>{worseNote}</span>}
          {worseNote && newNote && ' · '}
          {newNote}
        </QuietText>
      )}
    </span>
  );
}
