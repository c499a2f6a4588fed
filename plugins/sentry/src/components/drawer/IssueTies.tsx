import type {
  SentryIssueDetail,
  SentrySuspectCommit,
  SentryExternalIssue,
} from 'backstage-plugin-sentry-common';
import styles from './IssueBody.module.css';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiGitCommitLine, RiLinksLine } from '@remixicon/react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ExternalLink } from '../ui/links';
import { RelativeTime, QuietText } from '../ui/primitives';
import { Section } from './Section';

/** What an issue is tied to elsewhere: where it came from, where it is worked on. */
export function IssueTies(props: { detail: SentryIssueDetail }) {
  const { suspectCommits, externalIssues } = props.detail;
  if (suspectCommits.length === 0 && externalIssues.length === 0) {
    return null;
  }
  return (
    <div className={styles.ties}>
      <SuspectCommits commits={suspectCommits} />
      <ExternalIssues issues={externalIssues} />
    </div>
  );
}

/** What may have brought the issue, the likeliest first. */
function SuspectCommits(props: { commits: SentrySuspectCommit[] }) {
  const { commits } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (commits.length === 0) {
    return null;
  }
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

/** Where else the issue is worked on. */
function ExternalIssues(props: { issues: SentryExternalIssue[] }) {
  const { issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (issues.length === 0) {
    return null;
  }
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
