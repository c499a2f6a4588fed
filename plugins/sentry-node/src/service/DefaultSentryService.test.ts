import { inspect } from 'node:util';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import { SentryCaller } from '../credentials/types';
import { DefaultSentryService } from './DefaultSentryService';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import type { SentryService } from './SentryService';
import { sentryServiceRef } from './refs';

const TOKEN = 'f'.repeat(64);

const create = (sentry?: JsonObject) =>
  DefaultSentryService.create({
    auditor: mockServices.auditor.mock(),
    auth: mockServices.auth(),
    config: mockServices.rootConfig({ data: sentry ? { sentry } : {} }),
    logger: mockServices.logger.mock(),
    metrics: metricsServiceMock.mock(),
  });

describe('DefaultSentryService', () => {
  it('has one client for each instance with a token', async () => {
    const service = create({
      organization: 'acme',
      token: TOKEN,
      instances: [{ name: 'eu', token: `${TOKEN}0` }],
    });
    const client = await service.getClient('default');
    const eu = await service.getClient('eu');
    expect([client.instance, eu.instance]).toEqual(['default', 'eu']);
    expect(client.credentialId).not.toBe(eu.credentialId);
    expect(await service.getClient('default')).toBe(client);
  });

  it('shares the token of config among all callers', async () => {
    const service = create({ organization: 'acme', token: TOKEN });
    const [ada, bob] = await Promise.all(
      ['user:default/ada', 'user:default/bob'].map(ref =>
        service.getClient('default', {
          caller: new SentryCaller({
            credentials: mockCredentials.user(ref),
          }),
        }),
      ),
    );
    expect(ada.credentialId).toBe(bob.credentialId);
  });

  it('has a client for each caller, that takes turns with those of others', async () => {
    const service = create({ organization: 'acme', token: TOKEN });
    const clientOf = (ref: string) =>
      service.getClient('default', {
        caller: new SentryCaller({ credentials: mockCredentials.user(ref) }),
      });
    const ada = await clientOf('user:default/ada');
    expect(ada.isShared).toBe(true);
    expect(await clientOf('user:default/bob')).not.toBe(ada);
    expect(service.getSharedClient('default')).not.toBe(ada);
  });

  it('has the client that all share at hand, and none of a caller', async () => {
    const service = create({
      organization: 'acme',
      token: TOKEN,
      instances: [{ name: 'own', auth: { type: 'user' } }, { name: 'bare' }],
    });
    const client = service.getSharedClient('default');
    expect(client).toBe(await service.getClient('default'));
    expect(client?.isShared).toBe(true);
    for (const name of ['own', 'bare', 'unknown', 'constructor']) {
      expect(service.getSharedClient(name)).toBeUndefined();
    }
  });

  it('does not expose the token in its config', () => {
    const { config } = create({ organization: 'acme', token: TOKEN });
    expect(config.instances[0].authType).toBe('token');
    expect(
      inspect(config, { depth: Infinity, showHidden: true, getters: true }),
    ).not.toContain(TOKEN);
  });

  it('finds the instance named, the default one, or the only one', () => {
    const both = create({ organization: 'a', instances: [{ name: 'eu' }] });
    expect(both.getInstance('eu')?.name).toBe('eu');
    expect(both.getInstance()?.name).toBe('default');
    expect(both.getInstance('us')).toBeUndefined();
    expect(create({ instances: [{ name: 'eu' }] }).getInstance()?.name).toBe(
      'eu',
    );
  });

  it('guesses none among several without a default', () => {
    const service = create({ instances: [{ name: 'eu' }, { name: 'us' }] });
    expect(service.getInstance()).toBeUndefined();
  });

  it.each<[string, JsonObject | undefined, RegExp]>([
    ['no sentry section', undefined, /no Sentry instance `default`/],
    ['no token', { organization: 'acme' }, /has no token/],
  ])('says what to configure with %s', async (_, sentry, says) => {
    await expect(create(sentry).getClient('default')).rejects.toMatchObject({
      code: 'NOT_CONFIGURED',
      message: expect.stringMatching(says),
      action: expect.stringContaining('app-config'),
    });
  });

  it('is not created from malformed config', () => {
    expect(() => create({ baseUrl: 'nowhere' })).toThrow(
      'Invalid config at sentry.baseUrl',
    );
  });
});

/** Starts a backend of a plugin that depends on Sentry and one that doesn't. */
async function start(data: JsonObject) {
  const started: string[] = [];
  let service: SentryService | undefined;
  const withSentry = createBackendPlugin({
    pluginId: 'with-sentry',
    register(env) {
      env.registerInit({
        deps: { sentry: sentryServiceRef },
        async init({ sentry }) {
          service = sentry;
          started.push('with-sentry');
        },
      });
    },
  });
  const without = createBackendPlugin({
    pluginId: 'without',
    register(env) {
      env.registerInit({
        deps: { logger: coreServices.logger },
        async init() {
          started.push('without');
        },
      });
    },
  });
  const outcome = await startTestBackend({
    features: [withSentry, without, mockServices.rootConfig.factory({ data })],
  }).then(
    () => undefined,
    error => String(error),
  );
  return { started, service, outcome };
}

describe('sentryServiceRef', () => {
  it('gives a plugin the configured instances', async () => {
    const { service } = await start({ sentry: { organization: 'acme' } });
    expect(service?.config.instances.map(({ name }) => name)).toEqual([
      'default',
    ]);
  });

  it('starts without a sentry section', async () => {
    const { started, outcome } = await start({});
    expect(outcome).toBeUndefined();
    expect(started).toContain('with-sentry');
  });

  it('fails the plugin that uses it on malformed config, naming the path, and no other', async () => {
    const { started, outcome } = await start({
      backend: {
        startup: {
          plugins: { 'with-sentry': { onPluginBootFailure: 'continue' } },
        },
      },
      sentry: { instances: [{ name: 'eu', baseUrl: 'nowhere' }] },
    });
    expect(outcome).toBeUndefined();
    expect(started).toEqual(['without']);
  });

  it('names the path and the fix in the failure', async () => {
    const { outcome } = await start({
      sentry: { instances: [{ name: 'eu', baseUrl: 'nowhere' }] },
    });
    expect(outcome).toContain('sentry.instances[0].baseUrl');
    expect(outcome).toContain('https://sentry.io');
  });
});
