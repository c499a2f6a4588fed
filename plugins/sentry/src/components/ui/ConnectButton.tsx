import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, type ButtonProps, Text } from '@backstage/ui';
import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { useEffect, useRef } from 'react';
import { useSentryConnection } from '../../auth/connection';
import { sentryTranslationRef } from '../../translation';

/**
 * Connects the viewer to Sentry; once more, or to another account, where they are
 * connected already. Nothing where users can't connect.
 */
export function ConnectButton(props: {
  /** What the viewer can mend by it, where anything is wrong. */
  problem?: SentryProblem;
  onConnected: () => void;
  /** How loudly; `primary` where it is the way out. */
  variant?: ButtonProps['variant'];
}) {
  const { problem, onConnected, variant = 'primary' } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const connection = useSentryConnection();
  const isConnected = connection?.isConnected;
  const wasConnected = useRef(isConnected);

  useEffect(() => {
    // Also when the viewer connected elsewhere on the page.
    if (isConnected && wasConnected.current === false) {
      onConnected();
    }
    wasConnected.current = isConnected;
  }, [isConnected, onConnected]);

  if (!connection) {
    return null;
  }
  const label = () => {
    if (!isConnected) {
      return t('connect.action');
    }
    return problem?.code === 'NOT_CONNECTED'
      ? t('connect.other')
      : t('connect.again');
  };
  return (
    <>
      <Button
        size="small"
        variant={variant}
        onPress={connection.connect}
        isPending={connection.isConnecting}
      >
        {label()}
      </Button>
      {connection.hasFailed && (
        <Text role="status" color="secondary">
          {t('connect.failed')}
        </Text>
      )}
    </>
  );
}
