import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  SentryIssueDetail,
  SentrySuspectCommit,
} from 'backstage-plugin-sentry-common';
import type { ReactElement, ReactNode } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { CommitIcon, LinkIcon } from '../ui/icons';
import { ExternalLink } from '../ui/links';
import { QuietText, RelativeTime } from '../ui/primitives';
import styles from './IssueBody.module.css';
import { Section } from './Section';

/** What the issue has to do with elsewhere: suspect commits, and issues of other trackers. */
export function IssueTies({ detail }: { detail: SentryIssueDetail }) {
  const { suspectCommits, externalIssues } = detail;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  if (suspectCommits.length + externalIssues.length === 0) {
    return null;
  }
  return (
    <div className={styles.ties}>
      <Ties title={t('detail.suspects.title')}>
        {suspectCommits.map(commit => (
          <SuspectCommit key={commit.id} commit={commit} />
        ))}
      </Ties>
      <Ties title={t('detail.external.title')}>
        {externalIssues.map(({ url, label, kind }) => (
          <Tie key={url} icon={<LinkIcon size={16} aria-hidden />}>
            <ExternalLink href={url}>
              <bdi>{label}</bdi>
            </ExternalLink>
            {kind && <QuietText>{kind}</QuietText>}
          </Tie>
        ))}
      </Ties>
    </div>
  );
}

/** A list with a title; nothing where it is empty. */
export function Ties(props: { title: string; children: ReactElement[] }) {
  return props.children.length > 0 ? (
    <Section title={props.title}>
      <ul className={styles.links}>{props.children}</ul>
    </Section>
  ) : null;
}

export function Tie(props: { icon: ReactElement; children: ReactNode }) {
  return (
    <li className={styles.link}>
      {props.icon}
      <div className={styles.linkText}>{props.children}</div>
    </li>
  );
}

/** A commit that may have caused the issue. */
function SuspectCommit({ commit }: { commit: SentrySuspectCommit }) {
  const { id, shortId, url, message, authorName, dateCreated } = commit;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Tie icon={<CommitIcon size={16} aria-hidden />}>
      <span>
        <bdi>{message ?? t('detail.suspects.noMessage')}</bdi>
      </span>
      <QuietText>
        <ExternalLink href={url} title={id} variant="body-x-small">
          <code>{shortId}</code>
        </ExternalLink>
        {authorName && (
          <>
            {' · '}
            <bdi>{authorName}</bdi>
          </>
        )}
        {dateCreated && (
          <>
            {' · '}
            <RelativeTime value={dateCreated} />
          </>
        )}
      </QuietText>
    </Tie>
  );
}
