import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { sentryServerOf, sentryUserServers } from './userServers';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { SentryCaller } from '../credentials/types';
import { DefaultSentryService } from './DefaultSentryService';

const homes = (auth: JsonObject) => [
  ...sentryUserServers(new ConfigReader({ auth })),
];

describe('sentryUserServers', () => {
  it('is where the auth provider connects users to', () => {
    expect(homes({})).toEqual([]);
    expect(homes({ providers: { sentry: { production: {} } } })).toEqual([
      'https://sentry.io',
    ]);
    const providers = {
      sentry: {
        development: { baseUrl: 'http://127.0.0.1:7009/sentry/' },
        production: { baseUrl: 'https://sentry.example.com' },
      },
    };
    expect(homes({ providers })).toEqual([
      'http://127.0.0.1:7009/sentry',
      'https://sentry.example.com',
    ]);
    expect(homes({ environment: 'production', providers })).toEqual([
      'https://sentry.example.com',
    ]);
  });

  it('takes regions for one server, and what only sounds like it for another', () => {
    expect(sentryServerOf('https://de.sentry.io')).toBe('https://sentry.io');
    expect(sentryServerOf('https://notsentry.io')).toBe('https://notsentry.io');
    expect(sentryServerOf('http://sentry.io')).not.toBe('https://sentry.io');
    expect(sentryServerOf('https://sentry.io.example.com')).not.toBe(
      'https://sentry.io',
    );
  });
});

const TOKEN = 'planted-token-of-ada';
const instance = (name: string, baseUrl: string) => ({
  name,
  baseUrl,
  auth: { type: 'user' },
});
const provider = (baseUrl?: string) => ({
  auth: {
    environment: 'production',
    providers: {
      sentry: {
        production: {
          clientId: 'id',
          clientSecret: 'secret',
          ...(baseUrl && { baseUrl }),
        },
      },
    },
  },
});

/** Asks all instances as Ada: the hosts that her token went to, and what the others say. */
async function askAll(data: JsonObject) {
  const sentTo = new Set<string>();
  const refusals: Record<string, unknown> = {};
  const service = DefaultSentryService.create({
    auditor: mockServices.auditor.mock(),
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    metrics: metricsServiceMock.mock(),
    config: mockServices.rootConfig({ data }),
    fetch: async (url, init) => {
      if (
        String(new Headers(init.headers).get('authorization')).includes(TOKEN)
      ) {
        sentTo.add(new URL(url).host);
      }
      return Response.json([]);
    },
  });
  const caller = new SentryCaller({
    credentials: mockCredentials.user('user:default/ada'),
    userToken: TOKEN,
  });
  for (const { name } of service.config.instances) {
    try {
      const client = await service.getClient(name, { caller });
      await client.listOrganizations();
      const own = await service.getUserClient(name, { caller });
      await own.listOrganizations();
    } catch (error) {
      refusals[name] = error;
    }
  }
  const takers = service.config.instances.flatMap(({ name }) =>
    service.takesUserTokens(name) ? name : [],
  );
  return { sentTo: [...sentTo], refusals, takers };
}

describe("a user's own token, where instances of several servers ask for it", () => {
  const instances = [
    instance('onprem', 'https://sentry.example.com/errors'),
    instance('saas', 'https://sentry.io'),
    instance('eu', 'https://de.sentry.io'),
  ];

  it('goes to the server alone that users connect to', async () => {
    const { sentTo, refusals, takers } = await askAll({
      sentry: { instances },
      ...provider(),
    });
    expect(sentTo).toEqual(['sentry.io', 'de.sentry.io']);
    expect(takers).toEqual(['saas', 'eu']);
    expect(refusals).toEqual({
      onprem: expect.objectContaining({
        code: 'NOT_CONFIGURED',
        message: expect.stringContaining('sentry.example.com'),
        action: expect.stringContaining('auth.type'),
      }),
    });
  });

  it('goes to one of your own where users connect to that', async () => {
    const { sentTo, refusals } = await askAll({
      sentry: { instances },
      ...provider('https://sentry.example.com/errors/'),
    });
    expect(sentTo).toEqual(['sentry.example.com']);
    expect(Object.keys(refusals)).toEqual(['saas', 'eu']);
  });

  it('goes to the first one where config does not say where users connect', async () => {
    const { sentTo } = await askAll({ sentry: { instances } });
    expect(sentTo).toEqual(['sentry.example.com']);
  });

  it('goes to instances that others share a token of only where they are of that server', async () => {
    const shared = (name: string, baseUrl: string) => ({
      ...instance(name, baseUrl),
      auth: { type: 'token', token: 'token-of-the-portal' },
    });
    const { sentTo, refusals, takers } = await askAll({
      sentry: {
        instances: [
          shared('onprem', 'https://sentry.example.com/errors'),
          shared('eu', 'https://de.sentry.io'),
        ],
      },
      ...provider(),
    });
    expect(sentTo).toEqual(['de.sentry.io']);
    expect(refusals).toEqual({
      onprem: expect.objectContaining({ code: 'NOT_CONFIGURED' }),
    });
    expect(takers).toEqual(['eu']);
  });

  it('goes to the only one under whatever address', async () => {
    const { sentTo } = await askAll({
      sentry: {
        instances: [instance('inside', 'http://sentry.internal:9000')],
      },
      ...provider('https://sentry.example.com'),
    });
    expect(sentTo).toEqual(['sentry.internal:9000']);
  });
});
