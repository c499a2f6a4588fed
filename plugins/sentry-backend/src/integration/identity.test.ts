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
  Person,
  HEADER,
  hash,
} from '../__testUtils__/userPortal';
import { FakeCache } from '../__testUtils__/FakeCache';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { inspect } from 'node:util';
import request from 'supertest';
import { startLoopback } from '../__testUtils__/startLoopback';

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
    it.each(routes)('is told so where %s are asked for', async route => {
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

    it('is told by /me/organizations, with what it does reach', async () => {
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

    it('is told apart though users may not read users in the catalog', async () => {
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

describe('tokens of users', () => {
  const emulator = useEmulator(connectPeople);
  const time = timeMachine();
  const start = (options: Partial<PortalOptions> = {}) =>
    startUserPortal({ emulator: emulator(), ...options });

  describe('an instance asked with the tokens of users', () => {
    const expected = [
      { person: ada, sees: ['checkout', 'prototype'] },
      { person: adaElsewhere, sees: ['prototype'] },
      { person: jonas, sees: ['checkout'] },
    ];

    it.each([
      ['one process', undefined],
      ['a cache that replicas share', new FakeCache()],
    ])(
      'gives everybody their own answers, cold, at once, warm and stale: %s',
      async (_, cache) => {
        const portal = await start({ cache });
        const cold = await Promise.all(
          expected.map(({ person }) => portal.issues(person)),
        );
        cold.forEach(({ status, body }, index) => {
          expect(status).toBe(200);
          expect(titles(body)).toEqual(expected[index].sees);
        });
        emulator().clearRequests();
        for (const { person, sees } of expected) {
          expect(titles((await portal.issues(person)).body)).toEqual(sees);
        }
        expect(emulator().requests()).toEqual([]);
        time.pass(61_000);
        for (const { person, sees } of expected) {
          expect(titles((await portal.issues(person)).body)).toEqual(sees);
        }
        const kept = [...(cache?.entries ?? [])];
        expect(kept.length > 0).toBe(cache !== undefined);
        for (const { person } of expected) {
          expect(JSON.stringify(kept)).not.toContain(person.token);
        }
      },
    );

    it('answers 304 to the own tag alone, not to that of another identity', async () => {
      const portal = await start();
      const tags: string[] = [];
      for (const { person } of expected) {
        tags.push((await portal.issues(person)).headers.etag);
      }
      for (const [own, { person, sees }] of expected.entries()) {
        const statuses: number[] = [];
        for (const tag of tags) {
          statuses.push((await portal.issues(person, tag)).status);
        }
        expect(statuses).toEqual(tags.map((_, of) => (of === own ? 304 : 200)));
        const other = tags[(own + 1) % tags.length];
        expect(titles((await portal.issues(person, other)).body)).toEqual(sees);
        // Nobody at all learns whether there is such an answer.
        const none = await portal.issues({ who: person.who }, tags[own]);
        expect(none.status).toBe(409);
      }
    });

    it.each(['projects', 'environments', 'summary'])(
      'tells %s to everybody as they see them',
      async route => {
        const portal = await start();
        const url = portal.path('shop', route);
        const first = await portal.ask(url, ada);
        const alone = await portal.ask(url, jonas);
        const again = await start();
        const fresh = await again.ask(again.path('shop', route), jonas);
        const { fetchedAt: _, ...body } = alone.body;
        const { fetchedAt: __, ...before } = fresh.body;
        expect(first.status).toBe(200);
        expect(body).toEqual(before);
        expect(alone.headers.etag).not.toBe(first.headers.etag);
      },
    );

    it('tells the projects that only some see to those', async () => {
      const portal = await start();
      const url = portal.path('shop', 'projects');
      const seen = async (person: Person) =>
        (await portal.ask(url, person)).body.items.map(
          (item: { slug?: string; problem?: { code: string } }) =>
            item.slug ?? item.problem?.code,
        );
      expect(await seen(ada)).toEqual(['checkout', 'prototype']);
      const elsewhere = await seen(adaElsewhere);
      expect(elsewhere).not.toContain('checkout');
      expect(elsewhere).toContain('prototype');
      expect(await seen(ada)).toEqual(['checkout', 'prototype']);
    });

    it('refuses who may not see a project, though another may, at once and after', async () => {
      const portal = await start();
      const url = portal.path('web', 'issues');
      const [seen, ...refused] = await Promise.all(
        [ada, jonas, adaElsewhere].map(person => portal.ask(url, person)),
      );
      const tag = seen.headers.etag;
      expect((await portal.ask(url, ada, tag)).status).toBe(304);
      for (const person of [jonas, adaElsewhere]) {
        refused.push(await portal.ask(url, person, tag));
      }
      expect(titles(seen.body)).toEqual(['shop-web']);
      // One is of the organization and not of the project, the other of neither.
      expect(refused.map(({ body }) => body.error?.code)).toEqual([
        expect.stringMatching(/SCOPE_MISSING|NOT_FOUND/),
        'NOT_CONNECTED',
        expect.stringMatching(/SCOPE_MISSING|NOT_FOUND/),
        'NOT_CONNECTED',
      ]);
    });

    it.each(['projects', 'issues', 'environments', 'summary'])(
      'offers to connect where %s are asked for without a token, and asks nobody',
      async route => {
        const portal = await start();
        const url = portal.path('shop', route);
        await portal.ask(url, ada);
        emulator().clearRequests();
        const { status, body, headers } = await portal.ask(url, {
          who: ada.who,
        });
        expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
        expect(headers.vary).toMatch(/X-Sentry-User-Token/i);
        expect(emulator().requests()).toEqual([]);
      },
    );

    it('lets the permission decide before it looks at a token', async () => {
      const portal = await start({ policy: { denied: [jonas.who] } });
      expect((await portal.issues(jonas)).status).toBe(403);
      expect(emulator().requests()).toEqual([]);
    });

    it('names the header among what an answer differs by', async () => {
      const portal = await start();
      for (const url of [portal.path('shop', 'issues'), me]) {
        const { headers } = await portal.ask(url, ada);
        expect(headers.vary).toMatch(/Authorization.*X-Sentry-User-Token/i);
      }
    });
  });
});

describe('how the token is sent', () => {
  const emulator = useEmulator(connectPeople);
  const time = timeMachine();
  const start = (options: Partial<PortalOptions> = {}) =>
    startUserPortal({ emulator: emulator(), ...options });

  describe('the header with the token of a user', () => {
    it.each([
      ['a space', `${ada.token} planted`],
      ['an accent', `planted-${ada.token}é`],
      ['too much', `planted${'x'.repeat(4_090)}`],
      ['nothing', ' '],
      ['two values', [`planted${ada.token}`, jonas.token]],
    ])('is refused with %s, and not repeated', async (_, value) => {
      const portal = await start();
      for (const url of [
        portal.path('shop', 'issues'),
        '/api/sentry/instances',
        me,
      ]) {
        const { status, body, text } = await portal
          .ask(url, { who: ada.who })
          .set({ [HEADER]: value });
        expect([status, body.error.name]).toEqual([400, 'InputError']);
        expect(text).toMatch(/x-sentry-user-token/);
        expect(body.error.message).not.toContain('planted');
      }
      expect(emulator().requests()).toEqual([]);
    });

    it('is not taken from services', async () => {
      const portal = await start();
      const asking = (header?: string) => {
        const one = portal
          .get('shop', 'issues')
          .set('authorization', mockCredentials.service.header());
        return header ? one.set(HEADER, header) : one;
      };
      expect((await asking(ada.token)).status).toBe(403);
      expect((await asking()).status).toBe(409);
      expect(emulator().requests()).toEqual([]);
    });

    it('is of no use where the portal has a token of its own', async () => {
      const portal = await start({ sentry: {} });
      const { body } = await portal.issues(jonas);
      expect(titles(body)).toEqual(['checkout', 'prototype']);
    });

    it('stands in no answer, log line or audit event, whatever happens', async () => {
      const seen: unknown[] = [];
      // Deeper than JSON, which leaves out the messages of errors.
      const note = (...line: unknown[]) =>
        seen.push(inspect(line, { depth: 9 }));
      const logger = mockServices.logger.mock({
        error: note,
        warn: note,
        info: note,
        debug: note,
      });
      logger.child.mockReturnValue(logger);
      const portal = await start({
        features: [
          createServiceFactory({
            service: coreServices.logger,
            deps: {},
            factory: () => logger,
          }),
        ],
      });
      for (const fault of [undefined, 401, 403, 500]) {
        time.pass(1_000_000);
        emulator().clearFaults();
        if (fault) {
          emulator().addFault({ status: fault });
        }
        for (const url of [
          portal.path('shop', 'issues'),
          portal.path('shop', 'projects'),
          '/api/sentry/instances',
          me,
        ]) {
          const { text, headers } = await portal.ask(url, ada);
          seen.push(text, headers);
        }
      }
      const text = JSON.stringify(seen);
      expect(text).toContain('TOKEN_REJECTED');
      expect(text).toContain('issue-list');
      expect(text).not.toContain(ada.token.slice(0, 12));
    });
  });
});

describe('the organizations of a token', () => {
  const emulator = useEmulator(connectPeople);
  const start = (options: Partial<PortalOptions> = {}) =>
    startUserPortal({ emulator: emulator(), ...options });
  /** One that reads with a token of its own, at the server that users connect to. */
  const startShared = (options: Partial<PortalOptions> = {}) =>
    start({
      sentry: { instances: [] },
      root: {
        auth: {
          providers: { sentry: { development: { baseUrl: emulator().url } } },
        },
      },
      ...options,
    });

  describe('GET /me/organizations', () => {
    const slugs = (body: { items: { slug: string }[] }) =>
      body.items.map(({ slug }) => slug).sort();

    it('tells what the token reaches, to each caller their own', async () => {
      const { ask } = await start();
      const first = await ask(me, ada);
      expect(first.status).toBe(200);
      expect(first.body).toEqual({
        items: expect.arrayContaining([
          { instance: 'default', slug: 'acme', name: expect.any(String) },
        ]),
        fetchedAt: expect.any(String),
        problems: [],
      });
      expect(slugs(first.body)).toEqual(['acme', 'acme-labs']);
      expect(first.headers['cache-control']).toBe('private, no-store');
      expect(slugs((await ask(me, jonas)).body)).toEqual(['acme']);
      expect(slugs((await ask(me, adaElsewhere)).body)).toEqual(['acme-labs']);
    });

    it('puts what fails among the problems, with the instance', async () => {
      const { ask } = await start({
        sentry: {
          ...asUser,
          instances: [
            {
              name: 'labs',
              baseUrl: emulator().url,
              organization: 'nowhere',
              auth: { type: 'user' },
            },
            {
              name: 'shared',
              baseUrl: emulator().url,
              token: demoToken('eu'),
            },
          ],
        },
      });
      const { status, body } = await ask(me, ada);
      expect(status).toBe(200);
      expect(new Set(slugs(body))).toEqual(new Set(['acme', 'acme-labs']));
      expect(body.problems).toMatchObject([
        { code: 'NOT_CONNECTED', project: { instance: 'labs' } },
      ]);
      const unknown = await ask(me, { who: ada.who, token: hash('unknown') });
      expect(unknown.body.items).toEqual([]);
      expect(unknown.body.problems[0].code).toBe('TOKEN_REJECTED');
    });

    it('sends the token to no other server than the one users connect to', async () => {
      const elsewhere = await startLoopback((_request, response) =>
        response.end('[]'),
      );
      const { ask } = await start({
        sentry: {
          ...asUser,
          instances: [
            { name: 'other', baseUrl: elsewhere.url, auth: { type: 'user' } },
          ],
        },
      });
      const { status, body } = await ask(me, ada);
      await elsewhere.close();
      expect([status, slugs(body)]).toEqual([200, ['acme', 'acme-labs']]);
      expect(body.problems).toMatchObject([
        { code: 'NOT_CONFIGURED', project: { instance: 'other' } },
      ]);
      expect(elsewhere.seen).toEqual([]);
    });

    it('asks nobody without a token, and for nobody but users', async () => {
      const { ask, server } = await start();
      const { status, body } = await ask(me, { who: ada.who });
      expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
      const service = await request(server)
        .get(me)
        .set('authorization', mockCredentials.service.header())
        .set(HEADER, ada.token);
      expect(service.status).toBe(403);
      const nobody = await request(server)
        .get(me)
        .set('authorization', mockCredentials.none.header());
      expect(nobody.status).toBe(401);
      expect((await ask(`${me}?a=b`, ada)).status).toBe(400);
      expect(emulator().requests()).toEqual([]);
    });

    it("never tells what the portal's own token reaches", async () => {
      const { ask } = await start({ sentry: {} });
      const { status, body } = await ask(me, ada);
      expect([status, body.error.code]).toEqual([501, 'NOT_CONFIGURED']);
      expect(emulator().requests()).toEqual([]);
    });

    describe('where the portal has a token, and changes are made in the own name', () => {
      it("tells what the caller's own token reaches", async () => {
        const { ask } = await startShared();
        for (const [person, reached] of [
          [ada, ['acme', 'acme-labs']],
          [jonas, ['acme']],
        ] as const) {
          const { status, body } = await ask(me, person);
          expect([status, slugs(body), body.problems]).toEqual([
            200,
            reached,
            [],
          ]);
        }
      });

      it("has to be connected first, and shows nothing of the portal's", async () => {
        const { ask } = await startShared();
        const { status, body } = await ask(me, { who: ada.who });
        expect([status, body.error.code, body.items]).toEqual([
          409,
          'NOT_CONNECTED',
          undefined,
        ]);
        expect(emulator().requests()).toEqual([]);
      });

      it('tells of an account without access to the organization', async () => {
        const { ask } = await startShared();
        const { status, body } = await ask(me, adaElsewhere);
        expect([status, slugs(body), body.problems]).toMatchObject([
          200,
          ['acme-labs'],
          [{ code: 'NOT_CONNECTED', project: { instance: 'default' } }],
        ]);
      });

      it("refuses the token of another account than the caller's", async () => {
        const { ask } = await startShared({
          entities: [...entities, adaOfCatalog],
        });
        const stolen = { who: ada.who, token: jonas.token };
        const { status, body } = await ask(me, stolen);
        expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
        expect((await ask(me, ada)).status).toBe(200);
      });

      it('asks no server but the one that users connect to', async () => {
        const elsewhere = await startLoopback((_request, response) =>
          response.end('[]'),
        );
        const { ask } = await startShared({
          sentry: {
            instances: [
              {
                name: 'other',
                baseUrl: elsewhere.url,
                organization: 'acme',
                token: demoToken('eu'),
              },
            ],
          },
        });
        const { body } = await ask(me, ada);
        await elsewhere.close();
        expect([slugs(body), body.problems]).toEqual([
          ['acme', 'acme-labs'],
          [],
        ]);
        expect(elsewhere.seen).toEqual([]);
      });
    });

    it.each([
      ['for all', start],
      ['for changes alone', startShared],
    ])('is recorded by the audit: where it is used %s', async (_, begin) => {
      const createEvent = jest.fn(async () => ({
        success: async () => {},
        fail: async () => {},
      }));
      const { ask } = await begin({
        features: [
          createServiceFactory({
            service: coreServices.auditor,
            deps: {},
            factory: () => ({ createEvent }),
          }),
        ],
      });
      await ask(me, ada);
      await ask(me, { who: ada.who });
      const event = {
        eventId: 'organization-list',
        meta: {
          operation: 'organization-list',
          instances: ['default'],
          credentials: ['user'],
        },
      };
      expect(createEvent.mock.calls).toMatchObject([
        [{ ...event, severityLevel: 'low' }],
        [{ ...event, severityLevel: 'medium' }],
      ]);
    });
  });
});
