import { demoToken } from 'backstage-plugin-sentry-emulator';
import {
  type PortalOptions,
  component,
  startPortal,
} from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';
import {
  ada,
  adaElsewhere,
  adaOfCatalog,
  asUser,
  connectPeople,
  entities,
  jonas,
  me,
  startUserPortal,
  titles,
  hash,
} from '../__testUtils__/userPortal';

describe('whose token it is', () => {
  const emulator = useEmulator(connectPeople);
  const time = timeMachine();
  const start = (options: Partial<PortalOptions> = {}) =>
    startUserPortal({ emulator: emulator(), ...options });
  const startKnowingAda = () =>
    start({ entities: [...entities, adaOfCatalog] });
  const routes = ['projects', 'issues', 'environments', 'summary'];

  /** What asks who somebody is, rather than about their projects. */
  const identityCalls = () =>
    emulator()
      .requests()
      .map(({ path }) => path)
      .filter(path => /^\/api\/0\/(organizations\/([^/]+\/)?)?$/.test(path));

  describe('a token of an account without access to the organization', () => {
    it.each(routes)('reads the reason where %s are asked for', async route => {
      const { ask, path } = await start();
      const { status, body } = await ask(path('web', route), adaElsewhere);
      expect([status, body.error]).toEqual([
        409,
        expect.objectContaining({
          code: 'NOT_CONNECTED',
          message: expect.stringMatching(/connected to .*account.*`acme`/),
          action: expect.stringMatching(/right account.*Connect to Sentry/),
        }),
      ]);
    });

    it('is not used for that organization at all, and is for its own', async () => {
      const { issues, ask, path } = await start();
      const { status, body } = await issues(adaElsewhere);
      expect([status, titles(body)]).toEqual([200, ['prototype']]);
      expect(body.problems).toMatchObject([
        { code: 'NOT_CONNECTED', project: { organization: 'acme' } },
      ]);
      const asked = emulator()
        .requests()
        .filter(call => call.path.startsWith('/api/0/organizations/acme/'));
      // Whether it is a member, and no more than that.
      expect(asked.map(call => call.path)).toEqual([
        '/api/0/organizations/acme/',
      ]);
      const projects = await ask(path('shop', 'projects'), adaElsewhere);
      expect(projects.body.items).toMatchObject([
        { ref: 'checkout', problem: { code: 'NOT_CONNECTED' } },
        { ref: 'acme-labs/prototype', slug: 'prototype' },
      ]);
    });

    it('is reported by /me/organizations, with what it does reach', async () => {
      const { ask } = await start();
      const { status, body } = await ask(me, adaElsewhere);
      expect([status, body]).toEqual([
        200,
        expect.objectContaining({
          items: [expect.objectContaining({ slug: 'acme-labs' })],
          problems: [
            expect.objectContaining({
              code: 'NOT_CONNECTED',
              message: expect.stringContaining('`acme`'),
              project: { instance: 'default' },
            }),
          ],
        }),
      ]);
    });

    it('is found to have been given access without being connected anew', async () => {
      const token = emulator().addToken;
      const { ask, path } = await start();
      const newcomer = { who: jonas.who, token: demoToken('eu') };
      const url = path('web', 'issues');
      expect((await ask(url, newcomer)).body.error.code).toBe('NOT_CONNECTED');
      const end = token({
        token: newcomer.token,
        scopes: ['event:read', 'org:read', 'project:read'],
        organizations: ['acme'],
      });
      expect((await ask(url, newcomer)).body.error.code).toBe('NOT_CONNECTED');
      time.pass(31_000);
      expect((await ask(url, newcomer)).status).toBe(200);
      end();
    });
  });

  describe("a token of another account than the user's own", () => {
    const stolen = { who: ada.who, token: jonas.token };

    it.each(routes)('is refused where %s are asked for', async route => {
      const { ask, path } = await startKnowingAda();
      const url = path('shop', route);
      expect((await ask(url, ada)).status).toBe(200);
      emulator().clearRequests();
      const { status, body } = await ask(url, stolen);
      expect([status, body.error]).toEqual([
        409,
        expect.objectContaining({
          code: 'NOT_CONNECTED',
          message: expect.stringContaining('different Sentry account'),
          action: expect.stringContaining('Connect to Sentry'),
        }),
      ]);
      expect(
        new Set(
          emulator()
            .requests()
            .map(call => call.path),
        ),
      ).toEqual(new Set(['/api/0/']));
    });

    it('is refused by /me/organizations', async () => {
      const { ask } = await startKnowingAda();
      const { status, body } = await ask(me, stolen);
      expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
      expect((await ask(me, ada)).status).toBe(200);
    });

    it('is nobody else for users of whom the catalog says no account', async () => {
      const { ask, path } = await startKnowingAda();
      expect((await ask(path('shop', 'issues'), jonas)).status).toBe(200);
    });

    it('is recognized though users may not read users in the catalog', async () => {
      const { ask, path } = await start({
        entities: [...entities, adaOfCatalog],
        policy: { hiddenFrom: ['nobody'] },
      });
      const { body } = await ask(path('shop', 'issues'), stolen);
      expect(body.error.code).toBe('NOT_CONNECTED');
    });
  });

  describe('finding out whose token it is', () => {
    it('takes one call for all who come at once, and none after', async () => {
      const { ask, path } = await startKnowingAda();
      const all = () =>
        Promise.all(
          [...routes, ...routes].map(route => ask(path('web', route), ada)),
        );
      for (const { status } of await all()) {
        expect(status).toBe(200);
      }
      expect(identityCalls()).toEqual(['/api/0/', '/api/0/organizations/']);
      emulator().clearRequests();
      await all();
      expect(emulator().requests()).toEqual([]);
      time.pass(5 * 60_000);
      await all();
      expect(identityCalls()).toEqual([]);
      time.pass(6 * 60_000);
      await all();
      await all();
      expect(identityCalls()).toEqual(['/api/0/', '/api/0/organizations/']);
    });

    it('stands while Sentry is down, so that answers go on', async () => {
      const { ask, path } = await startKnowingAda();
      const url = path('web', 'issues');
      expect((await ask(url, ada)).status).toBe(200);
      time.pass(11 * 60_000);
      emulator().addFault({ status: 503 });
      for (let time_ = 0; time_ < 3; time_ += 1) {
        const { status, body } = await ask(url, ada);
        expect([status, body.stale]).toEqual([200, true]);
        time.pass(6_000);
      }
    });

    it('lets nobody in while it can not be done', async () => {
      const { ask, path } = await start();
      emulator().addFault({ path: '/api/0/organizations/', status: 503 });
      const { status, body } = await ask(path('web', 'issues'), ada);
      expect([status, body.error.code]).toEqual([503, 'UPSTREAM_UNAVAILABLE']);
      emulator().clearFaults();
      time.pass(6_000);
      expect((await ask(path('web', 'issues'), ada)).status).toBe(200);
    });

    it.each([
      ['a web page', 200],
      ['a web page that refuses', 403],
      ['nothing that it knows', 418],
    ])('lets nobody in where %s says whose it is', async (_, status) => {
      const { ask, path } = await startKnowingAda();
      emulator().addFault({ path: '/api/0/', status, body: 'html', times: 1 });
      const another = { who: ada.who, token: jonas.token };
      const answer = await ask(path('web', 'issues'), another);
      expect([answer.status, answer.body.error.code]).toEqual([
        502,
        'UPSTREAM_UNEXPECTED',
      ]);
    });

    it('does without the account where a host can not tell it', async () => {
      const { ask, path } = await startKnowingAda();
      emulator().addFault({ path: '/api/0/', status: 404, times: 1 });
      expect((await ask(path('web', 'issues'), ada)).status).toBe(200);
    });

    it('is nothing that a token of the portal needs', async () => {
      const { ask, path } = await start({
        sentry: {},
        entities: [...entities, adaOfCatalog],
      });
      const { status } = await ask(path('web', 'issues'), { who: ada.who });
      expect(status).toBe(200);
      expect(identityCalls()).toEqual([]);
    });
  });

  describe('an instance that requires the account in the catalog', () => {
    const startRequiring = () =>
      start({
        entities: [...entities, adaOfCatalog],
        sentry: { ...asUser, auth: { type: 'user', requireUserId: true } },
      });

    it('serves a user whose User entity names it', async () => {
      const portal = await startRequiring();
      expect((await portal.issues(ada)).status).toBe(200);
      const other = await portal.issues(adaElsewhere);
      expect([other.status, other.body.error.code]).toEqual([
        409,
        'NOT_CONNECTED',
      ]);
    });

    it('refuses who has none there, and asks Sentry nothing', async () => {
      const portal = await startRequiring();
      for (const url of [portal.path('shop', 'issues'), me]) {
        const { status, body } = await portal.ask(url, jonas);
        const problem = body.error ?? body.problems[0];
        expect([status === 409 || url === me, problem.code]).toEqual([
          true,
          'NOT_CONNECTED',
        ]);
        expect(problem.action).toContain('sentry.io/user-id');
      }
      expect(emulator().requests()).toEqual([]);
    });
  });
});

