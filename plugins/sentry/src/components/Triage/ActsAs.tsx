import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { sentryIssueTranslationRef } from '../../issueTranslation';
import { targetOf, type Triage } from '../../triage';
import { ConnectButton } from '../ConnectButton';
import { QuietText } from '../QuietText';
import styles from './Triage.module.css';

/** On whose behalf the portal changes these issues; nothing where that differs. */
export function ActsAs(props: { triage: Triage; issues: SentryIssue[] }) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryIssueTranslationRef);
  const [target, ...others] = issues.map(issue =>
    targetOf(triage.advice, issue),
  );
  if (!target || others.some(other => other?.actsAs !== target.actsAs)) {
    return null;
  }
  const { actsAs, actorName: name } = target;
  return (
    <div className={styles.actor}>
      <QuietText variant="body-small">
        {name
          ? t(`triage.actor.${actsAs}Named`, { name })
          : t(`triage.actor.${actsAs}`)}
      </QuietText>
      {target.canConnect && (
        <ConnectButton variant="tertiary" onConnected={triage.reloadAdvice} />
      )}
    </div>
  );
}
