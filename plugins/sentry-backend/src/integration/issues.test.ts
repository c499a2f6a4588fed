import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import {
  component,
  issueCalls,
  startPortal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const HOUR = 60 * 60_000;

const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'checkout'),
    events: [
      {
        type: 'TypeError',
        value: 'Cannot read the cart',
        fingerprint: ['cart'],
        time: Date.now() - 2 * HOUR,
        environment: 'production',
        user: 'ada',
      },
      {
        type: 'TypeError',
        value: 'Cannot read the cart',
        fingerprint: ['cart'],
        time: Date.now() - HOUR,
        environment: 'production',
        user: 'jonas',
        unhandled: true,
      },
      {
        type: 'RangeError',
        value: 'Too much',
        fingerprint: ['range'],
        time: Date.now() - 3 * HOUR,
        environment: 'staging',
        level: 'warning',
      },
      {
        type: 'OldError',
        value: 'Long ago',
        fingerprint: ['old'],
        time: Date.now() - 50 * HOUR,
        environment: 'production',
      },
    ],
  });
});

const entities = [
  component('checkout', 'checkout'),
  component('staged', 'checkout', { 'sentry.io/environment': 'staging' }),
  component('queried', 'checkout', { 'sentry.io/query': 'level:warning' }),
  component('two-projects', 'checkout, payments'),
  {
    ...component('shop'),
    kind: 'System',
    relations: [
      { type: 'hasPart', targetRef: 'component:default/two-projects' },
      { type: 'hasPart', targetRef: 'component:default/staged' },
      { type: 'hasPart', targetRef: 'component:default/not-readable' },
    ],
  },
];

const start = () => startPortal({ emulator: emulator(), entities });
const types = (body: { items: { type: string }[] }) =>
  body.items.map(({ type }) => type);

describe('issues', () => {
  it('gives an error thrown by a program with the real SDK', async () => {
    const portal = await start();
    const { body } = await portal.get('checkout', 'issues');
    expect(types(body)).toEqual(['TypeError', 'RangeError', 'OldError']);
    expect(body.items[0]).toMatchObject({
      title: 'TypeError: Cannot read the cart',
      value: 'Cannot read the cart',
      level: 'error',
      status: 'unresolved',
      count: 2,
      userCount: 2,
      isUnhandled: true,
      permalink: expect.stringContaining(emulator().url),
      trend: { period: '14d', buckets: expect.any(Array) },
      project: { instance: 'default', organization: 'acme', slug: 'checkout' },
    });
    expect(body).toMatchObject({
      stale: false,
      problems: [],
      links: { sentry: expect.stringContaining('project=12') },
    });
  });

  it('gives exactly the issues seen in a period of 24h', async () => {
    const portal = await start();
    const { body } = await portal.get('checkout', 'issues?statsPeriod=24h');
    expect(types(body)).toEqual(['TypeError', 'RangeError']);
    const short = await portal.get('checkout', 'issues?statsPeriod=2h');
    expect(types(short.body)).toEqual(['TypeError']);
    expect(short.body.items[0]).toMatchObject({
      count: 1,
      lifetime: { count: 2 },
    });
  });

  it.each([
    ['environment=staging', 'environment', ['staging'], ['RangeError']],
    [
      'environment=staging&environment=production&limit=2',
      'environment',
      ['production', 'staging'],
      ['TypeError', 'RangeError'],
    ],
    [
      'query=is%3Aunresolved%20level%3Awarning',
      'query',
      ['is:unresolved level:warning'],
      ['RangeError'],
    ],
    ['query=is%3Aresolved', 'query', ['is:resolved'], []],
    ['query=', 'query', [''], ['TypeError', 'RangeError', 'OldError']],
    ['limit=1', 'limit', ['1'], ['TypeError']],
    ['statsPeriod=24h', 'statsPeriod', ['24h'], ['TypeError', 'RangeError']],
  ])('filters by %p at Sentry', async (search, name, values, expected) => {
    const portal = await start();
    const { status, body } = await portal.get('checkout', `issues?${search}`);
    expect([status, types(body)]).toEqual([200, expected]);
    expect(issueCalls(emulator()).map(asked => asked.getAll(name))).toEqual([
      values,
    ]);
  });

  it('starts from the environments and the query of the annotations', async () => {
    const portal = await start();
    const staged = await portal.get('staged', 'issues');
    expect(types(staged.body)).toEqual(['RangeError']);
    const all = await portal.get('staged', 'issues?environment=');
    expect(types(all.body)).toHaveLength(3);
    const queried = await portal.get('queried', 'issues');
    expect(types(queried.body)).toEqual(['RangeError']);
  });

  it('passes on what Sentry says of a query that it cannot read', async () => {
    const portal = await start();
    const { status, body } = await portal.get(
      'checkout',
      'issues?query=is%3Anonsense',
    );
    expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
  });

  it('tells the search of each count that the entity narrows, which lists what was counted', async () => {
    const portal = await start();
    const { body } = await portal.get('queried', 'summary');
    expect(body.queries).toMatchObject({
      unresolved: 'is:unresolved level:warning',
      new: 'is:unresolved is:new level:warning',
    });
    const query = encodeURIComponent(body.queries.new);
    const listed = await portal.get('queried', `issues?query=${query}`);
    expect(types(listed.body)).toEqual(['RangeError']);
    expect(body.new).toBe(listed.body.items.length);

    const whole = await portal.get('checkout', 'summary');
    expect(whole.body.new).toBeGreaterThan(1);
    expect(whole.body).not.toHaveProperty('queries');
  });

  it('counts the summary as Sentry does, in one call for two projects', async () => {
    const portal = await start();
    const { status, body } = await portal.get('two-projects', 'summary');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      unresolved: 3,
      unhandled: 1,
      capped: [],
      statsPeriod: '14d',
      problems: [],
    });
    const counted = emulator()
      .requests()
      .filter(({ path }) => path.endsWith('/issues-count/'));
    expect(
      counted.map(({ query }) => new URLSearchParams(query).getAll('project')),
    ).toEqual([['12', '13']]);
    const day = await portal.get('two-projects', 'summary?statsPeriod=24h');
    expect(day.body.unresolved).toBe(2);
  });

  it('puts a system together from its components, in one call', async () => {
    const { server } = await start();
    const { status, body } = await request(server).get(
      '/api/sentry/entities/system/default/shop/issues',
    );
    expect([status, types(body).length]).toEqual([200, 3]);
    expect(
      issueCalls(emulator()).map(query => query.getAll('project')),
    ).toEqual([['12', '13']]);
  });

  it('lists environments and projects', async () => {
    const portal = await start();
    const environments = await portal.get('staged', 'environments');
    expect(environments.body).toMatchObject({
      items: [{ name: 'production' }, { name: 'staging' }],
      defaults: ['staging'],
    });
    const projects = await portal.get('two-projects', 'projects');
    expect(projects.body.items).toMatchObject([
      { ref: 'checkout', id: '12', name: 'Checkout', platform: 'node' },
      { ref: 'payments', id: '13' },
    ]);
  });
});
