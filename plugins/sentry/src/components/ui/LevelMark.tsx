import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueLevel,
} from 'backstage-plugin-sentry-common';
import { sentryTranslationRef } from '../../translation';
import styles from './IssueSummary.module.css';

const levels: SentryIssueLevel[] = [
  'sample',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
];

/** How bad an issue is, as a stripe as high as what it stands beside. */
export function LevelMark(props: { level: SentryIssue['level'] }) {
  const level = knownLevel(props.level);
  const { t } = useTranslationRef(sentryTranslationRef);
  const name = t(`issue.level.${level}`);
  return (
    <span className={styles.level} data-level={level} title={name}>
      <VisuallyHidden>{name}</VisuallyHidden>
    </span>
  );
}

/** A Sentry newer than this plugin may have levels that it has no word for. */
export function knownLevel(level: SentryIssue['level']): SentryIssueLevel {
  return levels.find(known => known === level) ?? 'unknown';
}
