import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  commonSignInResolvers,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { sentryAuthenticator } from './authenticator';
import { withOwnRedirects } from './redirects/withOwnRedirects';
import { sentrySignInResolvers } from './resolvers';

/**
 * Registers the auth provider `sentry`, configured at `auth.providers.sentry`.
 *
 * @public
 */
export const authModuleSentryProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sentry-provider',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        const createHandlers = createOAuthProviderFactory({
          authenticator: sentryAuthenticator,
          signInResolverFactories: {
            ...commonSignInResolvers,
            ...sentrySignInResolvers,
          },
        });
        providers.registerProvider({
          providerId: 'sentry',
          factory: options =>
            withOwnRedirects(createHandlers(options), options.isOriginAllowed),
        });
      },
    });
  },
});
