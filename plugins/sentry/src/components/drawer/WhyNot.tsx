import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  SentryIssue,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { targetOf } from '../../triage/targets';
import { type Triage } from '../../triage/TriageContext';
import { canConnectHelp } from '../ui/canConnectHelp';
import { ConnectButton } from '../ui/ConnectButton';
import { MessageText } from '../ui/MessageText';
import { AskWhy } from './AskWhy';
import styles from './Triage.module.css';

interface Reason {
  message: string;
  action?: string;
  problem?: SentryProblem;
}

/** Says why issues can't be changed, to those who ask; nothing where nobody can. */
export function WhyNot(props: { triage: Triage; issues: SentryIssue[] }) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isConnected = useSentryConnection()?.isConnected;
  const { advice } = triage;

  const reasonOf = (issue: SentryIssue): Reason | undefined => {
    const { reason = 'problem', problem } =
      targetOf(advice, issue) ?? advice ?? {};
    if (!advice || advice.reason === 'disabled' || reason === 'disabled') {
      return undefined;
    }
    if (reason === 'forbidden') {
      return {
        message: t('triage.failed.forbidden.message'),
        action: t('triage.failed.forbidden.action'),
      };
    }
    return problem
      ? { message: problem.message, action: problem.action, problem }
      : {
          message: t('triage.whyNot.unknown.message'),
          action: t('triage.whyNot.unknown.action'),
        };
  };
  const reasons = new Map<string, Reason>();
  for (const issue of issues) {
    const reason = reasonOf(issue);
    if (reason) {
      reasons.set(`${reason.message} ${reason.action}`, reason);
    }
  }
  const toConnect = [...reasons.values()].find(
    ({ problem }) => problem && canConnectHelp(problem, isConnected),
  );
  const count = issues.length;

  return (
    reasons.size > 0 && (
      <AskWhy
        ask={t('triage.whyNot.ask', { count })}
        title={t('triage.whyNot.title', { count })}
      >
        {[...reasons].map(([key, { message, action }]) => (
          <div key={key} className={styles.reason}>
            <Text as="p">
              <MessageText>{message}</MessageText>
            </Text>
            {action && (
              <Text as="p" className={styles.quiet}>
                <MessageText>{action}</MessageText>
              </Text>
            )}
          </div>
        ))}
        {toConnect && (
          <ConnectButton
            problem={toConnect.problem}
            onConnected={triage.reloadAdvice}
          />
        )}
      </AskWhy>
    )
  );
}
