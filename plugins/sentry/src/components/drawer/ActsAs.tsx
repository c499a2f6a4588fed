import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { targetOf } from '../../triage/targets';
import { type Triage } from '../../triage/TriageContext';
import { ConnectButton } from '../ui/ConnectButton';
import { QuietText } from '../ui/QuietText';
import styles from './Triage.module.css';

/** On whose behalf the portal changes these issues; nothing where that differs. */
export function ActsAs(props: { triage: Triage; issues: SentryIssue[] }) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const [target, ...others] = issues.map(issue =>
    targetOf(triage.advice, issue),
  );
  const differs = others.some(
    other =>
      other?.actsAs !== target?.actsAs || other?.server !== target?.server,
  );
  if (!target || differs) {
    return null;
  }
  const { actsAs, actorName: name } = target;
  const server = target.server === 'glitchtip' ? 'GlitchTip' : 'Sentry';
  return (
    <div className={styles.actor}>
      <QuietText variant="body-small">
        {name
          ? t(`triage.actor.${actsAs}Named`, { name, server })
          : t(`triage.actor.${actsAs}`, { server })}
      </QuietText>
      {target.canConnect && (
        <ConnectButton variant="tertiary" onConnected={triage.reloadAdvice} />
      )}
    </div>
  );
}
