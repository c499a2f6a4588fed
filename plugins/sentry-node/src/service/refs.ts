import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { sentryTrafficServiceRef } from '../client/http/traffic';
import { DefaultSentryService } from './DefaultSentryService';
import type { SentryService } from './SentryService';
import type { SentryCredentialsProvider } from '../credentials/types';

/**
 * Further kinds of credentials: each factory added to the backend contributes one
 * provider, as the factories of Backstage's URL reader do.
 *
 * A service and no extension point, because extension points belong to one plugin:
 * what a module gave to the plugin `sentry` would be unknown to every other plugin
 * that depends on `sentryServiceRef`, such as the catalog and the scaffolder.
 *
 * @example
 * ```ts
 * backend.add(
 *   createServiceFactory({
 *     service: sentryCredentialsProvidersServiceRef,
 *     deps: { vault: vaultServiceRef },
 *     factory: ({ vault }) => ({
 *       type: 'vault', // sentry.auth: { type: vault, path: teams/portal/sentry }
 *       createCredentials({ auth }) {
 *         const path = auth.getString('path');
 *         return {
 *           credentialId: `vault:${path}`,
 *           getAuthorization: async ({ rejected } = {}) =>
 *             `Bearer ${await vault.read(path, { refresh: rejected !== undefined })}`,
 *         };
 *       },
 *     }),
 *   }),
 * );
 * ```
 *
 * @public
 */
export const sentryCredentialsProvidersServiceRef =
  createServiceRef<SentryCredentialsProvider>({
    id: 'sentry.credentials-providers',
    scope: 'plugin',
    multiton: true,
  });

/**
 * The configured Sentry instances, for any backend plugin or module. Reads the
 * `sentry` section when the first of a plugin's parts depends on it, so that a
 * malformed one fails that plugin, with the path in config and the fix.
 *
 * @public
 */
export const sentryServiceRef = createServiceRef<SentryService>({
  id: 'sentry.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        providers: sentryCredentialsProvidersServiceRef,
        traffic: sentryTrafficServiceRef,
      },
      factory: deps => DefaultSentryService.create(deps),
    }),
});
