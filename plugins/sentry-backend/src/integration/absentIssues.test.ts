import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { FakeCache } from '../__testUtils__/FakeCache';
import { component, startPortal } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';
import {
  ada,
  connectPeople,
  entities as entitiesOfPeople,
  jonas,
  startUserPortal,
  type Person,
} from '../__testUtils__/userPortal';

const NOBODYS = '999999999';
const EVENT = 'e'.repeat(32);
const SECOND = 1_000;

const emulator = useEmulator(connectPeople);
const time = timeMachine();
const entities = [
  component('web', 'shop-web'),
  component('shop', 'checkout'),
  component('both', 'shop-web, acme-labs/prototype'),
];
const start = (options = {}) =>
  startPortal({ emulator: emulator(), entities, ...options });

/** What Sentry was asked about single issues. */
const questions = () =>
  emulator()
    .requests()
    .map(({ path }) => path)
    .filter(path => /\/issues\/[^/]+\//.test(path));

describe('an issue that there is not', () => {
  it('is asked for once in a while, by whatever route and whoever asks', async () => {
    const portal = await start();
    const first = await portal.get('web', `issues/${NOBODYS}`);
    expect([first.status, first.body.error.code]).toEqual([
      404,
      'ISSUE_NOT_FOUND',
    ]);
    for (const route of ['', '?event=oldest', `/events/${EVENT}`]) {
      const again = await portal.get('web', `issues/${NOBODYS}${route}`);
      expect([again.status, again.body.error]).toEqual([404, first.body.error]);
      time.pass(3 * SECOND);
    }
    const base = `/api/0/organizations/acme/issues/${NOBODYS}/`;
    const asked = questions();
    expect(asked).toContain(base);
    expect(asked).toHaveLength(new Set(asked).size);
    // The client asks for the latest event where none is recommended.
    const once = ['', 'tags/', 'events/recommended/', 'events/latest/'];
    expect(once.map(part => `${base}${part}`)).toEqual(
      expect.arrayContaining(asked),
    );
    emulator().clearRequests();
    time.pass(SECOND);
    expect((await portal.get('web', `issues/${NOBODYS}`)).status).toBe(404);
    expect(questions()).toContain(base);
  });

  it('is asked for once in each organization', async () => {
    const portal = await start();
    for (let times = 0; times < 3; times += 1) {
      const { status } = await portal.get('both', `issues/${NOBODYS}`);
      expect(status).toBe(404);
      time.pass(3 * SECOND);
    }
    expect(questions().sort()).toEqual(
      ['acme-labs', 'acme'].map(
        organization =>
          `/api/0/organizations/${organization}/issues/${NOBODYS}/`,
      ),
    );
  });

  it('is known to the other replicas', async () => {
    const cache = new FakeCache();
    const [one, other] = [await start({ cache }), await start({ cache })];
    await one.get('web', `issues/${NOBODYS}`);
    emulator().clearRequests();
    expect((await other.get('web', `issues/${NOBODYS}`)).status).toBe(404);
    expect(questions()).toEqual([]);
  });

  it.each([
    ['ten seconds', 10 * SECOND],
    ['minutes', 300 * SECOND],
  ])('is found %s after it was asked for, once it is there', async (_, ms) => {
    const portal = await start();
    const [newest] = emulator()
      .issues('acme', 'shop-web')
      .map(({ shortId }) => shortId)
      .sort()
      .reverse();
    const [project, number] = [newest.slice(0, -1), Number(newest.slice(-1))];
    const next = `${project}${number + 1}`;
    expect((await portal.get('web', `issues/${next}`)).status).toBe(404);
    await captureWithSdk({
      dsn: emulator().dsn('acme', 'shop-web'),
      events: [{ type: 'Error', value: `Fresh ${ms}` }],
    });
    time.pass(ms);
    const { status, body } = await portal.get('web', `issues/${next}`);
    expect([status, body.issue?.shortId]).toEqual([200, next]);
    expect(body.event.title).toContain(`Fresh ${ms}`);
  });

  it('is not said to be none while Sentry can not tell', async () => {
    const portal = await start();
    await portal.get('web', `issues/${NOBODYS}`);
    time.pass(10 * SECOND);
    emulator().addFault({ path: '/api/0/organizations/acme/', status: 500 });
    const { status, body } = await portal.get('web', `issues/${NOBODYS}`);
    expect([status, body.error.code]).toEqual([503, 'UPSTREAM_UNAVAILABLE']);
  });
});

describe('what is remembered of an issue that is not there', () => {
  it('is of one entity alone: that of another has it at once, and is told nothing by it', async () => {
    const portal = await start();
    const [{ id }] = emulator().issues('acme', 'checkout');
    const foreign = await portal.get('web', `issues/${id}`);
    const nobodys = await portal.get('web', `issues/${NOBODYS}`);
    expect(foreign.status).toBe(404);
    expect(foreign.body.error).toEqual(nobodys.body.error);
    const own = await portal.get('shop', `issues/${id}`);
    expect([own.status, own.body.issue.id]).toEqual([200, id]);
    // Nor does one that is found become one of the others.
    emulator().clearRequests();
    const again = await portal.get('web', `issues/${id}`);
    expect([again.status, again.body.error]).toEqual([404, foreign.body.error]);
    expect(questions()).toEqual([]);
  });

  it('is of one caller alone where each asks with a token of their own', async () => {
    const portal = await startUserPortal({
      emulator: emulator(),
      entities: entitiesOfPeople,
    });
    const [{ id }] = emulator().issues('acme', 'shop-web');
    const show = (person: Person, issue: string) =>
      portal.ask(portal.path('web', `issues/${issue}`), person);
    // Not in a project that jonas sees.
    expect((await show(jonas, id)).status).toBe(404);
    expect((await show(ada, id)).status).toBe(200);

    expect((await show(ada, NOBODYS)).status).toBe(404);
    emulator().clearRequests();
    expect((await show(ada, NOBODYS)).status).toBe(404);
    expect(questions()).toEqual([]);
    expect((await show(jonas, NOBODYS)).status).toBe(404);
    expect(questions()).toContain(
      `/api/0/organizations/acme/issues/${NOBODYS}/`,
    );
  });
});
