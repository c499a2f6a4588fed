import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Flex } from '@backstage/ui';
import { useSentryConnection } from '../../auth/connection';
import { sentryPageTranslationRef } from '../../pageTranslation';
import { KeepFocus } from '../ui/KeepFocus';
import { Instances } from './Instances';
import { OwnConnection } from './OwnConnection';

/** How the configured instances are doing, and the viewer's own connection. */
export function ConnectionPage() {
  const connection = useSentryConnection();
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <Container>
      <Flex direction="column" gap="6">
        <OwnConnection />
        <KeepFocus label={t('instances.title')}>
          <Instances key={connection?.changes} />
        </KeepFocus>
      </Flex>
    </Container>
  );
}
