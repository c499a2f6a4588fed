import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { createHash } from 'node:crypto';
import { component, startPortal } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';
import {
  connectPeople,
  jonas,
  startUserPortal,
  titles,
} from '../__testUtils__/userPortal';

// Made by hashing, so that no literal token stands in any file.
const token = createHash('sha256').update('of one team').digest('hex');
const scopes = ['event:read', 'org:read', 'project:read'];

const emulator = useEmulator(async sentry => {
  await connectPeople(sentry);
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'payments'),
    events: [
      {
        type: 'TypeError',
        value: 'Failure of payments',
        environment: 'staging',
      },
    ],
  });
  sentry.addToken({
    token,
    scopes,
    organizations: ['acme'],
    projects: ['checkout', 'payments'],
  });
});
const time = timeMachine();
const entities = [
  component('shop', 'checkout, shop-web, payments, storefront-ios'),
  component('hidden', 'shop-web, storefront-ios'),
];
const start = () =>
  startPortal({
    emulator: emulator(),
    entities,
    sentry: { token, instances: [] },
  });

const paths = (part: string) =>
  emulator()
    .requests()
    .filter(({ path }) => path.includes(part));

const hidden = ['shop-web', 'storefront-ios'].map(project => ({
  code: 'PROJECT_NOT_FOUND',
  message: expect.stringMatching(
    new RegExp(`issues of the project \`${project}\`.*token has no access`),
  ),
  action: expect.stringContaining('platform team'),
  project: { instance: 'default', organization: 'acme', project },
}));

describe('an entity of which a token sees some projects', () => {
  it('lists the issues of those, and names each that it does not see', async () => {
    const portal = await start();
    const { status, body } = await portal.get('shop', 'issues');
    expect([status, titles(body)]).toEqual([200, ['checkout', 'payments']]);
    expect(body.problems).toEqual(hidden);
  });

  it('sums up those', async () => {
    const portal = await start();
    const { status, body } = await portal.get('shop', 'summary');
    expect([status, body.unresolved]).toEqual([200, 2]);
    expect(body.problems).toEqual(hidden);
  });

  it('tells the environments of those', async () => {
    const portal = await start();
    const { status, body } = await portal.get('shop', 'environments');
    expect([status, body.items]).toEqual([
      200,
      expect.arrayContaining([{ name: 'staging' }]),
    ]);
    expect(body.problems).toEqual(hidden);
  });

  it('finds out in a few calls for all who come, and asks about the rest alone from then on', async () => {
    const portal = await start();
    await Promise.all(
      Array.from({ length: 5 }, () => portal.get('shop', 'issues')),
    );
    // The list, two halves, four quarters of one, and the list of what is left.
    const cold = paths('/issues/').length;
    expect(cold).toBeLessThanOrEqual(8);
    emulator().clearRequests();
    time.pass(61_000);
    // Stale, and renewed in the background.
    await portal.get('shop', 'issues');
    time.pass(16 * 60_000);
    emulator().clearRequests();
    const { body } = await portal.get('shop', 'issues?query=');
    expect(titles(body)).toEqual(['checkout', 'payments']);
    const asked = paths('/issues/').map(({ query }) =>
      new URLSearchParams(query).getAll('project'),
    );
    expect(asked).toContainEqual(['12', '13']);
  });

  it('shows a project again once the token sees it', async () => {
    const portal = await start();
    await portal.get('shop', 'issues');
    const end = emulator().addToken({ token, scopes, organizations: ['acme'] });
    time.pass(6 * 60_000);
    // One answer as it was, while it is looked at again.
    await portal.get('shop', 'issues?query=');
    await portal.get('shop', 'environments');
    time.pass(70_000);
    const { body } = await portal.get('shop', 'issues?query=&sort=new');
    expect(titles(body)).toContain('shop-web');
    expect(body.problems).toEqual([]);
    end();
    emulator().addToken({
      token,
      scopes,
      organizations: ['acme'],
      projects: ['checkout', 'payments'],
    });
  });

  it('is refused where it sees none, and does not go on asking', async () => {
    const portal = await start();
    const first = await portal.get('hidden', 'issues');
    expect([first.status, first.body.error.code]).toEqual([
      502,
      'SCOPE_MISSING',
    ]);
    emulator().clearRequests();
    time.pass(10_000);
    await portal.get('hidden', 'issues');
    expect(paths('/issues/')).toHaveLength(1);
  });

  it('tells users that it is their account', async () => {
    const portal = await startUserPortal({
      emulator: emulator(),
      entities,
    });
    const { status, body } = await portal.ask(
      portal.path('shop', 'issues'),
      jonas,
    );
    expect([status, titles(body)]).toEqual([200, ['checkout']]);
    expect(body.problems).toContainEqual(
      expect.objectContaining({
        code: 'PROJECT_NOT_FOUND',
        message: expect.stringContaining('your account has no access'),
        project: {
          instance: 'default',
          organization: 'acme',
          project: 'shop-web',
        },
      }),
    );
  });
});
