import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { useCallback, useEffect } from 'react';
import { type SentryApi, sentryApiRef } from '../../api';
import { useRefreshWhenStale } from '../../hooks/useRefreshWhenStale';
import { useResource } from '../../hooks/useResource';
import { sentryTranslationRef } from '../../translation';
import { newestReleases } from './newestReleases';
import styles from './ReleaseHealth.module.css';
import { ReleaseRow } from './ReleaseRow';

/** Entities that turned out to have no sessions: no room is kept for them again. */
const withoutSessions = new WeakMap<SentryApi, Set<string>>();

/**
 * How the newest release does for those who use it. Nothing where the programs send
 * no sessions, or where that can't be told: the issues stand for themselves.
 */
export function ReleaseHealth(props: { entityRef: string }) {
  const { entityRef } = props;
  const sentryApi = useApi(sentryApiRef);
  const { t } = useTranslationRef(sentryTranslationRef);
  const releases = useResource(
    useCallback(
      (signal: AbortSignal) => sentryApi.getReleases(entityRef, { signal }),
      [sentryApi, entityRef],
    ),
  );
  useRefreshWhenStale(releases);
  const { data, error } = releases;
  const shown = data && newestReleases(data.items);
  const isAbsent = shown?.length === 0;
  const isKnownAbsent = withoutSessions.get(sentryApi)?.has(entityRef);

  useEffect(() => {
    if (isAbsent) {
      const known = withoutSessions.get(sentryApi) ?? new Set();
      withoutSessions.set(sentryApi, known.add(entityRef));
    }
  }, [isAbsent, sentryApi, entityRef]);

  if (isAbsent || (!shown && (error || isKnownAbsent))) {
    return null;
  }
  return (
    <section className={styles.strip} aria-label={t('releases.title')}>
      {shown ? (
        shown.map(release => (
          <ReleaseRow
            key={`${release.projects} ${release.version}`}
            release={release}
            withProject={shown.length > 1}
          />
        ))
      ) : (
        <div className={styles.row} aria-hidden>
          <Skeleton width="100%" height={36} />
        </div>
      )}
    </section>
  );
}
