import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { SentryProblemException } from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { useFormats } from '../../formats';
import { issueIdOf } from '../../issueUrl/address';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { Triage } from '../../triage/Triage';
import type { TriageFailure, TriageKind } from '../../triage/acts';
import { canConnectHelp } from '../ui/problemText';
import { ConnectButton, RetryButton } from '../ui/buttons';
import { MessageText, Notice } from '../ui/messages';
import { canRetryChange, countIssues, useFailureText } from './failures';
import styles from './Triage.module.css';

/** Which issues were not changed and why, with a retry where one may help. */
export function TriageFailures(props: { triage: Triage }) {
  const { triage } = props;
  const refused = triage.failures.filter(({ outcome }) => !outcome);
  // A failure is announced once, not again in each place that shows it.
  const [announced] = useState(() => newestOf(refused));
  return (
    <>
      {refused.length > 0 && (
        <Refused
          triage={triage}
          failures={refused}
          isNew={newestOf(refused) > announced}
        />
      )}
      <Unconfirmed triage={triage} />
    </>
  );
}

function newestOf(failures: TriageFailure[]): number {
  return Math.max(0, ...failures.map(({ id }) => id));
}

function Refused(props: {
  triage: Triage;
  failures: TriageFailure[];
  isNew: boolean;
}) {
  const { triage, failures } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const isConnected = useSentryConnection()?.isConnected;
  const count = countIssues(failures);
  const number = formats.number(count);
  const { outcome } = triage;
  const done =
    outcome && failures.every(({ id }) => id === outcome.id)
      ? outcome.done.length
      : 0;
  const toConnect = failures
    .flatMap(({ error }) =>
      error instanceof SentryProblemException ? error.problem : [],
    )
    .find(problem => canConnectHelp(problem, isConnected));
  const toRetry = failures.filter(({ error }) =>
    canRetryChange(error, isConnected),
  );

  return (
    <Notice
      role={props.isNew ? 'alert' : 'note'}
      status="danger"
      icon
      title={
        done > 0
          ? t('triage.failed.partial', {
              number,
              total: formats.number(count + done),
            })
          : t('triage.failed.title', {
              count,
              number,
              name: issueIdOf(failures[0].issue),
            })
      }
      description={<Reasons failures={failures} isNamed={count + done > 1} />}
      customActions={
        <>
          {toConnect && (
            <ConnectButton
              problem={toConnect}
              onConnected={triage.reloadAdvice}
            />
          )}
          {toRetry.length > 0 && (
            <RetryButton
              onRetry={() => triage.retry(toRetry)}
              isPending={toRetry.some(({ isRetrying }) => isRetrying)}
              afterSeconds={secondsUntilRetry(toRetry)}
            />
          )}
          <Button
            size="small"
            variant="tertiary"
            onPress={() => triage.dismissFailures(failures)}
          >
            {t('triage.failed.dismiss')}
          </Button>
        </>
      }
    />
  );
}

function secondsUntilRetry(failures: TriageFailure[]): number {
  const now = Date.now();
  const left = failures.map(({ retryAt = now }) => (retryAt - now) / 1000);
  return Math.max(0, Math.ceil(Math.max(...left)));
}

/** Issues whose change can't be confirmed. They are read again rather than changed again. */
function Unconfirmed(props: { triage: Triage }) {
  const { triage } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return (
    // Always there: screen readers announce only what appears in it.
    <div role="status" className={styles.status}>
      {(['changed', 'unknown'] as const).map(outcome => {
        const failures = triage.failures.filter(one => one.outcome === outcome);
        if (failures.length === 0) {
          return null;
        }
        const count = countIssues(failures);
        const dismiss = () => triage.dismissFailures(failures);
        return (
          <Notice
            key={outcome}
            status="warning"
            icon
            title={t(`triage.unconfirmed.${outcome}`, {
              ...formats.counted(count),
              name: issueIdOf(failures[0].issue),
            })}
            description={<Reasons failures={failures} isNamed={count > 1} />}
            customActions={
              <>
                <Button
                  size="small"
                  variant="secondary"
                  onPress={() => {
                    triage.refresh();
                    dismiss();
                  }}
                >
                  {t('triage.unconfirmed.ask')}
                </Button>
                <Button size="small" variant="tertiary" onPress={dismiss}>
                  {t('triage.failed.dismiss')}
                </Button>
              </>
            }
          />
        );
      })}
    </div>
  );
}

/** Each reason once, with its issues, and with the action if several actions failed. */
function Reasons(props: {
  failures: TriageFailure[];
  /** Whether to name the issues; the title names a single one. */
  isNamed: boolean;
}) {
  const { failures, isNamed } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const failureText = useFailureText();
  const hasKinds = new Set(failures.map(({ act }) => act.kind)).size > 1;
  const actionText = (kind: TriageKind) =>
    kind === 'resolve' || kind === 'archive' || kind === 'assign'
      ? t(`triage.${kind}.action`)
      : t(`triage.${kind}`);

  const reasons = new Map<string, { message: string; of: TriageFailure[] }>();
  for (const failure of failures) {
    const { message, action } = failureText(failure.error);
    const text = [message, action].filter(Boolean).join(' ');
    const key = JSON.stringify([hasKinds && failure.act.kind, text]);
    const reason = reasons.get(key) ?? { message: text, of: [] };
    reasons.set(key, reason);
    reason.of.push(failure);
  }
  const lineOf = (message: string, of: TriageFailure[]) => {
    const name = formats.list([
      ...new Set(of.map(({ issue }) => issueIdOf(issue))),
    ]);
    if (hasKinds) {
      const action = actionText(of[0].act.kind);
      return t('triage.failed.act', { action, name, message });
    }
    return isNamed ? t('triage.failed.issue', { name, message }) : message;
  };

  return (
    <ul className={styles.reasons}>
      {[...reasons].map(([key, { message, of }]) => (
        <li key={key}>
          <MessageText>{lineOf(message, of)}</MessageText>
        </li>
      ))}
    </ul>
  );
}
