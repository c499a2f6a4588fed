import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { sentryTranslationRef } from '../../translation';

/** Asks again, once it is worth it. */
export function RetryButton(props: {
  onRetry: () => void;
  isPending?: boolean;
  afterSeconds?: number;
}) {
  const { onRetry, isPending, afterSeconds = 0 } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const left = useCountdown(afterSeconds);
  return (
    <Button
      variant="secondary"
      size="small"
      onPress={onRetry}
      isPending={isPending}
      isDisabled={left > 0}
    >
      {left > 0 ? t('action.retryIn', { count: left }) : t('action.retry')}
    </Button>
  );
}

function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);

  useEffect(() => {
    const end = Date.now() + seconds * 1000;
    setLeft(seconds);
    if (seconds <= 0) {
      return undefined;
    }
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      setLeft(rest);
      if (rest === 0) {
        clearInterval(timer);
      }
    }, 1000);
    return () => clearInterval(timer);
  }, [seconds]);

  return left;
}
