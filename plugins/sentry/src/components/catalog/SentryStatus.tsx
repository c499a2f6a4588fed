import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden, Link } from '@backstage/ui';
import {
  sentryIssuesDefaults,
  type SentrySummary,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { canHaveIssues } from '../../sentryEntity';
import { sentryTranslationRef } from '../../translation';
import { Nothing, Skeleton, QuietText } from '../ui/primitives';
import { useProblemText } from '../ui/problemText';
import styles from './SentryStatus.module.css';
import { useEntityHref } from '../../issueUrl/links';
import { useFormats, usePeriodText } from '../../formats';
import { useSummaryOfMany } from '../../data/summaries';
import { themed, useThemeBridge } from '../../theme/useThemeBridge';

/**
 * What {@link SentryStatus} shows.
 *
 * @public
 */
export interface SentryStatusProps {
  /** The entity of the row. */
  entity: Entity;
  /** The window, `1h` to `90d`. Default `14d`. */
  statsPeriod?: string;
}

/**
 * How many unresolved issues an entity has, for a cell of a table of entities: the count,
 * and how many are new or got worse; a dash where there is no Sentry project or where it
 * is unknown. The rows of a page of the table share one request of up to 50 entities; each
 * entity is asked about once in a minute, and those without Sentry never.
 *
 * @public
 */
export function SentryStatus(props: SentryStatusProps) {
  const { entity } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  return canHaveIssues(entity) ? (
    <AskedStatus key={stringifyEntityRef(entity)} {...props} />
  ) : (
    <Dash label={t('status.none')} />
  );
}

function AskedStatus(props: SentryStatusProps) {
  const { entity } = props;
  const { statsPeriod = sentryIssuesDefaults.statsPeriod } = props;
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(sentryTranslationRef);
  const problemText = useProblemText();
  const { data, error } = useSummaryOfMany(entityRef, statsPeriod);
  if (data) {
    return <StatusCounts entityRef={entityRef} summary={data} />;
  }
  if (error) {
    const reason = problemText(error).title;
    return <Dash label={t('status.failed', { reason })} />;
  }
  return (
    <Status>
      <Skeleton width={64} height={14} />
      <VisuallyHidden>{t('status.loading')}</VisuallyHidden>
    </Status>
  );
}

/** As wide before anything is known as after, so that the columns stay where they are. */
function Status(props: { children: ReactNode }) {
  useThemeBridge();
  return (
    <span className={styles.status} {...themed}>
      {props.children}
    </span>
  );
}

/** Calm to the eye, and why to the pointer and the ear. */
function Dash(props: { label: string }) {
  return (
    <Status>
      <Nothing label={props.label} withTitle />
    </Status>
  );
}

/** The count that matters, and what changed about it: the way to the issues. */
function StatusCounts(props: { entityRef: string; summary: SentrySummary }) {
  const { entityRef, summary } = props;
  const { unresolved, capped, statsPeriod, regressed, escalating } = summary;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const period = usePeriodText()(statsPeriod);
  const href = useEntityHref().tab(entityRef, { statsPeriod });

  if (unresolved === undefined) {
    return <Dash label={t('counts.unknown')} />;
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
    <Status>
      {href === undefined ? (
        <span title={label}>{count}</span>
      ) : (
        <Link href={href} title={label} color="primary" standalone>
          {count}
        </Link>
      )}
      {(worseNote || newNote) && (
        <QuietText truncate>
          {worseNote && <span className={styles.worse}>{worseNote}</span>}
          {worseNote && newNote && ' · '}
          {newNote}
        </QuietText>
      )}
    </Status>
  );
}
