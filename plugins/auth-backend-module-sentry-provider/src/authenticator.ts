import {
  createOAuthAuthenticator,
  type OAuthAuthenticator,
} from '@backstage/plugin-auth-node';
import type { SentryProfile } from './client/schemas';
import { readProviderConfig } from './readProviderConfig';
import { SentryConnections } from './SentryConnections';

/**
 * Signs users in at Sentry with an authorization code, PKCE and `state`.
 *
 * Asks for event:read, org:read and project:read, what config adds in
 * `additionalScopes`, and what the frontend asks for on demand. The scopes of a
 * session are those that Sentry says it granted.
 *
 * An e-mail address is part of the profile only if Sentry says that the user has
 * confirmed it: anybody can give any address when signing up there.
 *
 * @public
 */
export const sentryAuthenticator: OAuthAuthenticator<unknown, SentryProfile> =
  createOAuthAuthenticator({
    defaultProfileTransform: async ({ fullProfile }) => ({
      profile: {
        email: fullProfile.emailConfirmed ? fullProfile.email : undefined,
        displayName: fullProfile.name,
      },
    }),
    scopes: { required: ['event:read', 'org:read', 'project:read'] },
    initialize: ({ callbackUrl, config }) =>
      SentryConnections.create({ ...readProviderConfig(config), callbackUrl }),
    start: (input, connections: SentryConnections) => connections.start(input),
    authenticate: (input, connections) => connections.authenticate(input),
    refresh: (input, connections) => connections.refresh(input),
    logout: (input, connections) => connections.logout(input),
  });
