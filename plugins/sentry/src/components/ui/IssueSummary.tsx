import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { sentryTranslationRef } from '../../translation';
import { IssueLink } from './IssueLink';
import { QuietText } from './QuietText';
import styles from './IssueSummary.module.css';
import { IssueTags } from './IssueTag';
import { knownLevel } from './LevelMark';

/** What an issue is: type, message, where it happened and how it is called. */
export function IssueSummary(props: {
  issue: SentryIssue;
  /** Stands below, such as the entities that it is of. */
  children?: ReactNode;
}) {
  const { issue, children } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const level = knownLevel(issue.level);
  const heading = issue.type || issue.title || issue.shortId || issue.id;
  const message = issue.value === heading ? undefined : issue.value;

  return (
    <div className={styles.summary}>
      <span
        className={styles.level}
        data-level={level}
        title={t(`issue.level.${level}`)}
      />
      <div className={styles.lines}>
        <div className={styles.heading}>
          <IssueLink
            issue={issue}
            className={styles.title}
            data-alone={!message}
            title={issue.title}
            color="primary"
            weight="bold"
          >
            <bdi>{heading}</bdi>
          </IssueLink>
          <VisuallyHidden>{t(`issue.level.${level}`)}</VisuallyHidden>
          <IssueTags issue={issue} />
        </div>
        {message && (
          <Text as="p" variant="body-small" title={message} truncate>
            <bdi>{message}</bdi>
          </Text>
        )}
        <QuietText as="p" title={issue.culprit} truncate>
          <bdi>{issue.shortId}</bdi>
          {issue.shortId && issue.culprit && ' · '}
          <bdi>{issue.culprit}</bdi>
        </QuietText>
        {children}
      </div>
    </div>
  );
}
