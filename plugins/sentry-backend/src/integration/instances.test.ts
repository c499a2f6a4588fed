import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  defaultWorld,
  demoToken,
  startEmulator,
} from 'backstage-plugin-sentry-emulator';
import {
  fakeSentryClient,
  sentryServiceMock,
} from 'backstage-plugin-sentry-node/testUtils';
import { createHash } from 'node:crypto';
import request from 'supertest';
import { closeDatabase } from '../__testUtils__/closeDatabase';
import {
  component,
  startPortal,
  type PortalOptions,
} from '../__testUtils__/startPortal';
import { sentryPlugin } from '../plugin';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';

// Made by hashing, so that no literal token stands in any file.
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const poor = hash('without event scopes');
const rich = hash('with more than is needed');

const emulator = useEmulator(async () => {}, {
  world: {
    ...defaultWorld(),
    tokens: [
      ...defaultWorld().tokens,
      {
        token: poor,
        scopes: ['org:read', 'project:read'],
        organizations: ['acme'],
      },
      {
        token: rich,
        scopes: ['event:admin', 'org:read', 'project:read', 'team:write'],
        organizations: ['acme'],
      },
    ],
  },
});
const time = timeMachine();
const url = '/api/sentry/instances';

const start = (options: Partial<PortalOptions> = {}) =>
  startPortal({ emulator: emulator(), entities: [], ...options });

describe('GET /instances', () => {
  it('tells how each instance is doing', async () => {
    const { server } = await start();
    const { status, body, headers } = await request(server).get(url);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      {
        name: 'default',
        baseUrl: emulator().url,
        organization: 'acme',
        reachable: true,
        latencyMs: expect.any(Number),
        tls: false,
        organizationFound: true,
        credential: 'token',
        scopes: {
          held: ['event:read', 'org:read', 'project:read'],
          missing: [],
          unneeded: [],
        },
        server: { dialect: 'sentry' },
        problems: [],
      },
      { name: 'eu', organization: 'acme-eu', organizationFound: true },
    ]);
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it('asks each once for all who come within a while', async () => {
    const { server } = await start();
    await Promise.all(
      Array.from({ length: 10 }, () => request(server).get(url)),
    );
    await request(server).get(url);
    expect(emulator().requests()).toHaveLength(6);
    time.pass(15_000);
    await request(server).get(url);
    expect(emulator().requests()).toHaveLength(12);
  });

  it.each([
    [poor, { missing: ['event:read'], unneeded: [] }, ['SCOPE_MISSING']],
    [rich, { missing: [], unneeded: ['event:admin', 'team:write'] }, []],
  ])(
    'compares the scopes of a token with those needed',
    async (token, scopes, codes) => {
      const { server } = await start({ sentry: { token } });
      const { body } = await request(server).get(url);
      expect(body.items[0].scopes).toMatchObject(scopes);
      expect(
        body.items[0].problems.map(({ code }: { code: string }) => code),
      ).toEqual(codes);
    },
  );

  it('says what is wrong with an organization, a token and a server', async () => {
    const { server } = await start({
      sentry: {
        organization: 'nowhere',
        instances: [
          {
            name: 'rejected',
            baseUrl: emulator().url,
            organization: 'acme',
            token: hash('unknown'),
          },
          {
            name: 'gone',
            baseUrl: 'http://127.0.0.1:9',
            organization: 'acme',
            token: demoToken('default'),
          },
          { name: 'tokenless', organization: 'acme' },
        ],
      },
    });
    const { status, body } = await request(server).get(url);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { reachable: true, problems: [{ code: expect.any(String) }] },
      { reachable: true, problems: [{ code: 'TOKEN_REJECTED' }] },
      { reachable: false, problems: [{ code: 'UPSTREAM_UNAVAILABLE' }] },
      { problems: [{ code: 'NOT_CONFIGURED' }] },
    ]);
    expect(body.items[0].organizationFound).not.toBe(true);
    // Nobody was asked.
    expect(body.items[3]).not.toHaveProperty('reachable');
  });

  it('is for those alone who hold the permission', async () => {
    const { server } = await start({ allowed: false });
    const { status } = await request(server).get(url);
    expect(status).toBe(403);
    const unknown = await request(server)
      .get(url)
      .set('authorization', mockCredentials.none.header());
    expect(unknown.status).toBe(401);
    expect(emulator().requests()).toEqual([]);
  });

  it('does not call a server unreachable that waits for a viewer to connect', async () => {
    const { server } = await start({
      sentry: { token: undefined, auth: { type: 'user' } },
    });
    const { status, body } = await request(server).get(url);
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({
      credential: 'user',
      problems: [{ code: 'NOT_CONNECTED' }],
    });
    expect(body.items[0]).not.toHaveProperty('reachable');
  });

  it('remembers what went wrong for whoever asked, each kind once and without what they asked', async () => {
    const { server, get } = await start({
      entities: [component('shop', 'shop-web')],
    });
    expect((await request(server).get(url)).body.items[0]).not.toHaveProperty(
      'lastProblems',
    );
    await get('shop', 'issues?environment=nirvana');
    time.pass(61_000);
    for (const fault of [
      { rateLimit: { limit: 0, windowSeconds: 1e9 } },
      { status: 503 },
      { status: 503 },
      { status: 401 },
    ]) {
      emulator().clearFaults();
      emulator().addFault(fault);
      await get('shop', 'issues?query=somebody@example.com');
      time.pass(61_000);
    }
    emulator().clearFaults();
    const { body, text } = await request(server).get(url);
    const { reachable, problems, lastProblems } = body.items[0];
    expect([reachable, problems]).toEqual([true, []]);
    expect(
      lastProblems.map(
        (last: { problem: { code: string }; count: number; at: string }) => [
          last.problem.code,
          last.count,
          new Date(last.at).toISOString() === last.at,
        ],
      ),
    ).toEqual([
      ['TOKEN_REJECTED', 1, true],
      ['UPSTREAM_UNAVAILABLE', 2, true],
      ['RATE_LIMITED', expect.any(Number), true],
    ]);
    expect(text).not.toMatch(/nirvana|somebody/);
    expect(body.items[1]).not.toHaveProperty('lastProblems');
  });

  it('forgets problems after a day', async () => {
    const { server, get } = await start({
      entities: [component('shop', 'shop-web')],
    });
    emulator().addFault({ status: 503 });
    await get('shop', 'issues');
    emulator().clearFaults();
    time.pass(25 * 3_600_000);
    const { body } = await request(server).get(url);
    expect(body.items[0]).not.toHaveProperty('lastProblems');
  });

  it('tells a GlitchTip from a Sentry, though it calls itself one, and repeats no token', async () => {
    const glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
    glitchtip.addToken({
      token: rich,
      scopes: ['event:read', 'org:read', 'project:read'],
      organizations: ['acme'],
    });
    try {
      const { server } = await start({
        baseUrl: glitchtip.url,
        sentry: { token: rich, instances: [] },
      });
      const { body, text } = await request(server).get(url);
      expect(body.items).toMatchObject([
        {
          reachable: true,
          organizationFound: true,
          server: { dialect: 'glitchtip' },
          problems: [],
        },
      ]);
      // Its index does.
      expect(text).not.toContain(rich);
    } finally {
      await glitchtip.close();
    }
  });

  it('tells when a credential ends, where that is known', async () => {
    const expiresAt = Date.UTC(2027, 0, 1);
    const client = { ...fakeSentryClient(), expiresAt };
    const { server } = await start({
      features: [
        sentryServiceMock.factory({
          sentry: { organization: 'acme', token: rich },
          clients: { default: client },
        }),
      ],
    });
    const { body } = await request(server).get(url);
    expect(body.items[0].expiresAt).toBe('2027-01-01T00:00:00.000Z');
  });

  it('never tells a token', async () => {
    const { server } = await start({ sentry: { token: rich } });
    const { text } = await request(server).get(url);
    for (const token of [rich, demoToken('eu')]) {
      expect(text).not.toContain(token.slice(0, 12));
    }
  });
});

