import { createServiceRef } from '@backstage/backend-plugin-api';
import type { SentryCredentialsProvider } from './SentryCredentialsProvider';

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
