import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiGitCommitLine } from '@remixicon/react';
import type { SentrySuspectCommit } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ExternalLink } from '../ui/ExternalLink';
import { RelativeTime } from '../ui/RelativeTime';
import { QuietText } from '../ui/QuietText';
import { Section } from './Section';
import styles from './IssueTies.module.css';

/** What may have brought the issue, the likeliest first. */
export function SuspectCommits(props: { commits: SentrySuspectCommit[] }) {
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