describe('the check at the start', () => {
  it('logs a line for each instance, and lets the start go on without Sentry', async () => {
    const logger = mockServices.logger.mock();
    const lines = new Promise<unknown[]>(resolve => {
      const seen: unknown[] = [];
      const note = (line: string) => {
        if (line.startsWith('Sentry instance') && seen.push(line) === 2) {
          resolve(seen);
        }
      };
      logger.info.mockImplementation(note);
      logger.warn.mockImplementation(note);
    });
    await start({
      startupCheck: true,
      sentry: { token: poor },
      features: [
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
    });
    const [first, second] = await lines;
    expect(first).toMatch(
      /^Sentry instance 'default' at 127\.0\.0\.1:\d+: reachable; .*organization acme.*SCOPE_MISSING.*event:read/,
    );
    // What is wrong, and what to do about it.
    expect(first).toMatch(
      /SCOPE_MISSING: [^.]*\. Ask your platform team .*\.$/,
    );
    expect(second).toMatch(/^Sentry instance 'eu' .*credential token$/);
    expect(JSON.stringify([first, second])).not.toContain(poor.slice(0, 12));
  });

  it.each<[string, object | undefined, RegExp]>([
    [
      'no section',
      undefined,
      /No Sentry instance is configured: app-config has no `sentry` section\. Set sentry\.organization/,
    ],
    [
      'no instance',
      { cache: { ttl: '5s' } },
      /has no organization, token or instance below `sentry`/,
    ],
    [
      'a token of an unset variable',
      { organization: 'acme', token: '' },
      /^Sentry instance 'default' at sentry\.io: not asked; NOT_CONFIGURED: .*has no token.*sentry\.token.*environment variable/,
    ],
  ])(
    'says what %s is, and calls nothing unreachable',
    async (_, sentry, says) => {
      const logger = mockServices.logger.mock();
      const line = new Promise<string>(resolve => {
        logger.warn.mockImplementation(resolve);
      });
      await startTestBackend({
        features: [
          sentryPlugin,
          closeDatabase,
          catalogServiceMock.factory({ entities: [] }),
          mockServices.rootConfig.factory({ data: sentry ? { sentry } : {} }),
          createServiceFactory({
            service: coreServices.logger,
            deps: {},
            factory: () => logger,
          }),
        ],
      });
      expect(await line).toMatch(says);
      expect(await line).not.toContain('reachable');
    },
  );
});
