import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { useCallback } from 'react';
import { SentryRequestException } from '../../api/errors';
import { sentryApiRef } from '../../api/SentryApi';
import { useResource } from '../../data/useResource';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { sentryTranslationRef } from '../../translation';
import { IconButton } from '../ui/IconButton';
import { ProblemPanel } from '../ui/ProblemPanel';
import { Snippet } from '../ui/Snippet';
import { snippetFor } from '../ui/snippets';
import { Skeleton } from '../ui/Skeleton';
import { InstanceCard } from './InstanceCard';

/** How the configured instances are doing; those that ask as the viewer, to the viewer. */
export function Instances() {
  const sentryApi = useApi(sentryApiRef);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const { t: tBase } = useTranslationRef(sentryTranslationRef);
  const instances = useResource(
    useCallback(
      (signal: AbortSignal) => sentryApi.getInstances({ signal }),
      [sentryApi],
    ),
  );
  const { data, error, isPending, reload } = instances;
  const isForbidden =
    error instanceof SentryRequestException && error.reason === 'forbidden';
  const config = snippetFor('NOT_CONFIGURED', undefined);

  return (
    <Flex direction="column" gap="4">
      <Flex align="center" justify="between">
        <Text as="h2" variant="title-x-small" weight="bold">
          {t('instances.title')}
        </Text>
        {!isForbidden && (
          <IconButton
            variant="secondary"
            label={tBase('action.reload')}
            icon={<RiRefreshLine />}
            onPress={reload}
            isPending={isPending}
          />
        )}
      </Flex>
      {isForbidden && (
        <div role="note">
          <Text as="p" weight="bold">
            {t('instances.forbidden.title')}
          </Text>
          <Text as="p">{t('instances.forbidden.action')}</Text>
        </div>
      )}
      {error && !isForbidden && (
        <ProblemPanel error={error} onRetry={reload} isRetrying={isPending} />
      )}
      {!data && !error && (
        <div role="status" aria-label={t('instances.loading')}>
          <Skeleton width="100%" height={160} />
        </div>
      )}
      {!error &&
        data?.items.map(instance => (
          <InstanceCard
            key={instance.name}
            instance={instance}
            onConnected={reload}
          />
        ))}
      {!error && data?.items.length === 0 && (
        <>
          <Text as="p">{t('instances.empty')}</Text>
          {config && (
            <Snippet file={t('problem.snippet.config')} text={config.text} />
          )}
        </>
      )}
    </Flex>
  );
}
