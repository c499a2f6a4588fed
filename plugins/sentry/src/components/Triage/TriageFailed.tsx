import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { SentryProblemException } from '../../api';
import { useSentryConnection } from '../../auth/useSentryConnection';
import { useFormats } from '../../hooks/useFormats';
import { sentryTranslationRef } from '../../translation';
import type { Triage, TriageFailure } from '../../triage';
import { canConnectHelp, ConnectButton } from '../ConnectButton';
import { issueIdOf } from '../IssueLink';
import { MessageText } from '../MessageText';
import styles from './Triage.module.css';
import { useFailureText } from './useFailureText';

/** Which issues were not changed, and why; with a way to try again. */
export function TriageFailed(props: {
  triage: Triage;
  /** Told of this one alone; of all where it is left out. */
  only?: SentryIssue;
}) {
  const { triage, only } = props;
  const { outcome } = triage;
  const { t } = useTranslationRef(sentryTranslationRef);
  const formats = useFormats();
  const failureText = useFailureText();
  const connection = useSentryConnection();
  const failures = outcome?.failures.filter(
    ({ issue }) => !only || only.id === issue.id,
  );
  if (!outcome || !failures?.length) {
    return null;
  }
  const reasons = new Map<string, TriageFailure[]>();
  for (const failure of failures) {
    const { message, action } = failureText(failure.error);
    const reason = [message, action].filter(Boolean).join(' ');
    reasons.set(reason, [...(reasons.get(reason) ?? []), failure]);
  }
  const count = failures.length;
  const number = formats.number(count);
  const total = count + outcome.done.length;
  const issues = failures.map(({ issue }) => issue);
  const toConnect = failures
    .flatMap(({ error }) =>
      error instanceof SentryProblemException ? error.problem : [],
    )
    .find(problem => canConnectHelp(problem, connection?.isConnected));

  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={
        outcome.done.length > 0
          ? t('triage.failed.partial', { number, total: formats.number(total) })
          : t('triage.failed.title', {
              count,
              number,
              name: issueIdOf(issues[0]),
            })
      }
      description={
        <ul className={styles.reasons}>
          {[...reasons].map(([message, of]) => (
            <li key={message}>
              <MessageText>
                {total > 1
                  ? t('triage.failed.issue', {
                      name: formats.list(
                        of.map(({ issue }) => issueIdOf(issue)),
                      ),
                      message,
                    })
                  : message}
              </MessageText>
            </li>
          ))}
        </ul>
      }
      customActions={
        <>
          {toConnect && (
            <ConnectButton
              problem={toConnect}
              onConnected={triage.reloadAdvice}
            />
          )}
          <Button
            size="small"
            variant="secondary"
            onPress={() => triage.change(issues, outcome.act)}
          >
            {t('triage.failed.retry')}
          </Button>
          <Button size="small" variant="tertiary" onPress={triage.dismiss}>
            {t('triage.failed.dismiss')}
          </Button>
        </>
      }
    />
  );
}
