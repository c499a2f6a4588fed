import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowDownLine, RiArrowUpLine, RiEqualLine } from '@remixicon/react';
import type { SentryIssuePriority } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { Nothing } from '../ui/Nothing';
import styles from './IssuesTable.module.css';

const iconOf = {
  high: <RiArrowUpLine size={16} aria-hidden />,
  medium: <RiEqualLine size={16} aria-hidden />,
  low: <RiArrowDownLine size={16} aria-hidden />,
};

/** Sentry's own judgement of how much an issue matters. */
export function PriorityCell(props: {
  priority: SentryIssuePriority | undefined;
}) {
  const { priority } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  if (!priority || !(priority in iconOf)) {
    return <Nothing label={t('table.none')} />;
  }
  return (
    <span className={styles.iconText} data-priority={priority}>
      {iconOf[priority]}
      {tBase(`issue.priority.${priority}`)}
    </span>
  );
}
