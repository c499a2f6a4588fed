import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiEqualizerLine,
} from '@remixicon/react';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { readStatus } from '../../api/query';
import { usePeriodOption } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import styles from './IssuesFilters.module.css';

/** Where there is little room: what the list is narrowed by, and the way to change it. */
export function FiltersToggle(props: {
  query: Required<Pick<SentryIssuesQuery, 'query' | 'statsPeriod' | 'sort'>> &
    SentryIssuesQuery;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { query, isOpen, onToggle } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const periodText = usePeriodOption();
  const inEffect = [
    t(`filters.statusOption.${readStatus(query.query)}`),
    ...(query.project ?? []),
    ...(query.environment ?? []),
    periodText(query.statsPeriod),
    t(`limits.sortOption.${query.sort}`),
  ].join(' · ');

  return (
    <Button
      className={styles.toggle}
      variant="secondary"
      size="small"
      aria-expanded={isOpen}
      aria-label={`${t('filters.label')}: ${inEffect}`}
      iconStart={<RiEqualizerLine aria-hidden />}
      iconEnd={
        isOpen ? (
          <RiArrowUpSLine aria-hidden />
        ) : (
          <RiArrowDownSLine aria-hidden />
        )
      }
      onPress={onToggle}
    >
      <bdi className={styles.inEffect}>{inEffect}</bdi>
    </Button>
  );
}
