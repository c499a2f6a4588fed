import { toError } from '@backstage/errors';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type {
  SentryIssue,
  SentryIssueChangeQuery,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { useCaptureAct } from '../../analytics';
import { type SentryApi, sentryApiRef } from '../../api/SentryApi';
import type { SentryChangeOptions } from '../../api/Transport';
import { SentryProblemException } from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { groupByActor, outcomeOf } from '../../triage/requestChange';
import type { Triage } from '../../triage/Triage';
import { ConnectButton, RetryButton } from '../ui/buttons';
import { inSentences, Notice } from '../ui/messages';
import { ProblemDetails } from '../ui/ProblemPanel';
import { canConnectHelp } from '../ui/problemText';
import { canRetryChange, useFailureText } from './TriageFailures';

/** How what is written about an issue is sent. */
interface Sending<T> {
  /** As whom, and where the issue is: as with its changes. */
  send: (
    sentryApi: SentryApi,
    query: SentryIssueChangeQuery | undefined,
    options: SentryChangeOptions,
  ) => Promise<T>;
  onSent: (answer: T) => void;
}

/** Something written about an issue that is no change of its fields. */
export interface IssueWrite {
  isPending: boolean;
  /** Why the last try failed. */
  error: Error | undefined;
  dismiss: () => void;
}

/**
 * Writes something about an issue as its changes are made: in whose name, and as analytics
 * names it.
 */
export function useIssueWrite<T>(
  options: { triage: Triage; issue: SentryIssue; kind: string } & Sending<T>,
): IssueWrite & { write: () => Promise<void> } {
  const { triage, issue, kind, send, onSent } = options;
  const sentryApi = useApi(sentryApiRef);
  const capture = useCaptureAct();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<Error>();

  const write = async () => {
    if (isPending) {
      return;
    }
    const [{ actsAs, project }] = groupByActor([issue], triage.advice);
    setPending(true);
    setError(undefined);
    capture('change', 'issue', { kind, count: 1 });
    try {
      onSent(await send(sentryApi, project && { project }, { actsAs }));
    } catch (failure) {
      setError(toError(failure));
    }
    setPending(false);
  };
  return { write, isPending, error, dismiss: () => setError(undefined) };
}

/** Why it failed, and what helps; nothing where it did not fail. */
export function WriteFailure(props: {
  state: IssueWrite;
  title: string;
  /** What it is called where it may have arrived; it is then not to be sent again unseen. */
  unknownTitle: string;
  onRetry: () => void;
  /** Reads again what is there. */
  onCheck: () => void;
}) {
  const { error, isPending, dismiss } = props.state;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isConnected = useSentryConnection()?.isConnected;
  const failureText = useFailureText();
  if (!error) {
    return null;
  }
  const isUnknown = outcomeOf(error) !== undefined;
  const problem =
    error instanceof SentryProblemException ? error.problem : undefined;
  const text = failureText(error);
  // The server's own words say what it refuses.
  const isRefused = ['QUERY_INVALID', 'bad-request'].includes(text.kind);
  return (
    <Notice
      role={isUnknown ? 'status' : 'alert'}
      status={isUnknown ? 'warning' : 'danger'}
      icon
      title={isUnknown ? props.unknownTitle : props.title}
      description={
        <>
          {isUnknown || isRefused
            ? text.message
            : inSentences(text.message, text.action)}
          <ProblemDetails text={text} isOpen={text.isOwn || isRefused} />
        </>
      }
      customActions={
        <>
          {isUnknown && (
            <Button
              size="small"
              variant="secondary"
              onPress={() => {
                props.onCheck();
                dismiss();
              }}
            >
              {t('triage.unconfirmed.ask')}
            </Button>
          )}
          {!isUnknown && problem && canConnectHelp(problem, isConnected) && (
            <ConnectButton problem={problem} />
          )}
          {!isUnknown && canRetryChange(error, isConnected) && (
            <RetryButton
              onRetry={props.onRetry}
              isPending={isPending}
              afterSeconds={text.retryAfterSeconds}
            />
          )}
          <Button size="small" variant="tertiary" onPress={dismiss}>
            {t('triage.failed.dismiss')}
          </Button>
        </>
      }
    />
  );
}
