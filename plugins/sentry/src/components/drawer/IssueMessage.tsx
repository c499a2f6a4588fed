import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { QuietText } from '../ui/QuietText';
import styles from './IssueMessage.module.css';

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
