import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryReleaseRef,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { useFormats, usePeriodText } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ExternalLink } from '../ui/links';
import { CompactNumber, RelativeTime } from '../ui/primitives';
import styles from './IssueBody.module.css';

/** Users, events, first and last seen: what decides whether to act. */
export function IssueFigures(props: {
  issue: SentryIssue;
  /** The issue as counted within the list's period. */
  inPeriod: SentryIssue | undefined;
  statsPeriod: string | undefined;
  withUsers: boolean;
  firstRelease?: SentryReleaseRef;
  lastRelease?: SentryReleaseRef;
}) {
  const { issue, inPeriod, statsPeriod, firstRelease, lastRelease } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const periodText = usePeriodText();
  const periodNote = (count: number | undefined, total: number | undefined) =>
    // The same number twice says nothing.
    count !== undefined &&
    count !== total &&
    statsPeriod &&
    t('detail.figures.inPeriod', {
      number: formats.number(count),
      period: periodText(statsPeriod),
    });
  const releaseNote = (release: SentryReleaseRef | undefined) =>
    release && (
      <>
        {t('detail.figures.release')} <ReleaseLink release={release} />
      </>
    );

  const { count, userCount, firstSeen, lastSeen } = {
    ...issue,
    ...issue.lifetime,
  };

  return (
    <dl className={styles.figures}>
      {props.withUsers && userCount !== undefined && (
        <Figure
          name={t('detail.figures.users')}
          note={periodNote(inPeriod?.userCount, userCount)}
        >
          <CompactNumber value={userCount} />
        </Figure>
      )}
      <Figure
        name={t('detail.figures.events')}
        note={periodNote(inPeriod?.count, count)}
      >
        <CompactNumber value={count} />
      </Figure>
      <Figure
        name={t('detail.figures.firstSeen')}
        note={releaseNote(firstRelease)}
      >
        <RelativeTime value={firstSeen} />
      </Figure>
      <Figure
        name={t('detail.figures.lastSeen')}
        note={releaseNote(lastRelease)}
      >
        <RelativeTime value={lastSeen} />
      </Figure>
    </dl>
  );
}

/** The note's line is kept while it is empty. */
function Figure(props: { name: string; note: ReactNode; children: ReactNode }) {
  const { name, note, children } = props;
  return (
    <div className={styles.figure}>
      <dt className={styles.figureName}>{name}</dt>
      <dd className={styles.figureValue}>{children}</dd>
      <dd className={styles.figureNote}>{note}</dd>
    </div>
  );
}

/** A release by its short name, linked to its page in Sentry. */
export function ReleaseLink(props: { release: SentryReleaseRef }) {
  const { version, shortVersion, link } = props.release;
  return (
    <ExternalLink
      href={link}
      title={version}
      variant="body-small"
      opens="release"
    >
      <bdi>{shortVersion ?? version}</bdi>
    </ExternalLink>
  );
}
