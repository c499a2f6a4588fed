import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useEffect, useState } from 'react';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { keyOf } from '../../data/changes';
import type { Triage } from '../../triage/Triage';
import { KeepFocus } from '../ui/KeepFocus';
import styles from './Triage.module.css';
import { TriageActions } from './TriageActions';
import { TriageFailures } from './TriageFailures';
import { TriageResult } from './TriageResult';
import { WhyNot } from './WhyNot';

/**
 * The buttons that change the open issue, and the result. Failures of other issues are shown
 * too: the viewer may have stepped on before they were known.
 */
export function IssueTriage(props: { triage: Triage; issue: SentryIssue }) {
  const { triage, issue } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [before] = useState(triage.outcome?.id);
  const { attend } = triage;
  const key = keyOf(issue);
  useEffect(() => attend(key), [attend, key]);

  const issues = [issue];
  const canChange = triage.canChange(issue);
  if (!canChange && triage.failures.length === 0) {
    return <WhyNot triage={triage} issues={issues} />;
  }
  return (
    <div className={styles.issue}>
      <KeepFocus label={t('triage.title')}>
        {canChange ? (
          <>
            <div className={styles.row}>
              <TriageActions triage={triage} issues={issues} />
            </div>
            <TriageResult
              triage={triage}
              issues={issues}
              only={issue}
              after={before}
            />
          </>
        ) : (
          <WhyNot triage={triage} issues={issues} />
        )}
        <TriageFailures triage={triage} />
      </KeepFocus>
    </div>
  );
}
