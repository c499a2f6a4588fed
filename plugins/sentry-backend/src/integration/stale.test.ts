import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import {
  component,
  issueCalls,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';

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
      problems: [{ code: 'UPSTREAM_UNAVAILABLE', action: expect.any(String) }],
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
