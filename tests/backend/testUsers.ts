import { createBackendModule } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/**
 * Signs a browser in as the user of the catalog that its header names, as a portal
 * behind an authenticating reverse proxy does. Guests are all the same user.
 */
export const testUsers = createBackendModule({
  pluginId: 'auth',
  moduleId: 'test-users',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'testUser',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: ({ result: { name } }, ctx) =>
              ctx.signInWithCatalogUser({ entityRef: { name } }),
          }),
        });
      },
    });
  },
});

const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async ({ name }: { name: string }) => ({
    profile: { displayName: name },
  }),
  initialize: () => undefined,
  async authenticate({ req }) {
    const name = req.header('x-forwarded-user');
    if (!name) {
      throw new AuthenticationError('The header names no user');
    }
    return { result: { name } };
  },
});
