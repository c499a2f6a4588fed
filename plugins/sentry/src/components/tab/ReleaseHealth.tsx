import {
  useApi,
  useTranslationRef,
  storageApiRef,
} from '@backstage/frontend-plugin-api';
import { useEffect, useState, type ReactNode } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Skeleton, RelativeTime, Nothing, QuietText } from '../ui/primitives';
import styles from './ReleaseHealth.module.css';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import { Link, Text } from '@backstage/ui';
import { useFormats } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import { sentryTranslationRef } from '../../translation';
import { ExternalLink } from '../ui/links';
import { useReleases } from '../../data/answers';

/**
 * How the newest release does for those who use it. Nothing where the programs send
 * no sessions, or where that is unknown: the issues stand for themselves.
 */
export function ReleaseHealth(props: {
  entityRef: string;
  /** What the viewer chose; undefined for the entity's own. Memoized. */
  environment?: string[];
}) {
  const { entityRef, environment } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { data, error } = useReleases(entityRef, environment);
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

/** Closes the space that was kept for nothing. */
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

const mostShown = 3;

/**
 * The newest release of each project whose program sends sessions.
 *
 * @param releases - the newest first
 */
function newestReleases(releases: SentryRelease[]): SentryRelease[] {
  const newestOf = new Map<string, SentryRelease>();
  const healthy = new Set<string>();
  for (const release of releases) {
    const project = projectOf(release);
    if (!newestOf.has(project)) {
      newestOf.set(project, release);
    }
    if (release.health?.sessions) {
      healthy.add(project);
    }
  }
  return [...newestOf]
    .filter(([project]) => healthy.has(project))
    .map(([, release]) => release)
    .slice(0, mostShown);
}

function projectOf({ instance, organization, projects }: SentryRelease) {
  return [instance, organization, ...projects].join('/');
}

/** As many projects as most entities have. */
const mostly = 1;

/**
 * How many rows an entity had when the viewer last saw it, so that there is room for
 * them before they come, and none where there were none: most programs send no sessions,
 * and nothing should come and go on their pages. Of an entity that is new to the viewer
 * it is not known, and one row is kept.
 *
 * @param rows - how many there are; undefined while that is not known
 */
function useKeptRows(entityRef: string, rows: number | undefined): number {
  const storage = useApi(storageApiRef).forBucket('sentry.release-health');
  // As it was when the page came: what is learned now is for the next time.
  const [kept] = useState(
    () => storage.snapshot<number>(entityRef).value ?? mostly,
  );

  useEffect(() => {
    if (rows !== undefined && rows !== kept) {
      // Without the memory it only comes less calmly.
      storage.set(entityRef, rows).catch(() => {});
    }
  }, [storage, entityRef, rows, kept]);

  return kept;
}

/** Crash-free shares below these are a warning, and bad. */
const fine = 0.995;
const bad = 0.98;

function ReleaseRow(props: { release: SentryRelease; withProject: boolean }) {
  const { release, withProject } = props;
  const { health = {}, newIssues, projects, version } = release;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const tabHref = useTabHref();
  const since = release.dateReleased ?? release.dateCreated;
  const search = `firstRelease:"${version.replaceAll('"', '')}"`;

  return (
    <div className={styles.row}>
      <div className={styles.release}>
        <ExternalLink
          href={release.link}
          weight="bold"
          color="primary"
          title={version}
          className={styles.version}
          standalone
        >
          <bdi>{release.shortVersion ?? version}</bdi>
        </ExternalLink>
        <QuietText truncate>
          {withProject && (
            <>
              <bdi>{formats.list(projects)}</bdi>
              {' · '}
            </>
          )}
          {t('releases.newest')}
          {since && (
            <>
              {' · '}
              <RelativeTime value={since} />
            </>
          )}
        </QuietText>
      </div>
      <dl className={styles.figures}>
        <Figure
          label={t('releases.crashFreeSessions')}
          tone={toneOf(health.crashFreeSessions)}
        >
          {shareOf(health.crashFreeSessions)}
        </Figure>
        <Figure
          label={t('releases.crashFreeUsers')}
          tone={toneOf(health.crashFreeUsers)}
        >
          {shareOf(health.crashFreeUsers)}
        </Figure>
        <Figure label={t('releases.adoption')}>
          {/* An unused release has no sessions. */}
          {formats.percent(health.adoption ?? 0)}
        </Figure>
        <Figure label={t('releases.newIssues')}>
          {newIssues && tabHref ? (
            <Link
              href={tabHref({ query: search })}
              variant="body-small"
              weight="bold"
              color="primary"
            >
              {formats.number(newIssues)}
            </Link>
          ) : (
            numberOf(newIssues)
          )}
        </Figure>
      </dl>
    </div>
  );

  function shareOf(share: number | undefined): ReactNode {
    return share === undefined ? (
      <Nothing label={tBase('counts.unknown')} />
    ) : (
      formats.rate(share)
    );
  }

  function numberOf(count: number | undefined): ReactNode {
    return count === undefined ? (
      <Nothing label={tBase('counts.unknown')} />
    ) : (
      formats.number(count)
    );
  }
}

function Figure(props: { label: string; tone?: string; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <dt>
        <QuietText>{props.label}</QuietText>
      </dt>
      <dd data-tone={props.tone}>
        <Text variant="body-small" weight="bold">
          {props.children}
        </Text>
      </dd>
    </div>
  );
}

function toneOf(share: number | undefined): string | undefined {
  if (share === undefined || share >= fine) {
    return undefined;
  }
  return share >= bad ? 'warning' : 'negative';
}
