import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssue,
  SentryReleaseRef,
} from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { useFormats, usePeriodText } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CompactNumber } from '../ui/CompactNumber';
import { RelativeTime } from '../ui/RelativeTime';
import { ReleaseLink } from './ReleaseLink';
import styles from './IssueFigures.module.css';

/** How much, how many, since when and until when: what decides whether to act. */
export function IssueFigures(props: {
  issue: SentryIssue;
  /** The issue as the list counts it, within the list's window. */
  inWindow: SentryIssue | undefined;
  statsPeriod: string | undefined;
  withUsers: boolean;
  firstRelease?: SentryReleaseRef;
  lastRelease?: SentryReleaseRef;
}) {
  const { issue, inWindow, statsPeriod, firstRelease, lastRelease } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const periodText = usePeriodText();
  // The note's place stays; the same number twice says nothing.
  const inPeriod = (count: number | undefined, total: number | undefined) =>
    count !== undefined &&
    count !== total &&
    statsPeriod &&
    t('detail.figures.inPeriod', {
      number: formats.number(count),
      period: periodText(statsPeriod),
    });

  const events = issue.lifetime?.count ?? issue.count;
  const users = issue.lifetime?.userCount ?? issue.userCount;

  return (
    <dl className={styles.figures}>
      {props.withUsers && users !== undefined && (
        <Figure
          name={t('detail.figures.users')}
          note={inPeriod(inWindow?.userCount, users)}
        >
          <CompactNumber value={users} />
        </Figure>
      )}
      <Figure
        name={t('detail.figures.events')}
        note={inPeriod(inWindow?.count, events)}
      >
        <CompactNumber value={events} />
      </Figure>
      <Figure
        name={t('detail.figures.firstSeen')}
        note={<InRelease release={firstRelease} />}
      >
        <RelativeTime value={issue.lifetime?.firstSeen ?? issue.firstSeen} />
      </Figure>
      <Figure
        name={t('detail.figures.lastSeen')}
        note={<InRelease release={lastRelease} />}
      >
        <RelativeTime value={issue.lifetime?.lastSeen ?? issue.lastSeen} />
      </Figure>
    </dl>
  );
}

function InRelease(props: { release: SentryReleaseRef | undefined }) {
  const { release } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    release && (
      <>
        {t('detail.figures.release')} <ReleaseLink release={release} />
      </>
    )
  );
}

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
