import {
  captureWithSdk,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { createHash } from 'node:crypto';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

// Made by hashing, so that no literal token stands in any file.
const token = createHash('sha256').update('glitchtip').digest('hex');

const emulator = useEmulator();
let glitchtip: Emulator;
beforeAll(async () => {
  glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
  await captureWithSdk({
    dsn: glitchtip.dsn('acme', 'checkout'),
    events: [{ type: 'TypeError', value: 'no cart' }],
  });
  glitchtip.addToken({
    token,
    scopes: ['event:read', 'org:read', 'project:read'],
    organizations: ['acme'],
  });
});
afterAll(() => glitchtip.close());

const start = (server?: string) =>
  startPortal({
    emulator: emulator(),
    entities: [
      component('both', 'shop-web, gt:acme/checkout'),
      component('sentry', 'shop-web'),
      component('gt', 'gt:acme/checkout'),
    ],
    sentry: {
      instances: [
        {
          name: 'gt',
          baseUrl: glitchtip.url,
          organization: 'acme',
          token,
          ...(server && { server }),
        },
      ],
    },
  });

const limited = {
  sorts: ['date', 'new', 'freq'],
  statsPeriod: false,
  issueTrend: true,
  users: false,
  eventTrend: false,
  limitedBy: [{ instance: 'gt', server: 'glitchtip' }],
};

describe('what the servers of an entity can do', () => {
  it('is everything where all are Sentry', async () => {
    const portal = await start('glitchtip');
    const { body } = await portal.get('sentry', 'projects');
    expect(body.capabilities).toEqual({
      sorts: ['date', 'new', 'freq', 'user', 'trends', 'recommended'],
      statsPeriod: true,
      issueTrend: true,
      users: true,
      eventTrend: true,
      limitedBy: [],
    });
  });

  it('is what the least of them can', async () => {
    const portal = await start('glitchtip');
    const { body } = await portal.get('both', 'projects');
    expect(body.capabilities).toEqual(limited);
  });

  it('is told as soon as the kind of a server is found out', async () => {
    const portal = await start();
    await portal.get('both', 'issues');
    const { body } = await portal.get('both', 'projects');
    expect(body.capabilities).toEqual(limited);
  });

  it.each(['glitchtip', undefined])(
    'refuses an order that one lacks, naming it and the orders there are: server %s',
    async server => {
      const portal = await start(server);
      await portal.get('both', 'issues');
      const { status, body } = await portal.get('both', 'issues?sort=trends');
      expect([status, body.error]).toEqual([
        400,
        expect.objectContaining({
          code: 'QUERY_INVALID',
          message: expect.stringMatching(/`gt` is a GlitchTip.*`trends`/),
          action: expect.stringContaining('date, new, freq'),
        }),
      ]);
      expect((await portal.get('sentry', 'issues?sort=trends')).status).toBe(
        200,
      );
    },
  );
});

it('an order that a Sentry is too old for is refused once, and offered no more', async () => {
  const old = await startEmulator({ port: 0, dialect: 'self-hosted' });
  old.addToken({
    token,
    scopes: ['event:read', 'org:read', 'project:read'],
    organizations: ['acme'],
  });
  const portal = await startPortal({
    emulator: emulator(),
    entities: [component('old', 'old:acme/checkout')],
    sentry: {
      instances: [
        { name: 'old', baseUrl: old.url, organization: 'acme', token },
      ],
    },
  });
  const { status, body } = await portal.get('old', 'issues?sort=recommended');
  expect([status, body.error]).toEqual([
    400,
    expect.objectContaining({
      code: 'QUERY_INVALID',
      action: 'Choose another order: date, new, freq, user, trends.',
    }),
  ]);
  const { capabilities } = (await portal.get('old', 'projects')).body;
  expect(capabilities).toMatchObject({
    sorts: ['date', 'new', 'freq', 'user', 'trends'],
    limitedBy: [{ instance: 'old', server: 'sentry' }],
  });
  await old.close();
});

describe.each([
  ['configured', 'glitchtip'],
  ['found out', undefined],
])('the summary of a GlitchTip that is %s', (_, server) => {
  it('counts what its search knows, and tells no zero of the rest', async () => {
    const portal = await start(server);
    glitchtip.clearRequests();
    const { status, body } = await portal.get('gt', 'summary');
    expect([status, body]).toEqual([
      200,
      {
        unresolved: 1,
        capped: [],
        statsPeriod: '14d',
        links: expect.anything(),
        fetchedAt: expect.any(String),
        stale: false,
        problems: [],
      },
    ]);
    const lists = glitchtip
      .requests()
      .filter(call => call.status === 200 && call.path.endsWith('/issues/'));
    expect(
      lists.map(({ query }) => new URLSearchParams(query).get('query')),
    ).toEqual(['is:unresolved']);
  });

  it('tells of several servers what all of them count', async () => {
    const portal = await start(server);
    const { body } = await portal.get('both', 'summary');
    expect(body).toMatchObject({ unresolved: 1, problems: [] });
    expect(body).not.toHaveProperty('new');
    expect(body).not.toHaveProperty('unhandled');
    expect((await portal.get('sentry', 'summary')).body).toMatchObject({
      new: 0,
      unhandled: 0,
    });
  });
});
