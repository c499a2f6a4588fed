import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import { ExternalIssues } from './ExternalIssues';
import styles from './IssueTies.module.css';
import { SuspectCommits } from './SuspectCommits';

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
