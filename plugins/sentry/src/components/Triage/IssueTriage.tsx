import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { sentryTranslationRef } from '../../translation';
import type { Triage } from '../../triage';
import { KeepFocus } from '../KeepFocus';
import styles from './Triage.module.css';
import { TriageActions } from './TriageActions';
import { TriageFailed } from './TriageFailed';
import { TriageNews } from './TriageNews';
import { WhyNot } from './WhyNot';

/** What can be done to the issue at hand, as whom, and what came of it. */
export function IssueTriage(props: { triage: Triage; issue: SentryIssue }) {
  const { triage, issue } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const [before] = useState(triage.outcome?.id);
  if (!triage.canChange(issue)) {
    return <WhyNot triage={triage} issue={issue} />;
  }
  const issues = [issue];
  return (
    <div className={styles.issue}>
      <KeepFocus label={t('triage.title')}>
        <div className={styles.row}>
          <TriageActions triage={triage} issues={issues} />
        </div>
        <TriageNews
          triage={triage}
          issues={issues}
          only={issue}
          after={before}
        />
        <TriageFailed triage={triage} only={issue} />
      </KeepFocus>
    </div>
  );
}
