import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden, Link } from '@backstage/ui';
import {
  sentryIssuesDefaults,
  type SentrySummary,
} from 'backstage-plugin-sentry-common';
import { canHaveIssues } from '../../sentryEntity';
import { sentryTranslationRef } from '../../translation';
import { Nothing, Skeleton, QuietText } from '../ui/primitives';
import { useProblemText } from '../ui/problemText';
import styles from './SentryStatus.module.css';
import { useEntityHref } from '../../issueUrl/links';
import { useFormats, usePeriodText } from '../../formats';
import pLimit from 'p-limit';
import { useAnswer } from '../../data/useAnswer';

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
 * is unknown. However many rows there are, four requests at most are under way, each
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

/** Few enough to leave room for what else the page asks. */
const limit = pLimit(4);
/** As long as the backend serves an answer as fresh. */
const freshMs = 60_000;

function AskedStatus(props: SentryStatusProps) {
  const { entity } = props;
  const { statsPeriod = sentryIssuesDefaults.statsPeriod } = props;
  const entityRef = stringifyEntityRef(entity);
  const { t } = useTranslationRef(sentryTranslationRef);
  const problemText = useProblemText();
  const { data, error } = useAnswer<SentrySummary>(
    ['summary', entityRef, statsPeriod],
    ({ sentryApi, signal }) =>
      limit(() => {
        // The row may be gone by the time it is its turn.
        if (signal?.aborted) {
          throw new Error('The entity is not shown any more.');
        }
        return sentryApi.getSummary(entityRef, { statsPeriod }, { signal });
      }),
    { freshMs },
  );
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
