import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, DialogTrigger, Popover, Text } from '@backstage/ui';
import { RiLockLine } from '@remixicon/react';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useSentryConnection } from '../../auth/useSentryConnection';
import { sentryTranslationRef } from '../../translation';
import { targetOf, type Triage } from '../../triage';
import { canConnectHelp, ConnectButton } from '../ConnectButton';
import { MessageText } from '../MessageText';
import styles from './Triage.module.css';

/** Says why an issue can't be changed, to those who ask; nothing where nobody can. */
export function WhyNot(props: { triage: Triage; issue: SentryIssue }) {
  const { triage, issue } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const connection = useSentryConnection();
  const { advice } = triage;
  const target = targetOf(advice, issue);
  const { reason = 'problem', problem } = target ?? advice ?? {};
  if (!advice || advice.reason === 'disabled' || reason === 'disabled') {
    return null;
  }
  const text =
    reason === 'forbidden'
      ? {
          message: t('triage.failed.forbidden.message'),
          action: t('triage.failed.forbidden.action'),
        }
      : (problem ?? {
          message: t('triage.whyNot.unknown.message'),
          action: t('triage.whyNot.unknown.action'),
        });
  const canConnect =
    problem && canConnectHelp(problem, connection?.isConnected);

  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="tertiary"
        iconStart={<RiLockLine aria-hidden />}
      >
        {t('triage.whyNot.ask')}
      </Button>
      <Popover placement="bottom start">
        <div className={styles.why}>
          <Text as="p" weight="bold">
            {t('triage.whyNot.title')}
          </Text>
          <Text as="p">
            <MessageText>{text.message}</MessageText>
          </Text>
          {text.action && (
            <Text as="p" className={styles.quiet}>
              <MessageText>{text.action}</MessageText>
            </Text>
          )}
          {canConnect && (
            <ConnectButton
              problem={problem}
              onConnected={triage.reloadAdvice}
            />
          )}
        </div>
      </Popover>
    </DialogTrigger>
  );
}
