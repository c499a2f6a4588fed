import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type { SentryService } from './SentryService';
import { sentryServiceRef } from './refs';

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
