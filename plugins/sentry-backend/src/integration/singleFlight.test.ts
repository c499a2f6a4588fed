import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { FakeCache } from '../__testUtils__/FakeCache';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import {
  component,
  issueCalls,
  startPortal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

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
    expect(second.body).toEqual(first.body);
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
