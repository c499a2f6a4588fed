import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import {
  startEmulator,
  type EmulatorIntegration,
} from 'backstage-plugin-sentry-emulator';
import type {
  SentryInstanceStatus,
  SentryWebhookStatus,
} from 'backstage-plugin-sentry-common';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { startPortal } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';

// Made by hashing, so that no literal secret stands in any file.
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const secret = hash('webhooks');
const emulator = useEmulator();
const time = timeMachine();
const cleanUps: (() => void)[] = [];
afterEach(() => cleanUps.splice(0).forEach(cleanUp => cleanUp()));

/** A portal, what its page says of the default instance, and its integration in Sentry. */
async function start(sentry: JsonObject = {}, ...plugins: BackendFeature[]) {
  const events = mockServices.events();
  const { server } = await startPortal({
    emulator: emulator(),
    entities: [],
    sentry: { webhooks: { clientSecret: secret }, instances: [], ...sentry },
    features: [
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      ...plugins,
    ],
  });
  const base = `http://localhost:${server.port()}/api/events/http/sentry`;
  return {
    base,
    events,
    async instance(): Promise<SentryInstanceStatus> {
      const { body, text } = await request(server).get('/api/sentry/instances');
      expect(text).not.toContain(secret.slice(0, 12));
      return body.items[0];
    },
    integrate: (integration: Partial<EmulatorIntegration> = {}) =>
      cleanUps.push(
        emulator().addIntegration({
          name: 'Backstage',
          organization: 'acme',
          webhookUrl: base,
          clientSecret: secret,
          ...integration,
        }),
      ),
  };
}

describe('the webhooks of an instance', () => {
  it('are wired where an integration sends what is needed to this portal', async () => {
    const { base, instance, integrate } = await start();
    integrate({ name: 'Other', webhookUrl: 'https://example.com/hooks' });
    integrate();
    expect((await instance()).webhooks).toEqual({
      url: base,
      hasSecret: true,
      integration: {
        name: 'Backstage',
        webhookUrl: base,
        resources: ['issue', 'comment'],
        isAlertable: false,
      },
      missing: [],
      settingsLink: expect.stringMatching(
        /\/settings\/acme\/developer-settings\/backstage\/$/,
      ),
    });
  });

  it.each<
    [
      string,
      Partial<EmulatorIntegration> | null,
      SentryWebhookStatus['missing'],
    ]
  >([
    ['none is there', null, ['integration']],
    [
      'it sends to another path',
      { webhookUrl: 'https://example.com/api/events/http/sentry/eu' },
      ['integration'],
    ],
    [
      'it sends to another host',
      {
        webhookUrl:
          'https://user:key@gateway.example.com/api/events/http/sentry/?key=1',
      },
      ['address'],
    ],
    ['it is off', { isDisabled: true }, ['enabled']],
    ['issues are left out', { events: ['comment'] }, ['issue']],
  ])('lack what is missing where %s', async (_, integration, missing) => {
    const { instance, integrate } = await start();
    if (integration) {
      integrate(integration);
    }
    const { webhooks } = await instance();
    expect(webhooks?.missing).toEqual(missing);
    expect(JSON.stringify(webhooks)).not.toContain('key');
    expect(webhooks?.settingsLink).toContain(
      '/settings/acme/developer-settings/',
    );
  });

  it('lack the secret where config has none', async () => {
    const { instance, integrate } = await start({ webhooks: {} });
    integrate();
    expect((await instance()).webhooks).toMatchObject({
      hasSecret: false,
      missing: ['secret'],
    });
  });

  it('show when the last one of a configured instance arrived, and a gateway that lets them through is right', async () => {
    const { events, instance, integrate } = await start();
    integrate({ webhookUrl: 'https://gateway.example.com/http/sentry' });
    const send = (name: string, at: number) =>
      events.publish({
        topic: 'sentry.issue',
        eventPayload: {
          instance: name,
          resource: 'issue',
          action: 'created',
          at: new Date(at).toISOString(),
        },
      });
    const arrived = Date.now() - 60_000;
    await send('unknown', Date.now());
    await send('default', arrived);
    const { webhooks } = await instance();
    expect(webhooks).toMatchObject({
      lastReceivedAt: new Date(arrived).toISOString(),
      missing: [],
    });
    // Others may publish there, too: a time that is yet to come is none.
    const now = Date.now();
    await send('default', now + 86_400_000);
    time.pass(15_000);
    const later = (await instance()).webhooks?.lastReceivedAt ?? '';
    expect(Date.parse(later)).toBeGreaterThanOrEqual(now);
    expect(Date.parse(later)).toBeLessThan(now + 15_000);
  });

  it('say which scope the token lacks to look', async () => {
    const token = hash('without org:read');
    cleanUps.push(
      emulator().addToken({
        token,
        scopes: ['event:read', 'project:read'],
        organizations: ['acme'],
      }),
    );
    const { instance } = await start({ token });
    const { webhooks } = await instance();
    expect(webhooks).toMatchObject({
      hasSecret: true,
      missing: [],
      problem: {
        code: 'SCOPE_MISSING',
        message: expect.stringContaining('org:read'),
      },
    });
  });

  it('are no matter of a GlitchTip', async () => {
    const glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
    glitchtip.addToken({
      token: secret,
      scopes: ['event:read', 'org:read', 'project:read', 'project:releases'],
      organizations: ['acme'],
    });
    try {
      const { instance } = await start({
        baseUrl: glitchtip.url,
        token: secret,
      });
      const status = await instance();
      expect(status.server?.dialect).toBe('glitchtip');
      expect(status).not.toHaveProperty('webhooks');
    } finally {
      await glitchtip.close();
    }
  });
});

describe('what template actions create projects with', () => {
  /** The scaffolder, as far as its Sentry module answers the diagnostics. */
  const scaffolder = (answer: object) =>
    createBackendPlugin({
      pluginId: 'scaffolder',
      register(env) {
        env.registerInit({
          deps: {
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
          },
          async init({ httpAuth, httpRouter }) {
            httpRouter.use(async (req, res) => {
              const { principal } = await httpAuth.credentials(req, {
                allow: ['service'],
              });
              res.json(
                req.path === '/sentry/credentials' &&
                  principal.subject === 'plugin:sentry'
                  ? answer
                  : {},
              );
            });
          },
        });
      },
    });

  it('is asked of the scaffolder, whose tokens stay there', async () => {
    const { instance } = await start(
      {},
      scaffolder({
        items: [
          {
            instance: 'default',
            token: 'accepted',
            scopes: {
              held: ['org:admin', 'project:write'],
              needed: ['org:read', 'project:write', 'team:write'],
            },
          },
        ],
      }),
    );
    expect((await instance()).provisioning).toEqual({
      token: 'accepted',
      scopes: { held: ['org:admin', 'project:write'], missing: ['team:write'] },
    });
  });

  it('is not configured where the scaffolder has no token, and absent where it can’t be asked', async () => {
    const without = await start({}, scaffolder({ items: [] }));
    expect((await without.instance()).provisioning).toEqual({
      token: 'not-configured',
    });
    const alone = await start();
    expect(await alone.instance()).not.toHaveProperty('provisioning');
  });
});
