import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { captureWithSdk, demoToken } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import { closeDatabase, closeDatabaseOf } from '../__testUtils__/closeDatabase';
import { distinctErrors } from '../__testUtils__/sdkEvents';
import {
  component,
  startPortal,
  Portal,
  PortalOptions,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import PromiseRouter from 'express-promise-router';
import plugin from '..';
import { hash } from '../__testUtils__/userPortal';
import { timeMachine } from '../__testUtils__/timeMachine';

describe('access to an entity', () => {
  const emulator = useEmulator(sentry =>
    captureWithSdk({
      dsn: sentry.dsn('acme', 'shop-web'),
      events: distinctErrors(2, { name: 'shop' }),
    }),
  );
  const entities = [
    component('shop-web', 'shop-web'),
    component('checkout', 'checkout'),
  ];
  const alice = 'user:default/alice';
  const bob = 'user:default/bob';
  const event = 'e'.repeat(32);
  /** Every route about an entity. */
  const routes: [method: 'get' | 'patch', route: string][] = [
    ['get', 'projects'],
    ['get', 'issues'],
    ['get', 'environments'],
    ['get', 'summary'],
    ['get', 'releases'],
    ['get', 'tags'],
    ['get', 'tags/browser'],
    ['get', 'assignees'],
    ['get', 'triage'],
    ['get', 'issues/1'],
    ['get', `issues/1/events/${event}`],
    ['patch', 'issues/1'],
    ['patch', 'issues'],
  ];
  const changes = routes.filter(([method]) => method === 'patch');

  /** Asks as a user, or as who is said; a change is one that could be made. */
  function ask(
    { server, path }: Portal,
    [method, route, name = 'shop-web']: [...(typeof routes)[number], string?],
    header: string = mockCredentials.user.header(bob),
  ) {
    const asking = request(server)
      [method](path(name, route))
      .set('authorization', header);
    return method === 'patch'
      ? asking.send({
          status: 'resolved',
          ...(route === 'issues' && { ids: ['1'] }),
        })
      : asking;
  }

  describe('access', () => {
    const blind = 'user:default/blind';
    const denied = 'user:default/denied';
    const reader = 'user:default/reader';
    const writer = 'user:default/writer';
    const triage = { token: demoToken('triage'), triage: { enabled: true } };
    const as = mockCredentials.user.header;
    let portal: Portal;
    beforeAll(async () => {
      portal = await startPortal({
        emulator: emulator(),
        entities,
        sentry: triage,
        policy: {
          hiddenFrom: [blind],
          denied: [denied],
          readOnly: [reader],
          writeOnly: [writer],
        },
      });
    });

    it.each(routes)(
      'answers %s %s with 401 without a sign-in',
      async (...route) => {
        const none = mockCredentials.none.header();
        expect((await ask(portal, route, none)).status).toBe(401);
        expect(emulator().requests()).toEqual([]);
      },
    );

    it.each(routes)(
      'answers %s %s of an entity that does not exist with 404',
      async (...route) => {
        const { status, body } = await ask(portal, [...route, 'hidden']);
        expect([status, body.error.name]).toEqual([404, 'NotFoundError']);
        expect(body.error).not.toHaveProperty('code');
        expect(emulator().requests()).toEqual([]);
      },
    );

    it.each(routes)(
      'answers %s %s of an entity that the caller cannot read with 404',
      async (...route) => {
        const { status, body } = await ask(portal, route, as(blind));
        expect([status, body.error.name]).toEqual([404, 'NotFoundError']);
        expect(body.error).not.toHaveProperty('code');
        expect(emulator().requests()).toEqual([]);
      },
    );

    it.each(routes)(
      'answers %s %s with 403 without the permission',
      async (...route) => {
        const { status, body } = await ask(portal, route, as(denied));
        expect([status, body.error.name]).toEqual([403, 'NotAllowedError']);
        expect(emulator().requests()).toEqual([]);
      },
    );

    describe('of services that are denied', () => {
      let closed: Portal;
      beforeAll(async () => {
        closed = await startPortal({
          emulator: emulator(),
          entities,
          sentry: triage,
          allowed: false,
        });
      });

      it.each(routes)('answers %s %s with 403', async (...route) => {
        const service = mockCredentials.service.header();
        expect((await ask(closed, route, service)).status).toBe(403);
        expect(emulator().requests()).toEqual([]);
      });
    });

    it.each(changes)(
      'answers %s %s with 403 to a caller who may read, and not change',
      async (...route) => {
        const { status: read } = await ask(
          portal,
          ['get', 'issues'],
          as(reader),
        );
        expect(read).toBe(200);
        emulator().clearRequests();
        const { status, body } = await ask(portal, route, as(reader));
        expect([status, body.error.name]).toEqual([403, 'NotAllowedError']);
        expect(emulator().requests()).toEqual([]);
      },
    );

    it.each(changes)(
      'answers %s %s with 403 to a caller who may change, and not read',
      async (...route) => {
        expect((await ask(portal, route, as(writer))).status).toBe(403);
        expect(emulator().requests()).toEqual([]);
      },
    );

    it('lets a service in by the same checks', async () => {
      const { status, body } = await portal
        .get('shop-web', 'issues')
        .set('authorization', mockCredentials.service.header());
      expect([status, body.items.length]).toEqual([200, 2]);
    });

    it('takes the kind in any case', async () => {
      const { status } = await request(portal.server).get(
        '/api/sentry/entities/Component/default/shop-web/issues',
      );
      expect(status).toBe(200);
    });

    it.each([
      ['post', '/entities/component/default/shop-web/issues'],
      ['get', '/entities/component/default/shop-web/issues/'],
      ['get', '/entities/component/default/shop-web'],
    ] as const)('has nothing at %s %s', async (method, path) => {
      const { status } = await request(portal.server)[method](
        `/api/sentry${path}`,
      );
      expect(status).toBe(404);
      expect(emulator().requests()).toEqual([]);
    });

    it('does not give a warm answer to a caller who is not signed in', async () => {
      await portal.get('shop-web', 'issues');
      const { status } = await portal
        .get('shop-web', 'issues')
        .set('authorization', mockCredentials.none.header());
      expect(status).toBe(401);
    });

    it.each([
      [403, 'the policy refuses', { denied: [bob] }],
      [404, 'the catalog hides the entity from', { hiddenFrom: [bob] }],
    ])(
      'answers %d to Bob, whom %s, though Alice has just got the same',
      async (status, _why, rules) => {
        const fresh = await startPortal({
          emulator: emulator(),
          entities,
          policy: rules,
        });
        const asked = (user: string) =>
          fresh
            .get('shop-web', 'issues')
            .set('authorization', mockCredentials.user.header(user));
        const warm = await asked(alice);
        expect([warm.status, warm.body.items.length]).toEqual([200, 2]);
        emulator().clearRequests();

        const refused = await asked(bob);
        expect(refused.status).toBe(status);
        const tagged = await asked(bob).set('If-None-Match', warm.headers.etag);
        expect([tagged.status, tagged.headers.etag]).not.toEqual([
          304,
          expect.anything(),
        ]);
        expect(tagged.status).toBe(status);
        expect(tagged.text).not.toContain('shop 0');
        expect(emulator().requests()).toEqual([]);

        const still = await asked(alice).set(
          'If-None-Match',
          warm.headers.etag,
        );
        expect(still.status).toBe(304);
      },
    );

    it('gives nothing of the project of another entity', async () => {
      const fresh = await startPortal({ emulator: emulator(), entities });
      for (const project of ['shop-web', '11', 'acme/shop-web', '-1']) {
        const { status, body } = await fresh.get(
          'checkout',
          `issues?project=${project}`,
        );
        expect([status, body.error.message]).toEqual([
          400,
          expect.stringContaining('`project`'),
        ]);
      }
      expect(
        emulator()
          .requests()
          .map(({ path }) => path),
      ).toEqual(['/api/0/organizations/acme/projects/']);
    });
  });
});

describe('restricted tokens', () => {
  const emulator = useEmulator();
  beforeAll(() => {
    const guarded = globalThis.fetch;
    // By that name Backstage's plugins find each other in a test.
    globalThis.fetch = (input, init) =>
      guarded(String(input).replace('//localhost:', '//127.0.0.1:'), init);
  });
  const entity = component('web', 'shop-web');

  /** As much of the catalog as is asked for, with Backstage's own authentication. */
  const catalog = createBackendPlugin({
    pluginId: 'catalog',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          const router = PromiseRouter();
          router.get('/entities/by-name/*', async (req, res) => {
            await httpAuth.credentials(req, { allow: ['service'] });
            res.json(entity);
          });
          httpRouter.use(router);
        },
      });
    },
  });

  const access = (subject: string, accessRestrictions?: object[]) => ({
    type: 'static',
    options: { token: hash(subject), subject: 'report' },
    ...(accessRestrictions && { accessRestrictions }),
  });

  describe('a service token', () => {
    it.each([
      ['of everything', undefined, 200],
      ['restricted to sentry and catalog', ['sentry', 'catalog'], 200],
      ['restricted to sentry', ['sentry'], 403],
      ['restricted to catalog', ['catalog'], 403],
    ])('%s is answered so', async (subject, plugins, expected) => {
      const { server } = await startTestBackend({
        features: [
          plugin,
          catalog,
          authServiceFactory,
          httpAuthServiceFactory,
          closeDatabase,
          // Backstage's own authentication keeps keys there.
          closeDatabaseOf('catalog'),
          mockServices.rootConfig.factory({
            data: {
              backend: {
                baseUrl: 'http://localhost',
                auth: {
                  externalAccess: [
                    access(
                      subject,
                      plugins?.map(name => ({ plugin: name })),
                    ),
                  ],
                },
              },
              sentry: {
                organization: 'acme',
                token: demoToken('default'),
                baseUrl: emulator().url,
                startupCheck: false,
              },
            },
          }),
        ],
      });
      const { status, body } = await request(server)
        .get('/api/sentry/entities/component/default/web/issues')
        .set('authorization', `Bearer ${hash(subject)}`);
      expect([status, body.items]).toEqual([
        expected,
        expected === 200 ? [] : undefined,
      ]);
    });
  });
});

