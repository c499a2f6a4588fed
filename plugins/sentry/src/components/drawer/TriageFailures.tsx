import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import type { SentryProblemCode } from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
  type SentryRequestFailure,
} from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { keyOf } from '../../data/changes';
import { useFormats } from '../../formats';
import { issueIdOf } from '../../issueUrl/address';
import { sentryPageTranslationRef } from '../../pageTranslation';
import type { TriageFailure } from '../../triage/acts';
import type { Triage } from '../../triage/Triage';
import { ConnectButton, RetryButton } from '../ui/buttons';
import { inSentences, Notice } from '../ui/messages';
import { ProblemDetails } from '../ui/ProblemPanel';
import {
  canConnectHelp,
  type ProblemText,
  useProblemText,
} from '../ui/problemText';
import styles from './Triage.module.css';

/** Which issues were not changed and why, with a retry where one may help; and of which that is not known. */
export function TriageFailures(props: { triage: Triage }) {
  const { triage } = props;
  const ofOutcome = (outcome: TriageFailure['outcome']) =>
    triage.failures.filter(one => one.outcome === outcome);
  return (
    <>
      <Failures triage={triage} failures={ofOutcome(undefined)} />
      <Failures triage={triage} failures={ofOutcome('changed')} />
      <Failures triage={triage} failures={ofOutcome('unknown')} />
    </>
  );
}

/** Failures with the same outcome. What is unconfirmed is read again rather than changed again. */
function Failures(props: { triage: Triage; failures: TriageFailure[] }) {
  const { triage, failures } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const isConnected = useSentryConnection()?.isConnected;
  if (failures.length === 0) {
    return null;
  }
  const [{ outcome, issue }] = failures;
  const count = new Set(failures.map(one => keyOf(one.issue))).size;
  const of = { ...formats.counted(count), name: issueIdOf(issue) };
  const dismiss = () => triage.dismissFailures(failures);
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
      role={outcome ? 'status' : 'alert'}
      status={outcome ? 'warning' : 'danger'}
      icon
      title={
        outcome
          ? t(`triage.unconfirmed.${outcome}`, of)
          : t('triage.failed.title', of)
      }
      description={<Reasons failures={failures} isNamed={count > 1} />}
      customActions={
        <>
          {outcome && (
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
          )}
          {!outcome && toConnect && <ConnectButton problem={toConnect} />}
          {!outcome && toRetry.length > 0 && (
            <RetryButton
              onRetry={() => triage.retry(toRetry)}
              isPending={toRetry.some(({ isRetrying }) => isRetrying)}
              afterSeconds={secondsUntilRetry(toRetry)}
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

function secondsUntilRetry(failures: TriageFailure[]): number {
  const now = Date.now();
  const left = failures.map(({ retryAt = now }) => (retryAt - now) / 1000);
  return Math.max(0, Math.ceil(Math.max(...left)));
}

/** Each reason once, with its issues; the title names a single one. */
function Reasons(props: { failures: TriageFailure[]; isNamed: boolean }) {
  const { failures, isNamed } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const failureText = useFailureText();
  const reasons = new Map<string, { text: ProblemText; names: Set<string> }>();
  for (const { error, issue, outcome } of failures) {
    const { action, ...text } = failureText(error);
    // What is unconfirmed is not to be tried again.
    const message = outcome ? text.message : inSentences(text.message, action);
    const key = inSentences(message, text.details);
    const { names } = reasons.get(key) ?? { names: new Set<string>() };
    names.add(issueIdOf(issue));
    reasons.set(key, { text: { ...text, message }, names });
  }
  return (
    <ul className={styles.reasons}>
      {[...reasons].map(([key, { text, names }]) => (
        <li key={key}>
          {isNamed
            ? t('triage.failed.issue', {
                name: formats.list([...names]),
                message: text.message,
              })
            : text.message}
          <ProblemDetails
            text={text}
            isOpen={text.isOwn || text.kind === 'QUERY_INVALID'}
          />
        </li>
      ))}
    </ul>
  );
}

/** These may pass by themselves. */
const temporary: SentryProblemCode[] = [
  'RATE_LIMITED',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNAVAILABLE',
  'UPSTREAM_UNEXPECTED',
];

/** The same request would fail again with these. */
const permanent: SentryRequestFailure[] = [
  'bad-request',
  'forbidden',
  'not-found',
  'not-installed',
  'unauthenticated',
];

/** Whether a failed change may succeed when it is sent again, maybe after the viewer has connected or agreed. */
export function canRetryChange(
  error: Error,
  isConnected: boolean | undefined,
): boolean {
  if (error instanceof SentryProblemException) {
    const { problem } = error;
    return (
      temporary.includes(problem.code) || canConnectHelp(problem, isConnected)
    );
  }
  return !(
    error instanceof SentryRequestException && permanent.includes(error.reason)
  );
}

/** Returns why a change failed, as the message, and what helps, as the action. */
export function useFailureText(): (error: Error) => ProblemText {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const problemText = useProblemText();

  return error => {
    const text = problemText(error);
    if (error instanceof SentryProblemException) {
      return {
        ...text,
        message: text.title,
        action: inSentences(text.message, text.action),
      };
    }
    switch (text.kind) {
      case 'bad-request':
        return {
          ...text,
          message: t('triage.failed.bad-request.message'),
          action: undefined,
          details: error.message,
        };
      case 'forbidden':
      case 'unexpected':
        return {
          ...text,
          message: t(`triage.failed.${text.kind}.message`),
          action: t(`triage.failed.${text.kind}.action`),
        };
      default:
        return text;
    }
  };
}
