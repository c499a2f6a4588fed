import {
  type BackstageIdentityApi,
  type ConfigApi,
  createApiRef,
  type OAuthApi,
  type ProfileInfoApi,
  type SessionApi,
} from '@backstage/frontend-plugin-api';

/**
 * What became of the viewer's connection to Sentry:
 *
 * - `there`: it can be taken up
 * - `none`: the viewer is not connected, or no longer
 * - `sentry-unreachable`: Sentry does not answer Backstage's auth backend
 * - `auth-unreachable`: Backstage's auth backend does not answer
 *
 * @public
 */
export type SentrySession =
  'there' | 'none' | 'sentry-unreachable' | 'auth-unreachable';

/**
 * The viewer's own Sentry identity.
 *
 * @public
 */
export type SentryAuthApi = OAuthApi &
  ProfileInfoApi &
  BackstageIdentityApi &
  SessionApi & {
    /**
     * Says why there is no token for a viewer who was not asked for one. Without it
     * they count as not connected.
     */
    checkSession?(): Promise<SentrySession>;
  };

/**
 * Where the app finds the viewer's own Sentry identity; it can also be one of the
 * providers of the sign-in page. Works where the backend has the auth provider
 * `sentry`.
 *
 * @public
 */
export const sentryAuthApiRef = createApiRef<SentryAuthApi>().with({
  id: 'plugin.sentry.auth',
  pluginId: 'sentry',
});

/** Whether users can connect: without the provider there is nowhere to ask. */
export function isSentryAuthConfigured(configApi: ConfigApi | undefined) {
  return configApi?.has('auth.providers.sentry') ?? false;
}
