import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { SentryProblemException } from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { Triage } from '../../triage/TriageContext';
import type { TriageFailure } from '../../triage/types';
import { canConnectHelp } from '../ui/canConnectHelp';
import { ConnectButton } from '../ui/ConnectButton';
import { issueIdOf } from '../../issueUrl/address';
import { Notice } from '../ui/Notice';
import { RetryButton } from '../ui/RetryButton';
import { canRetryChange } from './canRetryChange';
import { FailureReasons } from './FailureReasons';
import { countIssues } from './countIssues';
import { Unconfirmed } from './Unconfirmed';

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
