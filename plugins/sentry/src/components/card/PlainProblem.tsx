import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { sentryTranslationRef } from '../../translation';

/** What is wrong, in words that are there already: for when no more code can be had. */
export function PlainProblem(props: {
  title: string;
  messages: (string | undefined)[];
  role?: 'alert' | 'status';
  onRetry?: () => void;
  isRetrying?: boolean;
}) {
  const { title, messages, role = 'alert', onRetry, isRetrying } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  return (
    <div role={role}>
      <Text as="p" weight="bold">
        {title}
      </Text>
      <Text as="p">{messages.filter(Boolean).join(' ')}</Text>
      {onRetry && (
        <Button
          variant="secondary"
          size="small"
          onPress={onRetry}
          isPending={isRetrying}
        >
          {t('action.retry')}
        </Button>
      )}
    </div>
  );
}
