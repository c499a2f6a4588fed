import { createServiceFactory } from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import request from 'supertest';
import {
  component,
  startPortal,
  type PortalOptions,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

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

  it('tells so in a metric, by instance, and when it is back', async () => {
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