describe('reads in the audit', () => {
  const emulator = useEmulator();
  const time = timeMachine();
  const bob = 'user:default/bob';
  const entities = [component('both', 'shop-web, eu:acme-eu/billing')];

  interface Recorded extends Omit<AuditorServiceCreateEventOptions, 'request'> {
    url?: string;
    status: 'succeeded' | 'failed';
    error?: string;
  }

  async function start(options: Partial<PortalOptions> = {}) {
    const events: Recorded[] = [];
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      ...options,
      features: [
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({
            createEvent: async ({ request: asked, meta, ...event }) => {
              const url = asked?.originalUrl;
              // What the auditor itself takes from the request must be had.
              expect(asked?.get('host')).toContain('127.0.0.1');
              return {
                success: async more => {
                  const all = { ...meta, ...more?.meta };
                  events.push({
                    ...event,
                    url,
                    meta: all,
                    status: 'succeeded',
                  });
                },
                fail: async ({ error, meta: more }) => {
                  const all = { ...meta, ...more };
                  const failed = {
                    error: String(error),
                    status: 'failed' as const,
                  };
                  events.push({ ...event, url, meta: all, ...failed });
                },
              };
            },
          }),
        }),
      ],
    });
    return { events, portal };
  }

  describe('the audit', () => {
    it('distinguishes readers, and records each time where no decision is remembered', async () => {
      const { events, portal } = await start();
      await portal.get('both', 'issues');
      await portal
        .get('both', 'issues')
        .set('authorization', mockCredentials.user.header(bob));
      expect(events).toHaveLength(2);

      const anew = await start({ sentry: { cache: { accessTtl: '0s' } } });
      await anew.portal.get('both', 'issues');
      await anew.portal.get('both', 'issues');
      expect(anew.events).toHaveLength(2);
    });

    it.each([
      ['issues', 'issue-list'],
      ['summary', 'issue-summary'],
      ['projects', 'project-list'],
      ['environments', 'environment-list'],
      ['tags', 'tag-list'],
      ['tags/browser', 'tag-values'],
    ])(
      'records who read %s, from Sentry and from the cache, once per decision',
      async (route, eventId) => {
        const { events, portal } = await start();
        await portal.get('both', route);
        await portal.get('both', route);
        time.pass(30_000);
        await portal.get('both', route);
        const event = {
          eventId,
          severityLevel: 'low',
          status: 'succeeded',
          url: `/api/sentry/entities/component/default/both/${route}`,
          meta: {
            operation: eventId,
            entity: 'component:default/both',
            instances: ['default', 'eu'],
            organizations: ['default:acme', 'eu:acme-eu'],
            projects: ['default:acme/shop-web', 'eu:acme-eu/billing'],
            credentials: ['token'],
            decision: 'allowed',
            outcome: 'succeeded',
          },
        };
        expect(events).toEqual([event, event]);
      },
    );

    it('records each of several summaries as it does a single one', async () => {
      const { events, portal } = await start();
      const summaries = () =>
        request(portal.server).get(
          '/api/sentry/summaries?entityRef=component:default/both&entityRef=component:default/missing',
        );
      await summaries();
      await summaries();
      await portal.get('both', 'summary');
      const refused = {
        eventId: 'issue-summary',
        severityLevel: 'medium',
        status: 'failed',
        url: '/api/sentry/summaries',
        meta: {
          entity: 'component:default/missing',
          decision: 'unreadable',
          outcome: 'NotFoundError',
        },
      };
      const allowed = {
        eventId: 'issue-summary',
        severityLevel: 'low',
        status: 'succeeded',
        meta: { entity: 'component:default/both', decision: 'allowed' },
      };
      // Reading again while the decision is remembered is one event; being refused is not.
      expect(events).toMatchObject([refused, allowed, refused]);
    });

    it.each([
      ['denied', 'NotAllowedError', { denied: [bob] }],
      ['unreadable', 'NotFoundError', { hiddenFrom: [bob] }],
    ])(
      'records that somebody was refused: %s',
      async (decision, outcome, policy) => {
        const { events, portal } = await start({
          policy,
          sentry: { audit: { lists: false } },
        });
        await portal
          .get('both', 'issues')
          .set('authorization', mockCredentials.user.header(bob));
        expect(events).toEqual([
          {
            eventId: 'issue-list',
            severityLevel: 'medium',
            status: 'failed',
            url: expect.any(String),
            error: `Error: ${outcome}`,
            meta: {
              operation: 'issue-list',
              entity: 'component:default/both',
              decision,
              outcome,
            },
          },
        ]);
      },
    );

    it('records the problem that Sentry answered with', async () => {
      const { events, portal } = await start();
      emulator().addFault({ status: 401 });
      await portal.get('both', 'issues');
      expect(events).toMatchObject([
        {
          severityLevel: 'medium',
          status: 'failed',
          meta: { decision: 'allowed', outcome: 'TOKEN_REJECTED' },
        },
      ]);
    });

    it('records each reading of a detail, whatever config says of lists', async () => {
      const { events, portal } = await start({
        sentry: { audit: { lists: false } },
      });
      await portal.get('both', 'issues/shop-web-1a');
      expect(events).toMatchObject([
        {
          eventId: 'issue-detail',
          severityLevel: 'medium',
          status: 'failed',
          meta: { issue: 'SHOP-WEB-1A', outcome: 'ISSUE_NOT_FOUND' },
        },
      ]);
      await captureWithSdk({
        dsn: emulator().dsn('acme', 'shop-web'),
        events: [{ type: 'TypeError', value: 'No total' }],
      });
      const { body } = await portal.get('both', 'issues?query=');
      const [{ id }] = body.items;
      events.length = 0;
      const route = `issues/${id}`;
      for (const path of [route, route, `${route}/events/latest`]) {
        await portal.get('both', path);
      }
      expect(events).toHaveLength(3);
      expect(events).toMatchObject(
        events.map(() => ({
          eventId: 'issue-detail',
          severityLevel: 'low',
          status: 'succeeded',
          meta: {
            operation: 'issue-detail',
            entity: 'component:default/both',
            issue: id,
            instances: ['default', 'eu'],
            projects: ['default:acme/shop-web', 'eu:acme-eu/billing'],
            decision: 'allowed',
            outcome: 'succeeded',
          },
        })),
      );
    });

    it('is silent about lists where config says so', async () => {
      const { events, portal } = await start({
        sentry: { audit: { lists: false } },
      });
      const { status } = await portal.get('both', 'issues');
      expect([status, events]).toEqual([200, []]);
    });

    it('records nobody who did not sign in', async () => {
      const { events, portal } = await start();
      await portal
        .get('both', 'issues')
        .set('authorization', mockCredentials.none.header());
      expect(events).toEqual([]);
    });

    it('holds no search, no address of a person and no token', async () => {
      const { events, portal } = await start();
      const query =
        'query=is%3Aplanted-search%20user.email%3Aada%40example.com';
      const { status } = await portal.get('both', `issues?${query}`);
      await portal.get('both', 'issues?query=planted-search');
      expect(status).toBe(400);
      expect(events).toHaveLength(2);
      const text = JSON.stringify(events);
      expect(text).not.toContain('planted-search');
      expect(text).not.toContain('example.com');
      expect(text).not.toContain(demoToken('default'));
    });
  });
});
