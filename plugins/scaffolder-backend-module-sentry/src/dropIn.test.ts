import * as community from '@backstage/plugin-scaffolder-backend-module-sentry';
import { startTestBackend } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { scaffolderAutocompleteExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import type { JsonObject } from '@backstage/types';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import * as ours from './index';
import {
  configOf,
  failureOf,
  runAction,
  startSentry,
  token,
} from './__testUtils__/runAction';

/** The scaffolder, as far as its actions go. */
function startScaffolder(...features: { default: any }[]) {
  const actions: TemplateAction<any, any, any>[] = [];
  const scaffolder = createBackendPlugin({
    pluginId: 'scaffolder',
    register(reg) {
      reg.registerExtensionPoint(scaffolderActionsExtensionPoint, {
        addActions: (...added) => actions.push(...added),
      });
      reg.registerExtensionPoint(scaffolderAutocompleteExtensionPoint, {
        addAutocompleteProvider: () => {},
      });
      reg.registerInit({ deps: {}, async init() {} });
    },
  });
  return {
    actions,
    started: startTestBackend({
      features: [scaffolder, ...features.map(one => one.default)],
    }),
  };
}

describe('in place of the module of the community', () => {
  allowLoopbackFetch();

  const both = [ours, community] as const;

  /** What each of the two modules returns for the same, each with a Sentry of its own. */
  async function outputsOf(
    run: (
      module: (typeof both)[number],
      config: ConfigReader,
    ) => Promise<Record<string, unknown>>,
  ): Promise<Record<string, unknown>[]> {
    return Promise.all(
      both.map(async module => {
        const { emulator, config } = await startSentry({
          clock: () => Date.UTC(2026, 10, 30),
        });
        try {
          const text = JSON.stringify(await run(module, config));
          return JSON.parse(
            text.replaceAll(new URL(emulator.url).host, 'HOST'),
          );
        } finally {
          await emulator.close();
        }
      }),
    );
  }

  it.each<[string, JsonObject]>([
    ['the required inputs', { name: 'Cart service' }],
    [
      'all of them',
      { name: 'Cart', slug: 'cart-api', platform: 'node', authToken: token },
    ],
  ])('creates a project from %s', async (_, inputs) => {
    const [mine, theirs] = await outputsOf((module, config) =>
      runAction(module.createSentryCreateProjectAction({ config }), {
        organizationSlug: 'acme',
        teamSlug: 'money',
        ...inputs,
      }),
    );
    expect(theirs).toEqual({ id: '42', result: expect.anything() });
    expect(mine).toMatchObject(theirs);
  });

  it('reads a DSN', async () => {
    const [mine, theirs] = await outputsOf((module, config) =>
      runAction(module.createSentryFetchDSNAction({ config }), {
        organizationSlug: 'acme',
        projectSlug: 'shop-web',
      }),
    );
    expect(theirs.dsn).toMatch(/^http:\/\/\w+@HOST\/11$/);
    expect(mine).toEqual(theirs);
  });

  it.each([
    'not a URL',
    'ftp://127.0.0.1/api/0',
    'http://user:password@127.0.0.1/api/0',
    'http://127.0.0.1/api/0?x=1',
    'http://127.0.0.1/api/0#x',
    'http://other.example.com/api/0',
  ])('refuses to send the token to %s', async apiBaseUrl => {
    const { emulator, config } = await startSentry();
    for (const { createSentryFetchDSNAction } of both) {
      const action = createSentryFetchDSNAction({ config });
      const { name, message } = await failureOf(
        runAction(action, {
          organizationSlug: 'acme',
          projectSlug: 'shop-web',
          apiBaseUrl,
        }),
      );
      expect(name).toBe('InputError');
      expect(message).toMatch(/^apiBaseUrl must/);
    }
    expect(emulator.requests()).toEqual([]);
    await emulator.close();
  });

  it('takes the configured address in other words', async () => {
    const { emulator } = await startSentry();
    const input = {
      organizationSlug: 'acme',
      projectSlug: 'shop-web',
      apiBaseUrl: `${emulator.url}/api/0/`,
    };
    for (const { createSentryFetchDSNAction } of both) {
      const config = configOf({ url: emulator.url });
      const outputs = await runAction(
        createSentryFetchDSNAction({ config }),
        input,
      );
      expect(outputs.dsn).toBe(emulator.dsn('acme', 'shop-web'));
    }
    await emulator.close();
  });

  it('needs a token, and never takes that of the section sentry', async () => {
    const { emulator } = await startSentry();
    const config = new ConfigReader({
      sentry: { token, baseUrl: emulator.url },
      scaffolder: { sentry: { apiBaseUrl: `${emulator.url}/api/0` } },
    });
    for (const { createSentryFetchDSNAction } of both) {
      const { name, message } = await failureOf(
        runAction(createSentryFetchDSNAction({ config }), {
          organizationSlug: 'acme',
          projectSlug: 'shop-web',
        }),
      );
      expect(name).toBe('InputError');
      expect(message).toContain('No valid sentry token given');
    }
    expect(emulator.requests()).toEqual([]);
    await emulator.close();
  });

  it('has its ids, inputs and outputs', async () => {
    const [mine, theirs] = [ours, community].map(feature =>
      startScaffolder(feature),
    );
    await Promise.all([mine.started, theirs.started]);
    for (const their of theirs.actions) {
      const my = mine.actions.find(({ id }) => id === their.id);
      const properties = (schema: any) => Object.keys(schema?.properties ?? {});
      expect(my?.schema?.input?.required).toEqual(
        their.schema?.input?.required,
      );
      expect(properties(my?.schema?.input)).toEqual(
        expect.arrayContaining(properties(their.schema?.input)),
      );
      expect(properties(my?.schema?.output)).toEqual(
        expect.arrayContaining(properties(their.schema?.output)),
      );
      expect(my?.supportsDryRun).toBe(true);
    }
    await (await mine.started).stop();
    await (await theirs.started).stop();
  });

  it('does not start beside it', async () => {
    const { started } = startScaffolder(ours, community);
    await expect(started).rejects.toThrow(
      "Module 'sentry' for plugin 'scaffolder' is already registered",
    );
  });
});
