import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import { useRefreshWhenStale } from '../../data/useRefreshWhenStale';
import { useResource } from '../../data/useResource';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Skeleton } from '../ui/Skeleton';
import { newestReleases } from './newestReleases';
import styles from './ReleaseHealth.module.css';
import { ReleaseRow } from './ReleaseRow';
import { useKeptRows } from './useKeptRows';

/**
 * How the newest release does for those who use it. Nothing where the programs send
 * no sessions, or where that can't be told: the issues stand for themselves.
 */
export function ReleaseHealth(props: {
  entityRef: string;
  /** What the viewer chose; undefined for the entity's own. Memoized. */
  environment?: string[];
}) {
  const { entityRef, environment } = props;
  const sentryApi = useApi(sentryApiRef);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const releases = useResource(
    useCallback(
      (signal: AbortSignal) =>
        sentryApi.getReleases(entityRef, { environment }, { signal }),
      [sentryApi, entityRef, environment],
    ),
  );
  useRefreshWhenStale(releases);
  const { data, error } = releases;
  const shown = data && newestReleases(data.items);
  const kept = useKeptRows(entityRef, shown?.length);

  if (shown?.length === 0 || (!shown && (error || !kept))) {
    return kept > 0 ? <Folded rows={kept} /> : null;
  }
  return (
    <section
      className={styles.strip}
      aria-label={t('releases.title')}
      aria-busy={!shown}
      data-unforeseen={!kept}
    >
      <div className={styles.rows}>
        {shown?.map(release => (
          <ReleaseRow
            key={`${release.projects} ${release.version}`}
            release={release}
            withProject={shown.length > 1}
          />
        )) ??
          Array.from({ length: kept }, (_, index) => (
            <div className={styles.row} key={index} aria-hidden>
              <div className={styles.bones}>
                <Skeleton width={72} height={16} />
                <Skeleton width={144} height={12} />
              </div>
              <Skeleton width="25%" height={16} />
            </div>
          ))}
      </div>
    </section>
  );
}

/** Gives back the room that was kept for nothing. */
function Folded(props: { rows: number }) {
  return (
    <div className={styles.strip} data-folded aria-hidden>
      <div className={styles.rows}>
        {Array.from({ length: props.rows }, (_, index) => (
          <div className={styles.row} key={index} />
        ))}
      </div>
    </div>
  );
}
