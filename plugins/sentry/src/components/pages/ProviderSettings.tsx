import {
  configApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  DefaultProviderSettings,
  ProviderSettingsItem,
} from '@backstage/plugin-user-settings';
import { BugIcon } from '../../BugIcon';
import {
  isSentryAuthConfigured,
  sentryAuthApiRef,
} from '../../auth/sentryAuth';
import { sentryPageTranslationRef } from '../../pageTranslation';

/** The providers that the settings list by themselves, and Sentry. */
export function ProviderSettings() {
  const configApi = useApi(configApiRef);
  const { t } = useTranslationRef(sentryPageTranslationRef);
  return (
    <>
      <DefaultProviderSettings
        configuredProviders={
          configApi.getOptionalConfig('auth.providers')?.keys() ?? []
        }
      />
      {isSentryAuthConfigured(configApi) && (
        <ProviderSettingsItem
          title="Sentry"
          description={t('connect.description')}
          apiRef={sentryAuthApiRef}
          icon={() => <BugIcon />}
        />
      )}
    </>
  );
}
