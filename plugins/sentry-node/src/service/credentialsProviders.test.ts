import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { sendJson, startLoopbackServer } from '../__testUtils__/loopbackServer';
import { allowLoopbackFetch } from '../testUtils';
import { SentryCaller } from '../credentials/types';
import { sentryCredentialsProvidersServiceRef, sentryServiceRef } from './refs';
import { SentryProblemError } from '../problems';
import type { SentryService } from './SentryService';

/** A company's own vault, as its platform team would plug it in. */
const vault = createServiceFactory({
  service: sentryCredentialsProvidersServiceRef,
  deps: {},
  factory: () => ({
    type: 'vault',
    createCredentials: ({ auth, instance }) => {
      const path = auth.getString('path');
      return {
        credentialId: `vault:${path}`,
        getAuthorization: async () => `Bearer of-${instance.name}-in-${path}`,
      };
    },
  }),
});

const other = createServiceFactory({
  service: sentryCredentialsProvidersServiceRef,
  deps: {},
  factory: () => ({
    type: 'elsewhere',
    createCredentials: () => {
      throw new Error('Nobody asked for this one');
    },
  }),
});

/** One that keeps a credential for each person. */
const lockers = createServiceFactory({
  service: sentryCredentialsProvidersServiceRef,
  deps: { auth: coreServices.auth },
  factory: ({ auth }) => ({
    type: 'lockers',
    createCredentials: () => ({
      credentialsFor(caller) {
        if (!caller || !auth.isPrincipal(caller.credentials, 'user')) {
          throw new SentryProblemError({
            code: 'NOT_CONNECTED',
            message: 'Nobody has no locker.',
          });
        }
        const name = caller.credentials.principal.userEntityRef.split('/')[1];
        return {
          credentialId: `lockers:${name}`,
          expiresAt: 4e12,
          getAuthorization: async () => `Bearer of-${name}`,
        };
      },
    }),
  }),
});

async function start(sentry: JsonObject, features = [vault, other]) {
  let service: SentryService | undefined;
  await startTestBackend({
    features: [
      ...features,
      mockServices.rootConfig.factory({ data: { sentry } }),
      createBackendPlugin({
        pluginId: 'any-plugin',
        register(env) {
          env.registerInit({
            deps: { sentry: sentryServiceRef },
            async init(deps) {
              service = deps.sentry;
            },
          });
        },
      }),
    ],
  });
  return service;
}

describe('providers of credentials', () => {
  allowLoopbackFetch();

  it('serve their auth.type to every plugin that uses the service', async () => {
    const server = await startLoopbackServer((_, response) =>
      sendJson(response, []),
    );
    const service = await start({
      organization: 'acme',
      baseUrl: server.url,
      auth: { type: 'vault', path: 'teams/portal' },
    });
    const client = await service?.getClient('default');
    await client?.listProjects('acme', {});
    await server.close();
    expect(service?.getInstance()?.authType).toBe('vault');
    expect(client?.credentialId).toBe('vault:teams/portal');
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      'Bearer of-default-in-teams/portal',
    ]);
  });

  it('can keep callers apart', async () => {
    const server = await startLoopbackServer((_, response) =>
      sendJson(response, []),
    );
    const service = await start(
      { baseUrl: server.url, auth: { type: 'lockers' } },
      [lockers],
    );
    for (const name of ['ada', 'jonas']) {
      const credentials = mockCredentials.user(`user:default/${name}`);
      const caller = new SentryCaller({ credentials });
      const client = await service?.getClient('default', { caller });
      expect(client).toMatchObject({
        credentialId: `lockers:${name}`,
        isShared: false,
        expiresAt: 4e12,
      });
      await client?.listProjects('acme', {});
    }
    await server.close();
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      'Bearer of-ada',
      'Bearer of-jonas',
    ]);
    expect(service?.getSharedClient('default')).toBeUndefined();
    await expect(service?.getClient('default')).rejects.toMatchObject({
      code: 'NOT_CONNECTED',
    });
  });

  it('are named where a type has none', async () => {
    await expect(
      start({ organization: 'acme', auth: { type: 'safe' } }),
    ).rejects.toThrow(
      /sentry\.auth\.type.*token, api-key, user, token-exchange, vault, elsewhere/,
    );
  });

  it('need not be there', async () => {
    const service = await start({ token: 'a'.repeat(64) }, []);
    expect(service?.getInstance()?.authType).toBe('token');
  });
});
