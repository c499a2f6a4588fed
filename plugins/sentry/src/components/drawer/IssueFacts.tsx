import type {
  SentryIssue,
  SentryReleaseRef,
  SentryIssueDetail,
  SentryStatusDetails,
} from 'backstage-plugin-sentry-common';
import { QuietText, CompactNumber, RelativeTime } from '../ui/primitives';
import styles from './IssueBody.module.css';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReactNode } from 'react';
import { useFormats, usePeriodText } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { Facts } from './Section';
import { AssigneeCell, PriorityCell } from '../tab/columns';
import { knownLevel } from '../ui/IssueSummary';
import { ExternalLink } from '../ui/links';

/** From how many characters on a heading may not show in full. */
const longHeading = 100;

/** What the issue says, in full, and where it happened. */
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

/** What the heading, which is the type where there is one, leaves out. */
export function messageOf({
  type,
  value,
  title,
}: SentryIssue): string | undefined {
  if ((type || title).length > longHeading) {
    return title;
  }
  if (!type) {
    return value === title ? undefined : value;
  }
  return value || (title === type ? undefined : title);
}

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

/** Where the issue stands, and with whom. */
export function IssueFacts(props: { detail: SentryIssueDetail }) {
  const { issue, event, environments, statusDetails } = props.detail;
  const { isUnhandled, project } = issue;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const status = useStatusText()(issue, statusDetails);
  const level = t(`detail.level.${knownLevel(issue.level)}`);
  // Of what nobody has thrown, such as a report of a browser, it is neither.
  const handled = isUnhandled
    ? t('detail.handled.no')
    : event?.isHandled && t('detail.handled.yes');

  return (
    <Facts
      label={t('detail.facts.title')}
      facts={[
        { name: t('detail.facts.status'), value: status },
        {
          name: t('detail.facts.priority'),
          value: <PriorityCell priority={issue.priority} />,
        },
        {
          name: t('detail.facts.assignee'),
          value: <AssigneeCell assignee={issue.assignee} />,
        },
        {
          name: t('detail.facts.level'),
          value: [level, handled].filter(Boolean).join(' · '),
        },
        environments.length > 0 && {
          name: t('detail.facts.environments'),
          value: formats.list(environments),
        },
        {
          name: t('detail.facts.project'),
          value: <bdi title={project.name}>{project.slug}</bdi>,
        },
      ]}
    />
  );
}

const shownOfCommit = 7;
const open = ['new', 'regressed', 'escalating', 'ongoing'] as const;
const others = ['pending_deletion', 'pending_merge', 'reprocessing'] as const;

/** Says where an issue stands: since what it is resolved, or until what it is archived. */
function useStatusText(): (
  issue: SentryIssue,
  details: SentryStatusDetails,
) => string | undefined {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  const resolved = (details: SentryStatusDetails): string => {
    if (details.inNextRelease) {
      return t('detail.status.resolvedInNextRelease');
    }
    if (details.inRelease) {
      return t('detail.status.resolvedInRelease', {
        release: details.inRelease,
      });
    }
    return details.inCommit
      ? t('detail.status.resolvedInCommit', {
          commit: details.inCommit.slice(0, shownOfCommit),
        })
      : t('detail.status.resolved');
  };

  const archived = (issue: SentryIssue, details: SentryStatusDetails) => {
    const { ignoreUntil, ignoreCount, ignoreUserCount } = details;
    if (ignoreUntil) {
      const time = formats.exact(new Date(ignoreUntil));
      return t('detail.status.archivedUntil', { time });
    }
    if (ignoreCount) {
      const number = formats.number(ignoreCount);
      return t('detail.status.archivedForEvents', {
        count: ignoreCount,
        number,
      });
    }
    if (ignoreUserCount) {
      const number = formats.number(ignoreUserCount);
      return t('detail.status.archivedForUsers', {
        count: ignoreUserCount,
        number,
      });
    }
    return issue.substatus === 'archived_until_escalating'
      ? t('detail.status.archivedUntilEscalating')
      : t('detail.status.archived');
  };

  const textOf = (issue: SentryIssue, details: SentryStatusDetails) => {
    if (issue.status === 'resolved') {
      return resolved(details);
    }
    if (issue.status === 'ignored') {
      return archived(issue, details);
    }
    if (issue.status === 'unresolved') {
      const substatus = open.find(name => name === issue.substatus);
      return substatus
        ? t(`detail.status.open.${substatus}`)
        : t('detail.status.unresolved');
    }
    const other = others.find(name => name === issue.status);
    return other && t(`detail.status.${other}`);
  };

  return (issue, details) => {
    const text = textOf(issue, details);
    return text && details.actor && issue.status !== 'unresolved'
      ? t('detail.status.by', { status: text, name: details.actor })
      : text;
  };
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
