import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import {
  component,
  issueCalls,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const event = (value: string, environment: string) => ({
  type: 'Error',
  value,
  fingerprint: [value],
  environment,
});

// `staging` is known to the one organization alone, `canary` to the other.
const emulator = useEmulator(async sentry => {
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'checkout'),
    events: [event('ours', 'production'), event('ours staged', 'staging')],
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme-eu', 'billing'),
    events: [event('theirs', 'production'), event('theirs tried', 'canary')],
  });
  // Of another project of the organization, that no entity here has.
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'shop-web'),
    events: [event('foreign', 'laboratory')],
  });
});

const entities = [
  component('both', 'checkout, eu:acme-eu/billing'),
  component('checkout', 'checkout'),
];
const start = () => startPortal({ emulator: emulator(), entities });

let portal: Portal;
beforeAll(async () => {
  portal = await start();
});


describe('an environment that not every organization has', () => {
  it.each([
    ['staging', ['ours staged']],
    ['canary', ['theirs tried']],
    ['production', ['ours', 'theirs']],
  ])('lists the issues of %s, with nothing missing', async (name, expected) => {
    const { status, body } = await portal.get(
      'both',
      `issues?environment=${name}`,
    );
    expect([status, body.problems]).toEqual([200, []]);
    expect(
      body.items.map(({ value }: { value: string }) => value).sort(),
    ).toEqual(expected);
    emulator().clearRequests();
    await portal.get('both', `issues?environment=${name}`);
    expect(issueCalls(emulator())).toEqual([]);
  });

  it('asks each organization for those that it has', async () => {
    const { body } = await portal.get(
      'both',
      'issues?environment=staging&environment=canary&environment=production',
    );
    expect(body).toMatchObject({ problems: [], totalItems: 4 });
    expect(body.items).toHaveLength(4);
  });

  it('counts where it is known', async () => {
    const { status, body } = await portal.get(
      'both',
      'summary?environment=staging',
    );
    expect([status, body.unresolved, body.problems]).toEqual([200, 1, []]);
  });

  it.each(['issues', 'summary'])(
    'is refused by %s where none has it',
    async route => {
        for (const entity of ['both', 'checkout']) {
        const { status, body } = await portal.get(
          entity,
          `${route}?environment=nirvana`,
        );
        expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
        expect(body.error.message).toContain('nirvana');
      }
    },
  );

  it.each([
    ['nothing beside it', ''],
    ['one that it has', '&environment=staging'],
    ['one that nobody has', '&environment=moon'],
  ])('is none where only another project has it, with %s', async (_, more) => {
    const [issue] = emulator().issues('acme', 'checkout');
    for (const path of [
      'issues?',
      'summary?',
      'releases?',
      `issues/${issue.id}?`,
      `issues/${issue.id}/events/latest?`,
    ]) {
      const [there, not] = await Promise.all(
        ['laboratory', 'labyrinth'].map(async name => {
                const { status, body } = await portal.get(
            'checkout',
            `${path}environment=${name}${more}`,
          );
          const { fetchedAt: __, ...rest } = body;
          return JSON.stringify([
            status,
            status === 200 ? rest : rest.error,
          ]).replaceAll(name, 'X');
        }),
      );
      expect(there).toBe(not);
    }
  });

  it('is none to a token that may not read environments', async () => {
    emulator().addFault({
      path: '/api/0/organizations/acme/environments/',
      status: 403,
    });
    emulator().addFault({
      path: '/api/0/projects/acme/checkout/environments/',
      status: 403,
    });
    const fresh = await start();
    const [there, not, mixed] = await Promise.all(
      ['laboratory', 'nirvana', 'nirvana&environment=staging'].map(
        async name => {
          const { status, body } = await fresh.get(
            'checkout',
            `issues?environment=${name}`,
          );
          return [status, body.totalItems, body.problems];
        },
      ),
    );
    expect(there).toEqual(not);
    expect(there).toEqual([200, 0, []]);
    expect(mixed).toEqual([200, 1, []]);
  });

  it('lists the environments of two projects in one call', async () => {
    const two = await startPortal({
      emulator: emulator(),
      entities: [component('two', 'checkout, payments')],
    });
    const { body } = await two.get('two', 'environments');
    expect(body.items).toEqual([{ name: 'production' }, { name: 'staging' }]);
    expect(
      emulator()
        .requests()
        .filter(({ path }) => path.endsWith('/environments/'))
        .map(({ path }) => path),
    ).toEqual(['/api/0/organizations/acme/environments/']);
  });
});
