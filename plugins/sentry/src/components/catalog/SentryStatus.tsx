import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden, Link } from '@backstage/ui';
import {
  sentryIssuesDefaults,
  type SentrySummary,
} from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import { useSentryConnection } from '../../auth/connection';
import { canHaveIssues } from '../../data/useSentryEntity';
import { useResource } from '../../data/useResource';
import { sentryTranslationRef } from '../../translation';
import { useRefreshAfterChange } from '../../triage/useRefreshAfterChange';
import { Nothing, Skeleton, QuietText } from '../ui/primitives';
import { useProblemText } from '../ui/problemText';
import styles from './SentryStatus.module.css';
import { StatusQueue } from './StatusQueue';
import { useEntityHref } from '../../issueUrl/links';
import { useFormats, usePeriodText } from '../../formats';

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
 * can't be told. However many rows there are, four requests at most are under way, each
 * entity is asked about once in a minute, and those without Sentry never.
 *
 * @public
 */
export function SentryStatus(props: SentryStatusProps) {
  const { entity } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const connection = useSentryConnection();
  return canHaveIssues(entity) ? (
    <AskedStatus
      key={`${stringifyEntityRef(entity)} ${connection?.changes ?? 0}`}
      identity={connection?.changes ?? 0}
      {...props}
    />
  ) : (
    <Dash label={t('status.none')} />
  );
}

function AskedStatus(props: SentryStatusProps & { identity: number }) {
  const { entity, identity } = props;
  const { statsPeriod = sentryIssuesDefaults.statsPeriod } = props;
  const entityRef = stringifyEntityRef(entity);
  const sentryApi = useApi(sentryApiRef);
  const { t } = useTranslationRef(sentryTranslationRef);
  const problemText = useProblemText();
  const summary = useResource(
    useCallback(
      (signal: AbortSignal) =>
        StatusQueue.of(sentryApi).get(
          { entityRef, statsPeriod, identity },
          signal,
        ),
      [sentryApi, entityRef, statsPeriod, identity],
    ),
  );
  useRefreshAfterChange(summary);
  const { data, error } = summary;
  if (data) {
    return <StatusCounts entityRef={entityRef} summary={data} />;
  }
  if (error) {
    const reason = problemText(error).title;
    return <Dash label={t('status.failed', { reason })} />;
  }
  return (
    <span className={styles.status}>
      <Skeleton width={64} height={14} />
      <VisuallyHidden>{t('status.loading')}</VisuallyHidden>
    </span>
  );
}

/** Calm to the eye, and why to the pointer and the ear. */
function Dash(props: { label: string }) {
  return (
    <span className={styles.status}>
      <Nothing label={props.label} withTitle />
    </span>
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
