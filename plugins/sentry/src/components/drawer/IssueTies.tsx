import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryExternalIssue,
  SentryIssueDetail,
  SentrySuspectCommit,
} from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CommitIcon, LinkIcon } from '../ui/icons';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime } from '../ui/primitives';
import styles from './IssueBody.module.css';
import { Section } from './Section';

/** What the issue has to do with elsewhere: suspect commits, and issues of other trackers. */
export function IssueTies({ detail }: { detail: SentryIssueDetail }) {
  const { suspectCommits, externalIssues } = detail;
  if (suspectCommits.length + externalIssues.length === 0) {
    return null;
  }
  return (
    <div className={styles.ties}>
      {suspectCommits.length > 0 && <SuspectCommits commits={suspectCommits} />}
      {externalIssues.length > 0 && <ExternalIssues issues={externalIssues} />}
    </div>
  );
}

/** Commits that may have caused the issue, the likeliest first. */
function SuspectCommits({ commits }: { commits: SentrySuspectCommit[] }) {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Section title={t('detail.suspects.title')}>
      <ul className={styles.links}>
        {commits.map(commit => (
          <li key={commit.id} className={styles.link}>
            <CommitIcon size={16} aria-hidden />
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
            <LinkIcon size={16} aria-hidden />
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
