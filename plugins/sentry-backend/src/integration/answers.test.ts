import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import {
  component,
  startPortal,
  issueCalls,
  Portal,
  PortalOptions,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import { timeMachine } from '../__testUtils__/timeMachine';
import { FakeCache } from '../__testUtils__/FakeCache';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';

describe('answers', () => {
  const emulator = useEmulator(async sentry => {
    await captureWithSdk({
      dsn: sentry.dsn('acme', 'checkout'),
      events: Array.from({ length: 5 }, (_, number) => ({
        type: 'TypeError',
        value: `Failure ${number}`,
        fingerprint: [`failure-${number}`],
      })),
    });
  });

  const path = '/api/sentry/entities/component/default/checkout/issues';
  const start = () =>
    startPortal({
      emulator: emulator(),
      entities: [component('checkout', 'checkout')],
    });

  describe('an answer on the wire', () => {
    it('is compressed for who takes that, with the same content', async () => {
      const { server } = await start();
      const plain = await request(server)
        .get(path)
        .set('accept-encoding', 'identity');
      expect(plain.headers['content-encoding']).toBeUndefined();
      const gzip = await request(server)
        .get(path)
        .set('accept-encoding', 'gzip, br');
      expect(gzip.headers['content-encoding']).toBe('gzip');
      expect(gzip.headers.vary).toMatch(/Accept-Encoding/);
      expect(gzip.text).toBe(plain.text);
      expect(gzip.headers.etag).toBe(plain.headers.etag);
    });

    it('is not sent again to who has it', async () => {
      const { server } = await start();
      const first = await request(server).get(path);
      const again = await request(server)
        .get(path)
        .set('if-none-match', first.headers.etag);
      expect([again.status, again.text]).toEqual([304, '']);
      const other = await request(server)
        .get(`${path}?limit=1`)
        .set('if-none-match', first.headers.etag);
      expect(other.status).toBe(200);
    });

    it("is the caller's own, to be asked for again", async () => {
      const { server } = await start();
      const { headers } = await request(server).get(path);
      expect(headers['cache-control']).toBe('private, no-cache');
      expect(headers.vary).toMatch(/Authorization/);
    });
  });
});

describe('stale', () => {
  const emulator = useEmulator(async sentry => {
    await captureWithSdk({
      dsn: sentry.dsn('acme', 'shop-web'),
      events: distinctErrors(3, { name: 'shop' }),
    });
    await captureWithSdk({
      dsn: sentry.dsn('acme-eu', 'billing'),
      events: distinctErrors(2, { name: 'billing' }),
    });
  });
  const time = timeMachine();
  const entities = [
    component('shop-web', 'shop-web'),
    component('both', 'shop-web, eu:acme-eu/billing'),
  ];

  const start = (ttl: object) =>
    startPortal({
      emulator: emulator(),
      entities,
      sentry: { cache: { ttl: { ...ttl }, staleFor: { minutes: 15 } } },
    });

  async function until(
    portal: Portal,
    name: string,
    done: (body: { stale: boolean; problems: { code: string }[] }) => boolean,
  ) {
    for (;;) {
      const answer = await portal.get(name, 'issues');
      if (answer.status !== 200 || done(answer.body)) {
        return answer;
      }
    }
  }

  describe('a cached answer', () => {
    it('is served with the problem while Sentry is down, and renewed when it is back', async () => {
      const portal = await start({ milliseconds: 1 });
      const warm = await portal.get('shop-web', 'issues');
      emulator().addFault({ body: 'reset' });
      const stale = await until(
        portal,
        'shop-web',
        ({ problems }) => problems.length > 0,
      );
      expect(stale.status).toBe(200);
      expect(stale.body).toMatchObject({
        items: warm.body.items,
        fetchedAt: warm.body.fetchedAt,
        stale: true,
        problems: [
          { code: 'UPSTREAM_UNAVAILABLE', action: expect.any(String) },
        ],
      });
      expect(stale.headers.etag).not.toBe(warm.headers.etag);
    });

    it('spares a Sentry that is down the calls of every request', async () => {
      const portal = await start({ milliseconds: 1 });
      await portal.get('shop-web', 'issues');
      emulator().addFault({ body: 'reset' });
      await until(portal, 'shop-web', ({ problems }) => problems.length > 0);
      emulator().clearRequests();
      for (let count = 0; count < 20; count += 1) {
        const { status } = await portal.get('shop-web', 'issues');
        expect(status).toBe(200);
      }
      expect(issueCalls(emulator()).length).toBeLessThanOrEqual(1);
    });

    it('is as current as Sentry with a time to live of 0, and still covers a failure', async () => {
      const portal = await start({ seconds: 0 });
      await portal.get('shop-web', 'issues');
      await portal.get('shop-web', 'issues');
      expect(issueCalls(emulator())).toHaveLength(2);
      emulator().addFault({ status: 503 });
      const { status, body } = await portal.get('shop-web', 'issues');
      expect([status, body.stale, body.problems[0].code]).toEqual([
        200,
        true,
        'UPSTREAM_UNAVAILABLE',
      ]);
    });

    it('does without an organization that fails, and says so', async () => {
      const portal = await start({ minutes: 1 });
      emulator().addFault({
        status: 503,
        path: '/api/0/organizations/acme-eu/issues',
      });
      const partial = await portal.get('both', 'issues');
      expect(partial.body).toMatchObject({
        stale: false,
        problems: [
          {
            code: 'UPSTREAM_UNAVAILABLE',
            project: { instance: 'eu', organization: 'acme-eu' },
          },
        ],
      });
      expect(partial.body.items).toHaveLength(3);
      emulator().clearFaults();
      time.pass(6_000);
      const whole = await portal.get('both', 'issues');
      expect(whole.body.problems).toEqual([]);
      expect(whole.body.items).toHaveLength(5);
    });

    it('is answered by 304 to who has it', async () => {
      const portal = await start({ minutes: 1 });
      const { headers } = await portal.get('shop-web', 'summary');
      const again = await portal
        .get('shop-web', 'summary')
        .set('If-None-Match', headers.etag);
      expect([again.status, again.text]).toEqual([304, '']);
    });
  });
});

describe('singleFlight', () => {
  const emulator = useEmulator(sentry =>
    captureWithSdk({
      dsn: sentry.dsn('acme', 'shop-web'),
      events: distinctErrors(3, { name: 'shop' }),
    }),
  );
  const entities = [
    component('shop-web', 'shop-web'),
    component('also-shop-web', 'acme/11'),
  ];

  describe('upstream calls', () => {
    it('answers fifty requests at once with one call', async () => {
      const portal = await startPortal({ emulator: emulator(), entities });
      emulator().addFault({ latencyMs: 50 });
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => portal.get('shop-web', 'issues')),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(
        new Set([200]),
      );
      expect(answers[0].body.items).toHaveLength(3);
      expect(issueCalls(emulator())).toHaveLength(1);
      expect(
        emulator()
          .requests()
          .filter(({ path }) => path.endsWith('/projects/')),
      ).toHaveLength(1);
    });

    it('asks once for two entities with the same project', async () => {
      const portal = await startPortal({ emulator: emulator(), entities });
      await portal.get('shop-web', 'issues');
      await portal.get('also-shop-web', 'issues');
      expect(issueCalls(emulator())).toHaveLength(1);
    });

    it('asks once for two replicas that share a cache', async () => {
      const cache = new FakeCache();
      const one = await startPortal({ emulator: emulator(), entities, cache });
      const two = await startPortal({ emulator: emulator(), entities, cache });
      const first = await one.get('shop-web', 'issues');
      const second = await two.get('shop-web', 'issues');
      // Each has a database of its own here, and with it keys of its own.
      const live = first.body.live;
      expect({ ...second.body, live }).toEqual(first.body);
      expect(emulator().requests()).toHaveLength(2);
    });

    it('works without the shared cache when that is down', async () => {
      const cache = new FakeCache();
      cache.failure = new Error('connection refused');
      const portal = await startPortal({
        emulator: emulator(),
        entities,
        cache,
      });
      const { status, body } = await portal.get('shop-web', 'issues');
      expect([status, body.items.length]).toEqual([200, 3]);
    });
  });
});

