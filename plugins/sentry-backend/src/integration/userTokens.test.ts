import { demoToken } from 'backstage-plugin-sentry-emulator';
import type { PortalOptions } from '../__testUtils__/startPortal';
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
      'answers %s to each user as they see them',
      async route => {
        const portal = await start();
        const url = portal.path('shop', route);
        const first = await portal.ask(url, ada);
        const alone = await portal.ask(url, jonas);
        const again = await start();
        const fresh = await again.ask(again.path('shop', route), jonas);
        // The keys of `live` are each portal's own.
        const differing = { fetchedAt: undefined, live: undefined };
        expect(first.status).toBe(200);
        expect({ ...alone.body, ...differing }).toEqual({
          ...fresh.body,
          ...differing,
        });
        expect(alone.body.live?.length).toBe(fresh.body.live?.length);
        expect(alone.headers.etag).not.toBe(first.headers.etag);
      },
    );

    it('answers projects that only some users see to those users, who are “me” in a search', async () => {
      const portal = await start();
      const url = portal.path('shop', 'projects');
      const { body } = await portal.ask(url, ada);
      expect(body.capabilities.assignedToMe).toBe(true);
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

    it('answers what the token reaches, to each caller their own', async () => {
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

    it('names an organization once, where one server is several instances', async () => {
      const { ask } = await start({
        sentry: {
          ...asUser,
          instances: [
            {
              name: 'labs',
              baseUrl: emulator().url,
              organization: 'acme-labs',
              auth: { type: 'user' },
            },
          ],
        },
      });
      const { body } = await ask(me, ada);
      expect(body.items).toMatchObject([
        { instance: 'default', slug: 'acme' },
        { instance: 'labs', slug: 'acme-labs' },
      ]);
    });

    it("keeps what a user's own token may not out of the instance's problems", async () => {
      const { ask } = await start();
      emulator().addFault({ path: '/api/0/organizations/acme/', status: 403 });
      const { body } = await ask(
        me.replace('me/organizations', 'entities/component/default/web/issues'),
        ada,
      );
      expect(body.error.code).toMatch(/SCOPE_MISSING|PROJECT_NOT_FOUND/);
      emulator().clearFaults();
      const instances = await ask('/api/sentry/instances', ada);
      expect(instances.body.items[0]).not.toHaveProperty('lastProblems');
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

    it("never answers what the portal's own token reaches", async () => {
      const { ask } = await start({ sentry: {} });
      const { status, body } = await ask(me, ada);
      expect([status, body.error.code]).toEqual([501, 'NOT_CONFIGURED']);
      expect(emulator().requests()).toEqual([]);
    });

    describe('where the portal has a token, and changes are made in the own name', () => {
      it("answers what the caller's own token reaches", async () => {
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

      it('reports an account without access to the organization', async () => {
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
