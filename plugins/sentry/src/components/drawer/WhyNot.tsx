import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, DialogTrigger, Popover, Text } from '@backstage/ui';
import { RiLockLine } from '@remixicon/react';
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
import { MessageText } from '../ui/messages';
import { canConnectHelp } from '../ui/problemText';
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

  const causes = issues
    .map(issue => targetOf(advice, issue) ?? advice)
    .filter(
      cause => cause?.reason !== 'disabled' && advice?.reason !== 'disabled',
    );
  const textOf = ({
    reason,
    problem,
  }: NonNullable<(typeof causes)[number]>) => {
    if (reason === 'forbidden') {
      return failureText(new SentryRequestException('forbidden', ''));
    }
    return problem
      ? failureText(new SentryProblemException(problem))
      : {
          message: t('triage.whyNot.unknown.message'),
          action: t('triage.whyNot.unknown.action'),
        };
  };
  const reasons = new Map(
    causes.flatMap(cause => {
      const text = cause && textOf(cause);
      return text ? [[`${text.message} ${text.action}`, text] as const] : [];
    }),
  );
  const toConnect = causes
    .map(cause => cause?.problem)
    .find(problem => problem && canConnectHelp(problem, isConnected));
  if (reasons.size === 0) {
    return null;
  }
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiLockLine aria-hidden />}
      >
        {t('triage.whyNot.ask', { count })}
      </Button>
      <Popover placement="bottom start">
        <div className={styles.why}>
          {[...reasons].map(([key, { message, action }]) => (
            <div key={key}>
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
          {toConnect && <ConnectButton problem={toConnect} />}
        </div>
      </Popover>
    </DialogTrigger>
  );
}