describe('a token that is rotated', () => {
  const before = hash('before');
  const after = hash('after');

  const emulator = useEmulator();
  const admit = (token: string) =>
    emulator().addToken({
      token,
      scopes: ['event:read', 'org:read', 'project:read'],
      organizations: ['acme'],
    });

  describe('the rotation of the token of the portal', () => {
    it('fails no request of those that come all the while, cached or not', async () => {
      const revoke = admit(before);
      const portal = await startPortal({
        emulator: emulator(),
        entities: [component('shop', 'shop-web, checkout')],
        sentry: { token: before, instances: [] },
      });
      let asked = 0;
      const ask = () =>
        Promise.all(
          Array.from({ length: 8 }, () => {
            asked += 1;
            // Each a question of its own: none is answered from the cache.
            return portal.get('shop', `issues?query=number${asked}`);
          }),
        );
      const answers = [...(await ask())];
      const underWay = [ask(), ask()];
      admit(after);
      portal.reconfigure({ token: after });
      const meanwhile = ask();
      revoke();
      underWay.push(meanwhile, ask());
      answers.push(...(await Promise.all(underWay)).flat(), ...(await ask()));

      expect(answers).toHaveLength(48);
      expect(answers.map(({ status }) => status)).toEqual(Array(48).fill(200));
      expect(answers.flatMap(({ body }) => body.problems)).toEqual([]);
      emulator().clearRequests();
      await ask();
      const statuses = emulator()
        .requests()
        .map(({ status }) => status);
      expect(statuses).toEqual(Array(8).fill(200));
    });
  });
});
