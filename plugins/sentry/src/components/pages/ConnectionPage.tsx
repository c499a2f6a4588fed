import {
  useTranslationRef,
  errorApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { Container, Flex, Button, Text } from '@backstage/ui';
import { useSentryConnection, SentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { OfOneIdentity } from '../ui/KeepFocus';
import { Instances } from './Instances';
import { sentryAuthApiRef } from '../../auth/sentryAuth';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { useFormats } from '../../formats';
import { ConnectButton } from '../ui/buttons';
import { ProblemPanel } from '../ui/ProblemPanel';
import { useEffect, useState } from 'react';
import type { ProfileInfo } from '@backstage/frontend-plugin-api';
import { useOrganizations } from '../../data/answers';

/** How the configured instances are doing, and the viewer's own connection. */
export function ConnectionPage() {
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Container>
      <Flex direction="column" gap="6">
        <OwnConnection />
        <OfOneIdentity label={t('instances.title')}>
          <Instances />
        </OfOneIdentity>
      </Flex>
    </Container>
  );
}

/** The viewer's own connection; nothing where users can't connect. */
function OwnConnection() {
  const connection = useSentryConnection();
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return connection ? (
    <OfOneIdentity label={t('connect.own')}>
      <Own connection={connection} />
    </OfOneIdentity>
  ) : null;
}

function Own(props: { connection: SentryConnection }) {
  const { connection } = props;
  const errorApi = useApi(errorApiRef);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  const formats = useFormats();
  const { data, error, isPending, reload } = useOrganizations();
  const authApi = useApi(sentryAuthApiRef);
  const [profile, setProfile] = useState<ProfileInfo>();
  useEffect(() => {
    // Without a name only the organizations are shown.
    authApi.getProfile({ optional: true }).then(setProfile, () => {});
  }, [authApi, connection.isConnected]);
  const name = profile?.displayName ?? profile?.email;
  // Said below in fewer words.
  const isNotConnected =
    !connection.isConnected &&
    error instanceof SentryProblemException &&
    error.problem.code === 'NOT_CONNECTED';
  const isOutage =
    error instanceof SentryRequestException &&
    (error.reason === 'sentry-unreachable' ||
      error.reason === 'auth-unreachable');
  const disconnect = () =>
    connection.disconnect().catch(failure => errorApi.post(failure));
  const names = data?.items.map(item => item.name) ?? [];

  return (
    <Flex direction="column" gap="2">
      <Text as="h2" variant="title-x-small" weight="bold">
        {t('connect.own')}
      </Text>
      {error && !isNotConnected && (
        <ProblemPanel error={error} onRetry={reload} isRetrying={isPending} />
      )}
      {name && connection.isConnected && (
        <Text as="p">{t('connect.as', { name })}</Text>
      )}
      {data && connection.isConnected && (
        <Text as="p">
          {names.length
            ? t('connect.organizations', { list: formats.list(names) })
            : t('connect.noOrganizations')}
        </Text>
      )}
      {connection.isConnected && (
        <Flex>
          <Button size="small" variant="secondary" onPress={disconnect}>
            {t('connect.disconnect')}
          </Button>
        </Flex>
      )}
      {!connection.isConnected && !isOutage && (
        <>
          {(data || isNotConnected) && (
            <Text as="p">{t('connect.notConnected')}</Text>
          )}
          <Flex align="center" gap="3">
            <ConnectButton onConnected={reload} />
          </Flex>
        </>
      )}
    </Flex>
  );
}
