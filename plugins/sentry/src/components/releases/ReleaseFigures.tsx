import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  SentryReleaseDetail,
  SentryReleaseIssues,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { useFormats } from '../../formats';
import { useTabHref } from '../../issueUrl/links';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ExternalLink } from '../ui/links';
import { crashFreeTone, Nothing, RelativeTime } from '../ui/primitives';
import styles from './ReleaseView.module.css';

interface FiguresOf {
  version: string;
  /** Undefined while it is not known. */
  detail?: SentryReleaseDetail;
}

/** What a release brought and how it does, in a column each. */
export function ReleaseFigures(props: { releases: FiguresOf[] }) {
  const { releases } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  const rate = (share: number | undefined, isTold: boolean): ReactNode =>
    share !== undefined && (
      <span
        className={styles.figure}
        data-tone={isTold ? crashFreeTone(share) : undefined}
      >
        {formats.rate(share)}
      </span>
    );
  const number = (value: number | undefined): ReactNode =>
    value !== undefined && formats.number(value);

  const rows: [name: string, of: (detail: SentryReleaseDetail) => ReactNode][] =
    [
      [
        t('releases.released'),
        ({ release }) => {
          const since = release.dateReleased ?? release.dateCreated;
          return since && <RelativeTime value={since} />;
        },
      ],
      [
        t('releases.crashFreeSessions'),
        ({ release }) => rate(release.health?.crashFreeSessions, true),
      ],
      [
        t('releases.crashFreeUsers'),
        ({ release }) => rate(release.health?.crashFreeUsers, true),
      ],
      [
        t('releases.adoption'),
        ({ release }) => rate(release.health?.adoption, false),
      ],
      [
        t('releases.sessions'),
        ({ release }) => number(release.health?.sessions),
      ],
      [
        t('releases.newIssues'),
        ({ issues }) => issues.new && <Issues issues={issues.new} />,
      ],
      [
        t('releases.regressedIssues'),
        ({ issues }) =>
          issues.regressed && <Issues issues={issues.regressed} />,
      ],
      [
        t('releases.unresolvedIssues'),
        ({ issues }) =>
          issues.unresolved && <Issues issues={issues.unresolved} />,
      ],
      [t('releases.commits'), ({ commitCount }) => number(commitCount)],
      [
        t('releases.deployed'),
        ({ deploys: [newest] }) =>
          newest?.date && <RelativeTime value={newest.date} />,
      ],
    ];
  const isLoaded = releases.every(({ detail }) => detail);
  const known = rows
    .map(([name, of]) => ({
      name,
      values: releases.map(({ detail }) => detail && of(detail)),
    }))
    // What none of them has is left out, once that is known.
    .filter(({ values }) => !isLoaded || values.some(isShown));

  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th scope="col">{t('detail.figures.release')}</th>
          {releases.map(({ version, detail }) => (
            <th scope="col" key={version}>
              <ExternalLink
                href={detail?.links.sentry ?? detail?.release.link}
                opens="release"
                title={version}
                weight="bold"
              >
                <bdi>{detail?.release.shortVersion ?? version}</bdi>
              </ExternalLink>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {known.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, index) => (
              <td key={index}>
                {isShown(value) ? (
                  value
                ) : (
                  <Nothing label={t('releases.unknown')} />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function isShown(value: ReactNode): boolean {
  return value !== undefined && value !== false && value !== '';
}

/** How many, as a link to them. Sentry counts over 90 days. */
function Issues(props: { issues: SentryReleaseIssues }) {
  const { count, capped, query, link } = props.issues;
  const formats = useFormats();
  const tabHref = useTabHref();
  const text = capped ? formats.capped(count) : formats.number(count);
  if (count === 0) {
    return <>{text}</>;
  }
  return tabHref ? (
    <Link noTrack href={tabHref({ query, statsPeriod: '90d' })}>
      {text}
    </Link>
  ) : (
    <ExternalLink href={link} opens="issues">
      {text}
    </ExternalLink>
  );
}
