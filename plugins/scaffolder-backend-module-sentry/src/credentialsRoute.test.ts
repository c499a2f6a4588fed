import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { startTestBackend } from '@backstage/backend-test-utils';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderAutocompleteExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import type { JsonObject } from '@backstage/types';
import { startEmulator } from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import sentryModule from './index';
import { startSentry, token } from './__testUtils__/runAction';

const scaffolder = createBackendPlugin({
  pluginId: 'scaffolder',
  register(reg) {
    reg.registerExtensionPoint(scaffolderActionsExtensionPoint, {
      addActions: () => {},
    });
    reg.registerExtensionPoint(scaffolderAutocompleteExtensionPoint, {
      addAutocompleteProvider: () => {},
    });
    reg.registerInit({ deps: {}, async init() {} });
  },
});

/** Asks a backend of that config, by default as the Sentry plugin. */
async function ask(
  data: JsonObject,
  authorization = mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('plugin:sentry'),
    targetPluginId: 'scaffolder',
  }),
) {
  const { server } = await startTestBackend({
    features: [
      scaffolder,
      sentryModule,
      mockServices.rootConfig.factory({ data }),
    ],
  });
  const response = await fetch(
    `http://127.0.0.1:${server.port()}/api/scaffolder/sentry/credentials`,
    { headers: { authorization } },
  );
  const text = await response.text();
  expect(text).not.toContain(token.slice(0, 12));
  return { status: response.status, body: JSON.parse(text) };
}

describe('the state of the credentials of template actions', () => {
  allowLoopbackFetch();

  it('has the scopes of each token that config has, or why they are not known', async () => {
    const { emulator } = await startSentry({ scopes: ['project:admin'] });
    const glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
    glitchtip.addToken({
      token,
      scopes: ['project:write'],
      organizations: ['acme'],
    });
    const at = ({ url }: { url: string }) => ({ apiBaseUrl: `${url}/api/0` });
    try {
      const { status, body } = await ask({
        scaffolder: {
          sentry: {
            ...at(emulator),
            token,
            instances: {
              glitchtip: { ...at(glitchtip), token },
              revoked: { ...at(emulator), token: 'b'.repeat(64) },
              away: { apiBaseUrl: 'http://127.0.0.1:9/api/0', token },
              without: at(emulator),
            },
          },
        },
      });
      const needed = ['project:write', 'team:write', 'org:read'];
      expect(status).toBe(200);
      expect(body.items).toEqual([
        {
          instance: 'default',
          token: 'accepted',
          scopes: {
            held: ['project:admin'],
            needed: [...needed, 'alerts:write'],
          },
        },
        {
          instance: 'glitchtip',
          token: 'accepted',
          scopes: { held: ['project:write'], needed },
        },
        { instance: 'revoked', token: 'rejected' },
        { instance: 'away', token: 'unknown' },
      ]);
      // Nothing but what a token may do is asked with it.
      expect(emulator.requests().map(({ path }) => path)).toEqual([
        '/api/0/',
        '/api/0/',
      ]);
    } finally {
      await Promise.all([emulator.close(), glitchtip.close()]);
    }
  });

  it.each([
    ['a user', mockCredentials.user.header(), 403],
    [
      'another plugin',
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('plugin:catalog'),
        targetPluginId: 'scaffolder',
      }),
      403,
    ],
    ['nobody', mockCredentials.none.header(), 401],
  ])('is refused to %s', async (_, authorization, expected) => {
    const { status, body } = await ask({}, authorization);
    expect(status).toBe(expected);
    expect(body.items).toBeUndefined();
  });
});
