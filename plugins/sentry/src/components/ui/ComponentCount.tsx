import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type { SentryComponentSummary } from 'backstage-plugin-sentry-common';
import { sentryTranslationRef } from '../../translation';
import { CompactNumber } from './CompactNumber';
import { Nothing } from './Nothing';
import styles from './ComponentTotals.module.css';

/** How many unresolved issues an entity has, as far as Sentry counts. */
export function ComponentCount(props: {
  component: Pick<SentryComponentSummary, 'unresolved' | 'capped'>;
}) {
  const { unresolved, capped } = props.component;
  const { t } = useTranslationRef(sentryTranslationRef);
  if (unresolved === undefined) {
    return (
      <span className={styles.count}>
        <Nothing label={t('counts.unknown')} />
      </span>
    );
  }
  return (
    <span className={styles.count} data-none={unresolved === 0}>
      <CompactNumber value={unresolved} capped={capped} />
      <VisuallyHidden> {t('components.unresolved')}</VisuallyHidden>
    </span>
  );
}
