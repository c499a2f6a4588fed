import {
  type BackstageIdentityApi,
  type ConfigApi,
  createApiRef,
  type OAuthApi,
  type ProfileInfoApi,
  type SessionApi,
} from '@backstage/frontend-plugin-api';
import type { SentrySession } from './checkSession';

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
     * Tells why there is no token for a viewer who was not asked for one. Where it
     * is left out, they count as not connected.
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

/** What reading issues takes. */
export const sentryScopes = ['event:read', 'project:read', 'org:read'];

/** What changing them takes; asked for at the first change. */
export const sentryWriteScopes = [...sentryScopes, 'event:write'];

/** Whether users can connect: without the provider there is nowhere to ask. */
export function isSentryAuthConfigured(configApi: ConfigApi | undefined) {
  return configApi?.has('auth.providers.sentry') ?? false;
}
