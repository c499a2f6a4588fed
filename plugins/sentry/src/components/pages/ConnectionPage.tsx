import {
  errorApiRef,
  type ProfileInfo,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { useEffect, useState } from 'react';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import {
  type SentryConnection,
  useSentryConnection,
} from '../../auth/connection';
import { sentryAuthApiRef } from '../../auth/sentryAuth';
import { useOrganizations } from '../../data/answers';
import { useFormats } from '../../formats';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { ConnectButton } from '../ui/buttons';
import { OfOneIdentity } from '../ui/KeepFocus';
import { Skeleton } from '../ui/primitives';
import { ProblemPanel } from '../ui/ProblemPanel';
import { Instances } from './Instances';

/** The viewer's own connection, where users can connect, and how the instances are doing. */
export function ConnectionPage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const connection = useSentryConnection();
  return (
    <Flex direction="column" gap="6">
      {connection && (
        <OfOneIdentity label={t('connect.own')}>
          <OwnConnection connection={connection} />
        </OfOneIdentity>
      )}
      <OfOneIdentity label={t('instances.title')}>
        <Instances />
      </OfOneIdentity>
    </Flex>
  );
}

function OwnConnection(props: { connection: SentryConnection }) {
  const { isConnected, disconnect } = props.connection;
  const errorApi = useApi(errorApiRef);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { data, error, isPending, reload } = useOrganizations();
  const name = useNameInSentry(isConnected);
  // Several instances may be one server.
  const names = [...new Set(data?.items.map(item => item.name))];
  const isNotConnected =
    error instanceof SentryProblemException &&
    error.problem.code === 'NOT_CONNECTED';
  const isOutage =
    error instanceof SentryRequestException &&
    (error.reason === 'sentry-unreachable' ||
      error.reason === 'auth-unreachable');
  const canConnect = !isConnected && !isOutage && (data || error);
  const access = names.length
    ? t('connect.organizations', { list: formats.list(names) })
    : t('connect.noOrganizations');

  return (
    <Flex direction="column" gap="3">
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('connect.own')}
      </Text>
      <Card>
        <CardBody>
          <Flex direction="column" gap="2">
            {isConnected && (
              <Text as="p" weight="bold">
                {name ? t('connect.as', { name }) : t('connect.connected')}
              </Text>
            )}
            {isConnected && data && <Text as="p">{access}</Text>}
            {error && !(isNotConnected && !isConnected) && (
              <ProblemPanel
                error={error}
                onRetry={reload}
                isRetrying={isPending}
              />
            )}
            {!data && !error && <Skeleton width="16rem" height={20} />}
            {canConnect && (
              <>
                <Text as="p" weight="bold">
                  {t('connect.notConnected')}
                </Text>
                <Text as="p">{t('connect.description')}</Text>
                <Flex align="center" gap="3">
                  <ConnectButton />
                </Flex>
              </>
            )}
            {isConnected && (
              <Flex>
                <Button
                  size="small"
                  variant="secondary"
                  onPress={() =>
                    disconnect().catch(failure => errorApi.post(failure))
                  }
                >
                  {t('connect.disconnect')}
                </Button>
              </Flex>
            )}
          </Flex>
        </CardBody>
      </Card>
    </Flex>
  );
}

function useNameInSentry(isConnected: boolean | undefined): string | undefined {
  const authApi = useApi(sentryAuthApiRef);
  const [profile, setProfile] = useState<ProfileInfo>();
  useEffect(() => {
    // Without a name only the organizations are shown.
    authApi.getProfile({ optional: true }).then(setProfile, () => {});
  }, [authApi, isConnected]);
  return profile?.displayName ?? profile?.email;
}
