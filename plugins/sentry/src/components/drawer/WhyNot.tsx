import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, DialogTrigger, Popover, Text } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { targetOf } from '../../triage/acts';
import type { Triage } from '../../triage/Triage';
import { ConnectButton } from '../ui/buttons';
import { LockIcon } from '../ui/icons';
import { ProblemDetails } from '../ui/ProblemPanel';
import { canConnectHelp, type ProblemText } from '../ui/problemText';
import styles from './Triage.module.css';
import { useFailureText } from './TriageFailures';

/** A button that says why the viewer can't change issues; nothing where triage is turned off. */
export function WhyNot(props: { triage: Triage; issues: SentryIssue[] }) {
  const { triage, issues } = props;
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const isConnected = useSentryConnection()?.isConnected;
  const failureText = useFailureText();
  const { advice } = triage;
  const count = issues.length;

  const causes =
    advice && advice.reason !== 'disabled'
      ? issues
          .map(issue => targetOf(advice, issue) ?? advice)
          .filter(({ reason }) => reason !== 'disabled')
      : [];
  const unknown: ProblemText = {
    ...failureText(new Error()),
    message: t('triage.whyNot.unknown.message'),
    action: t('triage.whyNot.unknown.action'),
  };
  const reasons = new Map<string, ProblemText>();
  for (const { reason, problem } of causes) {
    const error =
      reason === 'forbidden'
        ? new SentryRequestException('forbidden', '')
        : problem && new SentryProblemException(problem);
    const text = error ? failureText(error) : unknown;
    reasons.set(`${text.message} ${text.action} ${text.details}`, text);
  }
  const toConnect = causes
    .map(({ problem }) => problem)
    .find(problem => problem && canConnectHelp(problem, isConnected));
  if (reasons.size === 0) {
    return null;
  }
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<LockIcon aria-hidden />}
      >
        {t('triage.whyNot.ask', { count })}
      </Button>
      <Popover placement="bottom start">
        <div className={styles.why}>
          {[...reasons].map(([key, text]) => (
            <div key={key}>
              <Text as="p">{text.message}</Text>
              <Text as="p" className={styles.quiet}>
                {text.action}
              </Text>
              <ProblemDetails text={text} isOpen={text.isOwn} />
            </div>
          ))}
          {toConnect && <ConnectButton problem={toConnect} />}
        </div>
      </Popover>
    </DialogTrigger>
  );
}
