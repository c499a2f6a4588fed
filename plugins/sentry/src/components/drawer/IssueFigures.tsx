import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryReleaseRef,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { useFormats, usePeriodText } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import {
  CompactNumber,
  QuietText,
  RelativeTime,
  Skeleton,
} from '../ui/primitives';
import { ExternalLink } from '../ui/links';
import styles from './IssueBody.module.css';

/** A heading longer than this, in characters, may not be shown in full. */
const longHeading = 100;

/** The issue's message in full, and where it happened. */
export function IssueMessage(props: { issue: SentryIssue }) {
  const message = messageOf(props.issue);
  const { culprit } = props.issue;
  if (!message && !culprit) {
    return null;
  }
  return (
    <div className={styles.message}>
      {message && (
        <p className={styles.value}>
          <bdi>{message}</bdi>
        </p>
      )}
      {culprit && (
        <QuietText as="p" variant="body-small">
          <bdi className={styles.culprit}>{culprit}</bdi>
        </QuietText>
      )}
    </div>
  );
}

/** What the heading, which is the type if there is one, leaves out. */
export function messageOf(issue: SentryIssue): string | undefined {
  const { type, value, title } = issue;
  if ((type || title).length > longHeading) {
    return title;
  }
  if (!type) {
    return value === title ? undefined : value;
  }
  return value || (title === type ? undefined : title);
}

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
    <ExternalLink href={link} title={version} variant="body-small">
      <bdi>{shortVersion ?? version}</bdi>
    </ExternalLink>
  );
}

/** What the list knows of the issue, and placeholders as high as what is loading. */
export function IssueSkeleton(props: {
  issue: SentryIssue | undefined;
  statsPeriod: string | undefined;
  withUsers: boolean;
}) {
  const { issue, statsPeriod, withUsers } = props;
  return (
    <>
      {issue ? (
        <IssueMessage issue={issue} />
      ) : (
        <div className={styles.message} aria-hidden>
          <Skeleton width="70%" height={20} />
          <Skeleton width="40%" height={16} />
        </div>
      )}
      <div className={styles.overview}>
        {issue?.lifetime ? (
          <IssueFigures
            issue={issue}
            inPeriod={issue}
            statsPeriod={statsPeriod}
            withUsers={withUsers}
          />
        ) : (
          <div className={styles.figures} aria-hidden>
            {[0, 1, 2, 3].map(index => (
              <div className={styles.figure} key={index}>
                <Skeleton width="50%" height={14} />
                <Skeleton width="40%" height={20} />
                <Skeleton width="70%" height={12} />
              </div>
            ))}
          </div>
        )}
        <div className={styles.trends} aria-hidden>
          <Skeleton width="100%" height={140} />
          <Skeleton width="100%" height={140} />
        </div>
      </div>
      <Skeleton width="100%" height={60} aria-hidden />
      <Skeleton width="100%" height={420} aria-hidden />
      <Skeleton width="100%" height={140} aria-hidden />
    </>
  );
}
