import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { QuietText } from '../QuietText';
import styles from './IssueDetail.module.css';

/** What the issue says, in full, and where it happened. */
export function IssueMessage(props: { issue: SentryIssue }) {
  const { type, value, title, culprit } = props.issue;
  const message = type ? value : undefined;
  if (!message && !culprit) {
    return null;
  }
  return (
    <div className={styles.message}>
      {message && message !== title && (
        <p className={styles.value} dir="auto">
          {message}
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
