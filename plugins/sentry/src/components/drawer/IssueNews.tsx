import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useEffect } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { type Triage } from '../../triage/Triage';
import { KeepFocus } from '../ui/KeepFocus';
import styles from './IssueDrawer.module.css';
import { TriageFailures } from './TriageFailures';
import { TriageResult } from './TriageResult';

/**
 * What came of changes of the open issue, over the drawer's end so that nothing moves. Failures
 * of other issues are shown too: the viewer may have stepped on before they were known.
 */
export function IssueNews(props: { triage: Triage; issue: SentryIssue }) {
  const { triage, issue } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { attend, attendedSince = Infinity, outcome } = triage;
  useEffect(() => attend(), [attend]);
  const shown = outcome && outcome.id > attendedSince ? outcome : undefined;
  return (
    <div className={styles.news}>
      <KeepFocus label={t('triage.news')}>
        <TriageFailures triage={triage} />
        <TriageResult triage={{ ...triage, outcome: shown }} only={issue} />
      </KeepFocus>
    </div>
  );
}
