import { sendDemoEvents } from './sendDemoEvents';
import { startEmulator } from '../emulator';
import { call } from '../__testUtils__/call';
import { demoToken } from '../world';
import type { Emulator } from '../types';

// A morning, so that the last day has some of the night too.
const now = Date.UTC(2026, 10, 21, 9, 30);

describe('the demo', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, clock: () => now });
    await sendDemoEvents(emulator);
  }, 60_000);
  afterAll(() => emulator.close());

  const hits = async (
    organization: string,
    project: string,
    query: string,
    token = demoToken('default'),
  ) => {
    const params = new URLSearchParams({ project, query, limit: '1' });
    const { headers } = await call(
      emulator,
      `/api/0/organizations/${organization}/issues/?${params}`,
      token,
    );
    return Number(headers['x-hits']);
  };

  it('leaves no request in the log', () => {
    expect(emulator.requests()).toEqual([]);
  });

  it('fills shop-web beyond one page of Sentry, with all that can become of an issue', async () => {
    expect(await hits('acme', 'shop-web', 'is:unresolved')).toBeGreaterThan(
      150,
    );
    for (const query of [
      'is:new',
      'is:ongoing',
      'is:escalating',
      'is:regressed',
      'is:resolved',
      'is:archived',
      'is:assigned',
      'error.unhandled:true',
      'level:fatal',
      'level:warning',
      'issue.priority:low',
      'issue.priority:medium',
    ]) {
      expect([query, await hits('acme', 'shop-web', query)]).not.toEqual([
        query,
        0,
      ]);
    }
  });

  it('gives the other projects their share, and storefront-ios nothing', async () => {
    expect(await hits('acme', 'checkout', '')).toBe(25);
    expect(await hits('acme', 'payments', '')).toBe(15);
    expect(await hits('acme', 'storefront-ios', '')).toBe(0);
    expect(await hits('acme-labs', 'prototype', '')).toBe(5);
    expect(await hits('acme-eu', 'billing', '', demoToken('eu'))).toBe(20);
  });

  it('names files as deployed, not as they lie on this machine', async () => {
    const { body } = await call(
      emulator,
      '/api/0/organizations/acme/issues/?project=payments&query=PaymentDeclinedError',
    );
    const { text } = await call(
      emulator,
      `/api/0/organizations/acme/issues/${body[0].id}/events/latest/`,
    );
    expect(text).toContain('app:///src/payments.ts');
    expect(text).toContain('risk rule 17 matched');
    expect(text).not.toContain(process.cwd());
  });

  it('is the same again for the same seed and clock', async () => {
    const again = await startEmulator({ port: 0, clock: () => now });
    await sendDemoEvents(again);
    const path =
      '/api/0/organizations/acme/issues/?project=-1&query=&collapse=stats';
    const [one, other] = await Promise.all(
      [emulator, again].map(async instance =>
        (await call(instance, path)).body.map(
          ({ permalink, ...issue }: { permalink: string }) => issue,
        ),
      ),
    );
    await again.close();
    expect(other).toEqual(one);
  }, 60_000);
});
