import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, VisuallyHidden } from '@backstage/ui';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { useCaptureAct } from '../../analytics';
import { searchValue } from '../../api/query';
import { useReleases } from '../../data/answers';
import { useFormats } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { useOpenRelease } from '../releases/useOpenRelease';
import { crashFreeTone, RelativeTime } from '../ui/primitives';
import styles from './ReleaseHealth.module.css';

/**
 * The newest release that is used, and how it does, in one line of the toolbar. Nothing
 * where the programs send no sessions, or where that is unknown.
 */
export function ReleaseHealth(props: {
  entityRef: string;
  /** What the viewer chose; undefined for the entity's own. Memoized. */
  environment?: string[];
  /** Whether its turn has come: the issues are asked for first. */
  isNeeded: boolean;
}) {
  const { entityRef, environment, isNeeded } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const tabHref = useTabHref();
  const { data } = useReleases(isNeeded ? entityRef : undefined, environment);
  const release = data && newestUsed(data.items);
  if (!release) {
    return data?.items.length ? (
      <div className={styles.strip}>
        <AllReleases>{t('releases.open')}</AllReleases>
      </div>
    ) : null;
  }
  const { health = {}, newIssues, projects, version } = release;
  const { crashFreeSessions, crashFreeUsers, adoption } = health;
  const isOfMany = new Set(data.items.map(projectOf)).size > 1;
  const since = release.dateReleased ?? release.dateCreated;
  const isNew = newIssues !== undefined && newIssues > 0;

  return (
    <section className={styles.strip} aria-label={t('releases.title')}>
      <span className={styles.release}>
        <AllReleases title={version}>
          <b>
            <bdi>{release.shortVersion ?? version}</bdi>
          </b>
          <VisuallyHidden> {t('releases.open')}</VisuallyHidden>
        </AllReleases>
        {isOfMany && <bdi>{formats.list(projects)}</bdi>}
        {since && <RelativeTime value={since} />}
      </span>
      {crashFreeSessions !== undefined && (
        <Figure
          tone={crashFreeTone(crashFreeSessions)}
          value={formats.rate(crashFreeSessions)}
        >
          {t('releases.crashFreeSessions')}
        </Figure>
      )}
      {crashFreeUsers !== undefined && (
        <Figure
          tone={crashFreeTone(crashFreeUsers)}
          value={formats.rate(crashFreeUsers)}
        >
          {t('releases.crashFreeUsers')}
        </Figure>
      )}
      {adoption !== undefined && (
        <Figure value={formats.rate(adoption)}>{t('releases.adoption')}</Figure>
      )}
      {isNew && (
        <Figure
          value={
            tabHref ? (
              <Link
                noTrack
                href={tabHref({
                  query: `firstRelease:${searchValue(version)}`,
                })}
                variant="body-small"
                weight="bold"
                color="primary"
              >
                {formats.number(newIssues)}
              </Link>
            ) : (
              formats.number(newIssues)
            )
          }
        >
          {t('releases.newIssues')}
        </Figure>
      )}
    </section>
  );
}

/** Opens the releases over the list. */
function AllReleases(props: { title?: string; children: ReactNode }) {
  const { open } = useOpenRelease();
  const capture = useCaptureAct();
  return (
    <button
      type="button"
      className={styles.version}
      title={props.title}
      onClick={() => {
        capture('open', 'releases');
        open();
      }}
    >
      {props.children}
    </button>
  );
}

/**
 * The newest release of the first project whose program sends sessions.
 *
 * @param releases - the newest first
 */
function newestUsed(releases: SentryRelease[]): SentryRelease | undefined {
  const used = releases.filter(({ health }) => health?.sessions);
  const newest = (project: string) =>
    releases.find(release => projectOf(release) === project);
  return releases.find(
    release =>
      release === newest(projectOf(release)) &&
      used.some(one => projectOf(one) === projectOf(release)),
  );
}

function projectOf({ instance, organization, projects }: SentryRelease) {
  return [instance, organization, ...projects].join('/');
}

function Figure(props: {
  value: ReactNode;
  tone?: string;
  children: ReactNode;
}) {
  return (
    <span className={styles.figure}>
      <b data-tone={props.tone}>{props.value}</b> {props.children}
    </span>
  );
}
