import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiGitCommitLine, RiLinksLine } from '@remixicon/react';
import type {
  SentryExternalIssue,
  SentryIssueDetail,
  SentrySuspectCommit,
} from 'backstage-plugin-sentry-common';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { AssigneeCell, PriorityCell } from '../tab/columns';
import { ExternalLink } from '../ui/links';
import { knownLevel } from '../ui/IssueSummary';
import { QuietText, RelativeTime } from '../ui/primitives';
import styles from './IssueBody.module.css';
import { Facts, Section } from './Section';

const shownOfCommit = 7;
const substatuses = ['new', 'regressed', 'escalating', 'ongoing'] as const;
const transient = [
  'pending_deletion',
  'pending_merge',
  'reprocessing',
] as const;

/** The issue's status, assignee and the like; suspect commits and linked issues beside them. */
export function IssueFacts({ detail }: { detail: SentryIssueDetail }) {
  const { issue, event, environments } = detail;
  const { suspectCommits, externalIssues } = detail;
  const { isUnhandled, project } = issue;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const status = useStatusText(detail);
  const level = t(`detail.level.${knownLevel(issue.level)}`);
  // What was not thrown, such as a browser's report, is neither.
  const handled = isUnhandled
    ? t('detail.handled.no')
    : event?.isHandled && t('detail.handled.yes');

  return (
    <div className={styles.context}>
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
      {suspectCommits.length + externalIssues.length > 0 && (
        <div className={styles.ties}>
          {suspectCommits.length > 0 && (
            <SuspectCommits commits={suspectCommits} />
          )}
          {externalIssues.length > 0 && (
            <ExternalIssues issues={externalIssues} />
          )}
        </div>
      )}
    </div>
  );
}

/** The issue's status, with since what it is resolved or until what it is archived, and by whom. */
function useStatusText(detail: SentryIssueDetail): string | undefined {
  const { issue, statusDetails } = detail;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();

  const resolved = () => {
    const { inNextRelease, inRelease, inCommit } = statusDetails;
    if (inNextRelease) {
      return t('detail.status.resolvedInNextRelease');
    }
    if (inRelease) {
      return t('detail.status.resolvedInRelease', { release: inRelease });
    }
    return inCommit
      ? t('detail.status.resolvedInCommit', {
          commit: inCommit.slice(0, shownOfCommit),
        })
      : t('detail.status.resolved');
  };
  const archived = () => {
    const { ignoreUntil, ignoreCount, ignoreUserCount } = statusDetails;
    if (ignoreUntil) {
      return t('detail.status.archivedUntil', {
        time: formats.exact(new Date(ignoreUntil)),
      });
    }
    if (ignoreCount) {
      return t('detail.status.archivedForEvents', formats.counted(ignoreCount));
    }
    if (ignoreUserCount) {
      return t(
        'detail.status.archivedForUsers',
        formats.counted(ignoreUserCount),
      );
    }
    return issue.substatus === 'archived_until_escalating'
      ? t('detail.status.archivedUntilEscalating')
      : t('detail.status.archived');
  };
  const byActor = (status: string | undefined) =>
    status && statusDetails.actor
      ? t('detail.status.by', { status, name: statusDetails.actor })
      : status;

  if (issue.status === 'unresolved') {
    const substatus = substatuses.find(name => name === issue.substatus);
    return substatus
      ? t(`detail.status.open.${substatus}`)
      : t('detail.status.unresolved');
  }
  if (issue.status === 'resolved') {
    return byActor(resolved());
  }
  if (issue.status === 'ignored') {
    return byActor(archived());
  }
  const other = transient.find(name => name === issue.status);
  return byActor(other && t(`detail.status.${other}`));
}

/** Commits that may have caused the issue, the likeliest first. */
function SuspectCommits({ commits }: { commits: SentrySuspectCommit[] }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Section title={t('detail.suspects.title')}>
      <ul className={styles.links}>
        {commits.map(commit => (
          <li key={commit.id} className={styles.link}>
            <RiGitCommitLine size={16} aria-hidden />
            <div className={styles.linkText}>
              <span>
                <bdi>{commit.message ?? t('detail.suspects.noMessage')}</bdi>
              </span>
              <QuietText>
                <ExternalLink
                  href={commit.url}
                  title={commit.id}
                  variant="body-x-small"
                >
                  <code>{commit.shortId}</code>
                </ExternalLink>
                {commit.authorName && (
                  <>
                    {' · '}
                    <bdi>{commit.authorName}</bdi>
                  </>
                )}
                {commit.dateCreated && (
                  <>
                    {' · '}
                    <RelativeTime value={commit.dateCreated} />
                  </>
                )}
              </QuietText>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Tickets about the issue in other trackers. */
function ExternalIssues({ issues }: { issues: SentryExternalIssue[] }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Section title={t('detail.external.title')}>
      <ul className={styles.links}>
        {issues.map(({ url, label, kind }) => (
          <li key={url} className={styles.link}>
            <RiLinksLine size={16} aria-hidden />
            <div className={styles.linkText}>
              <ExternalLink href={url}>
                <bdi>{label}</bdi>
              </ExternalLink>
              {kind && <QuietText>{kind}</QuietText>}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
