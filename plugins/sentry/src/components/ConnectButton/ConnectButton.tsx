import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { useSentryConnection } from '../../auth/useSentryConnection';
import { sentryTranslationRef } from '../../translation';

/**
 * Connects the viewer to Sentry, or to another account where the present one is
 * not the right one; nothing where users can't connect.
 */
export function ConnectButton(props: { onConnected: () => void }) {
  const { onConnected } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const connection = useSentryConnection();
  const isConnected = connection?.isConnected;
  const wasConnected = useRef(isConnected);
  const [isPending, setIsPending] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);

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
  const connect = async () => {
    setIsPending(true);
    setHasFailed(false);
    try {
      if (isConnected) {
        await connection.disconnect();
      }
      await connection.connect();
    } catch {
      setHasFailed(true);
    } finally {
      setIsPending(false);
    }
  };
  return (
    <>
      <Button size="small" onPress={connect} isPending={isPending}>
        {isConnected ? t('connect.other') : t('connect.action')}
      </Button>
      {hasFailed && (
        <Text role="status" color="secondary">
          {t('connect.failed')}
        </Text>
      )}
    </>
  );
}