describe('singleProjectPlan', () => {
  allowLoopbackFetch();

  const projects = [
    { id: '11', slug: 'shop-web', name: 'Shop web' },
    { id: '12', slug: 'checkout', name: 'Checkout' },
  ];

  /** A Sentry whose plan lists the issues of one project at a time. */
  function startSmallPlan(asked: string[][]): Promise<Server> {
    const server = createServer((req, res) => {
      const { pathname, searchParams } = new URL(
        req.url ?? '',
        'http://sentry',
      );
      const send = (status: number, body: unknown) => {
        res.writeHead(status, { 'content-type': 'application/json' });
        res.end(JSON.stringify(body));
      };
      if (pathname.endsWith('/projects/')) {
        return send(200, projects);
      }
      const ids = searchParams.getAll('project');
      asked.push(ids);
      return ids.length > 1
        ? send(400, {
            detail: 'You do not have the multi project stream feature enabled',
          })
        : send(200, [
            {
              id: `9${ids[0]}`,
              title: 'Error',
              count: '1',
              lastSeen: `2026-11-01T${ids[0]}:00:00Z`,
              project: projects.find(({ id }) => id === ids[0]),
            },
          ]);
    });
    return new Promise(resolve => {
      server.listen(0, '127.0.0.1', () => resolve(server));
    });
  }

  describe('a plan that lists one project at a time', () => {
    it('is asked project by project, and the lists are merged', async () => {
      const asked: string[][] = [];
      const server = await startSmallPlan(asked);
      try {
        // A server that listens on a port has such an address.
        const { port } = server.address() as AddressInfo;
        const portal = await startPortal({
          baseUrl: `http://127.0.0.1:${port}`,
          entities: [component('shop', 'shop-web, checkout')],
        });
        const { status, body } = await portal.get('shop', 'issues');
        expect(status).toBe(200);
        expect(body.problems).toEqual([]);
        expect(body.items.map(({ id }: { id: string }) => id)).toEqual([
          '912',
          '911',
        ]);
        await portal.get('shop', 'issues?sort=new');
        expect(asked).toEqual([['11', '12'], ['11'], ['12'], ['11'], ['12']]);
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
  });
});

describe('health', () => {
  const emulator = useEmulator();
  const entities = [component('shop', 'shop-web')];

  /** A portal, and the last value of the gauge of each instance. */
  async function start(options: Partial<PortalOptions> = {}) {
    const reachable: Record<string, number> = {};
    const metrics = metricsServiceMock.mock({
      createCounter: () => ({ add: () => {} }),
      createHistogram: () => ({ record: () => {} }),
      createGauge: name => ({
        record: (value, attributes) => {
          if (name === 'sentry.instance.reachable') {
            reachable[String(attributes?.instance)] = value;
          }
        },
      }),
    });
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      ...options,
      features: [
        createServiceFactory({
          service: metricsServiceRef,
          deps: {},
          factory: () => metrics,
        }),
      ],
    });
    return { ...portal, reachable };
  }

  describe('a portal whose Sentry is down', () => {
    it.each(['liveness', 'readiness'])('keeps its %s', async check => {
      const { server, get } = await start({ baseUrl: 'http://127.0.0.1:9' });
      expect((await get('shop', 'issues')).status).toBe(503);
      const { status } = await request(server).get(
        `/.backstage/health/v1/${check}`,
      );
      expect(status).toBe(200);
    });

    it('shows in a metric, by instance, and so does its return', async () => {
      const { get, server, reachable } = await start();
      emulator().addFault({ status: 503 });
      await get('shop', 'issues');
      expect(reachable).toEqual({ default: 0 });
      emulator().clearFaults();
      await request(server).get('/api/sentry/instances');
      expect(reachable).toEqual({ default: 1, eu: 1 });
    });

    it('calls a Sentry unreachable at which nothing listens', async () => {
      const { get, reachable } = await start({ baseUrl: 'http://127.0.0.1:9' });
      await get('shop', 'issues');
      expect(reachable).toEqual({ default: 0 });
    });

    it('does not ask a Sentry that wants a pause whether it is there', async () => {
      const { get, reachable } = await start();
      emulator().addFault({ rateLimit: { limit: 0, windowSeconds: 1e9 } });
      await get('shop', 'issues');
      expect(reachable).toEqual({ default: 1 });
      delete reachable.default;
      expect((await get('shop', 'issues?query=is:resolved')).status).toBe(429);
      expect(reachable).toEqual({});
    });

    it('calls a Sentry that refuses reachable', async () => {
      const { get, reachable } = await start();
      emulator().addFault({ status: 401 });
      await get('shop', 'issues');
      expect(reachable).toEqual({ default: 1 });
    });
  });
});
