import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text, VisuallyHidden } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueLevel,
} from 'backstage-plugin-sentry-common';
import { sentryTranslationRef } from '../../translation';
import { ExternalLink } from '../ExternalLink';
import { QuietText } from '../QuietText';
import styles from './IssueSummary.module.css';
import { IssueTags } from './IssueTag';

const levels: SentryIssueLevel[] = [
  'sample',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
];

/** What an issue is: type, message, where it happened and how it is called. */
export function IssueSummary(props: { issue: SentryIssue }) {
  const { issue } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const level = knownLevel(issue.level);
  const heading = issue.type || issue.title || issue.shortId || issue.id;
  const message = issue.type ? issue.value : undefined;

  return (
    <div className={styles.summary}>
      <span
        className={styles.level}
        data-level={level}
        title={t(`issue.level.${level}`)}
      />
      <div className={styles.lines}>
        <div className={styles.heading}>
          <ExternalLink
            href={issue.permalink}
            className={styles.title}
            title={issue.title}
            color="primary"
            weight="bold"
            standalone
          >
            <bdi>{heading}</bdi>
          </ExternalLink>
          <VisuallyHidden>{t(`issue.level.${level}`)}</VisuallyHidden>
          <IssueTags issue={issue} />
        </div>
        {message && (
          <Text as="p" variant="body-small" title={message} truncate>
            <bdi>{message}</bdi>
          </Text>
        )}
        <QuietText as="p" title={issue.culprit} truncate>
          {[issue.shortId, issue.culprit].filter(Boolean).join(' · ')}
        </QuietText>
      </div>
    </div>
  );
}

/** A Sentry newer than this plugin may have levels that it has no word for. */
function knownLevel(level: SentryIssue['level']) {
  return levels.find(known => known === level) ?? 'unknown';
}
