import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryOccurrence } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Facts } from './Facts';
import { Section } from './Section';
import styles from './EventDetail.module.css';

/** What Sentry found by itself, and how it knows. */
export function OccurrenceEvidence(props: { occurrence: SentryOccurrence }) {
  const { title, subtitle, evidence } = props.occurrence;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const important = evidence.filter(fact => fact.important);
  const others = evidence.filter(fact => !fact.important);
  return (
    <Section title={title ?? t('detail.event.evidence')} level={4}>
      {subtitle && (
        <p className={styles.message}>
          <bdi>{subtitle}</bdi>
        </p>
      )}
      <Facts
        layout="rows"
        facts={[...important, ...others].map(({ name, value }) => ({
          name,
          value: <bdi>{value}</bdi>,
        }))}
      />
    </Section>
  );
}
