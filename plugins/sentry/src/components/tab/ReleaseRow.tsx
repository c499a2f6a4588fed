import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { SentryRelease } from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { useFormats } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { ExternalLink } from '../ui/ExternalLink';
import { RelativeTime } from '../ui/RelativeTime';
import { Nothing } from '../ui/Nothing';
import { QuietText } from '../ui/QuietText';
import styles from './ReleaseHealth.module.css';

/** From which share of crashes on somebody should look, and be worried. */
const fine = 0.995;
const bad = 0.98;

/** One release: which, since when, and how it does. */
export function ReleaseRow(props: {
  release: SentryRelease;
  withProject: boolean;
}) {
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
          {/* A release that nobody uses yet has no sessions at all. */}
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
