import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useFormats } from '../../hooks/useFormats';
import { SelectIssue } from '../../selection/SelectBoxes';
import { sentryTranslationRef } from '../../translation';
import { keyOf } from '../../triage/Overlays';
import { ComponentLine } from '../ComponentCell';
import { RelativeTime } from '../Formats';
import { IssueSummary } from '../IssueSummary';
import { QuietText } from '../QuietText';
import styles from './IssueList.module.css';

/** Issues in little room: what each is, how much, how many, how recent. */
export function IssueList(props: {
  issues: SentryIssue[];
  label: string;
  /** Whether it is known how many users were hit. */
  withUsers: boolean;
}) {
  const { issues, label, withUsers } = props;
  return (
    <ul className={styles.list} aria-label={label}>
      {issues.map(issue => (
        <li className={styles.row} key={keyOf(issue)}>
          <SelectIssue issue={issue} />
          <div className={styles.what}>
            <IssueSummary issue={issue} />
            <ComponentLine issue={issue} />
          </div>
          <IssueFigures issue={issue} withUsers={withUsers} />
        </li>
      ))}
    </ul>
  );
}

function IssueFigures(props: { issue: SentryIssue; withUsers: boolean }) {
  const { count, userCount, lastSeen } = props.issue;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  return (
    <div className={styles.figures}>
      <Text variant="body-small" title={formats.number(count)}>
        {t('issue.events', { count, number: formats.compact(count) })}
      </Text>
      {props.withUsers && (
        <QuietText title={formats.number(userCount)}>
          {t('issue.users', {
            count: userCount,
            number: formats.compact(userCount),
          })}
        </QuietText>
      )}
      <QuietText>
        <RelativeTime value={lastSeen} />
      </QuietText>
    </div>
  );
}
