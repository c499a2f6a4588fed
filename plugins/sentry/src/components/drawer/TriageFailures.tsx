import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { SentryProblemException } from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { Triage } from '../../triage/TriageContext';
import type { TriageFailure } from '../../triage/types';
import { canConnectHelp } from '../ui/problemText';
import { ConnectButton, RetryButton } from '../ui/buttons';
import { issueIdOf } from '../../issueUrl/address';
import { Notice, MessageText } from '../ui/messages';
import {
  canRetryChange,
  countIssues,
  useFailureText,
  useKindText,
} from './failures';
import styles from './Triage.module.css';

/**
 * Which issues were not changed, by whichever change, and why; with a way to try again
 * where there is hope.
 */
export function TriageFailures(props: { triage: Triage }) {
  const { triage } = props;
  const refused = triage.failures.filter(({ outcome }) => !outcome);
  // Said once, not anew wherever it is shown again.
  const [told] = useState(() => newest(refused));
  return (
    <>
      {refused.length > 0 && (
        <Refused
          triage={triage}
          failures={refused}
          isNew={newest(refused) > told}
        />
      )}
      <Unconfirmed triage={triage} />
    </>
  );
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
      description={
        <FailureReasons failures={failures} isNamed={count + done > 1} />
      }
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
              afterSeconds={secondsLeft(toRetry)}
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

function newest(failures: TriageFailure[]): number {
  return Math.max(0, ...failures.map(({ id }) => id));
}

/** Until all of them are worth trying again. */
function secondsLeft(failures: TriageFailure[]): number {
  const now = Date.now();
  const left = failures.map(({ retryAt = now }) => (retryAt - now) / 1000);
  return Math.max(0, Math.ceil(Math.max(...left)));
}

const outcomes = ['changed', 'unknown'] as const;

/**
 * Of which issues it is not known how they are now, or whether they were changed at all:
 * to be looked at again rather than changed again.
 */
function Unconfirmed(props: { triage: Triage }) {
  const { triage } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  return (
    // There from the start, so that what appears in it is said.
    <div role="status" className={styles.status}>
      {outcomes.map(outcome => {
        const failures = triage.failures.filter(one => one.outcome === outcome);
        const [first] = failures;
        const count = countIssues(failures);
        return (
          first && (
            <Notice
              key={outcome}
              status="warning"
              icon
              title={t(`triage.unconfirmed.${outcome}`, {
                count,
                number: formats.number(count),
                name: issueIdOf(first.issue),
              })}
              description={
                <FailureReasons failures={failures} isNamed={count > 1} />
              }
              customActions={
                <>
                  <Button
                    size="small"
                    variant="secondary"
                    onPress={() => {
                      triage.refresh();
                      triage.dismissFailures(failures);
                    }}
                  >
                    {t('triage.unconfirmed.ask')}
                  </Button>
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
          )
        );
      })}
    </div>
  );
}

/** The reasons, each with the issues it is that of; and with what was to be done, where that differs. */
function FailureReasons(props: {
  failures: TriageFailure[];
  /** Whether to name the issues: not where it is one, and named already. */
  isNamed: boolean;
}) {
  const { failures, isNamed } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const kindText = useKindText();
  const failureText = useFailureText();
  const hasKinds = new Set(failures.map(({ act }) => act.kind)).size > 1;

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
      const action = kindText(of[0].act.kind);
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
