import {
  captureWithSdk,
  captureSessions,
  startEmulator,
  Emulator,
} from 'backstage-plugin-sentry-emulator';
import {
  component,
  issueCalls,
  startPortal,
  Portal,
  PortalOptions,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { createHash } from 'node:crypto';
import type {
  SentryRelease,
  SentryPossibleAssignee,
} from 'backstage-plugin-sentry-common';

describe('environments', () => {
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
    ])(
      'lists the issues of %s, with nothing missing',
      async (name, expected) => {
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
      },
    );

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
          expect(body.error.invalid).toEqual({
            parameter: 'environment',
            values: ['nirvana'],
          });
        }
      },
    );

    /** All of an answer, except for its time and the name of the environment. */
    const answerWithin = async (environment: string, path: string) => {
      const { status, body } = await portal.get('checkout', path);
      const { fetchedAt: _, ...rest } = body;
      return JSON.stringify([
        status,
        status === 200 ? rest : rest.error,
      ]).replaceAll(environment, 'X');
    };

    it.each([
      ['nothing beside it', ''],
      ['one that it has', '&environment=staging'],
      ['one that does not exist', '&environment=moon'],
    ])(
      'is none where only another project has it, with %s',
      async (_, more) => {
        const [issue] = emulator().issues('acme', 'checkout');
        for (const path of [
          'issues?',
          'summary?',
          'releases?',
          `issues/${issue.id}?`,
          `issues/${issue.id}/events/latest?`,
        ]) {
          const [there, not] = await Promise.all(
            ['laboratory', 'labyrinth'].map(name =>
              answerWithin(name, `${path}environment=${name}${more}`),
            ),
          );
          expect(there).toBe(not);
        }
      },
    );

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
});

describe('releases', () => {
  const HOUR = 3_600_000;
  const emulator = useEmulator(async sentry => {
    const dsn = sentry.dsn('acme', 'checkout');
    const payments = sentry.dsn('acme', 'payments');
    const now = Date.now();
    await captureWithSdk({
      dsn,
      events: [
        {
          type: 'E',
          value: 'old',
          release: 'shop@1.0.0',
          time: now - 5 * HOUR,
        },
        {
          type: 'F',
          value: 'new',
          release: 'shop@2.0.0',
          time: now - 2 * HOUR,
        },
      ],
    });
    await captureSessions({
      dsn,
      sessions: [
        { release: 'shop@1.0.0', user: 'a', started: now - HOUR, exited: 1 },
        { release: 'shop@2.0.0', user: 'b', started: now - HOUR, exited: 2 },
        { release: 'shop@2.0.0', user: 'c', started: now - HOUR, crashed: 1 },
      ],
    });
    await captureWithSdk({
      dsn: payments,
      events: [
        { type: 'G', value: 'pay', release: 'pay@7.0.0', time: now - HOUR },
        {
          type: 'H',
          value: 'too',
          release: 'shop@1.0.0',
          time: now - 5 * HOUR,
        },
      ],
    });
    await captureSessions({
      dsn: payments,
      sessions: [
        { release: 'pay@7.0.0', user: 'a', started: now - HOUR, exited: 9 },
        { release: 'shop@1.0.0', user: 'b', started: now - HOUR, exited: 6 },
        {
          release: 'pay@7.0.0',
          environment: 'staging',
          user: 'd',
          started: now - HOUR,
          crashed: 5,
        },
      ],
    });
  });
  const entities = [
    component('checkout', 'checkout'),
    component('payments', 'payments'),
    component('web', 'shop-web'),
    component('both', 'checkout, payments'),
    component('live', 'payments', { 'sentry.io/environment': 'production' }),
  ];
  const start = () => startPortal({ emulator: emulator(), entities });

  describe('the releases of an entity', () => {
    it('are listed newest first, with their health where there are sessions', async () => {
      const portal = await start();
      const { status, body } = await portal.get('checkout', 'releases');
      expect([status, body.problems]).toEqual([200, []]);
      expect(body.items).toMatchObject([
        {
          version: 'shop@2.0.0',
          shortVersion: '2.0.0',
          projects: ['checkout'],
          newIssues: 1,
          health: {
            sessions: 3,
            crashFreeSessions: expect.closeTo(2 / 3),
            crashFreeUsers: 0.5,
            adoption: 0.75,
          },
        },
        {
          version: 'shop@1.0.0',
          health: { crashFreeSessions: 1, adoption: 0.25 },
        },
      ]);
    });

    it('are adopted by each project for itself, however many projects the entity has', async () => {
      const portal = await start();
      const adoptionOf = async (entity: string) => {
        const { body } = await portal.get(entity, 'releases');
        return Object.fromEntries(
          body.items.map((release: SentryRelease) => [
            release.version,
            release.health?.adoption,
          ]),
        );
      };
      expect(await adoptionOf('checkout')).toEqual({
        'shop@2.0.0': 0.75,
        'shop@1.0.0': 0.25,
      });
      expect(await adoptionOf('payments')).toEqual({
        'pay@7.0.0': 0.7,
        'shop@1.0.0': 0.3,
      });
      expect(await adoptionOf('both')).toEqual({
        'shop@2.0.0': 0.75,
        'pay@7.0.0': 0.7,
        // 1 of 4 in the one, 6 of 20 in the other.
        'shop@1.0.0': 0.2917,
      });
    });

    it('are asked for by project and release, those with most sessions first', async () => {
      const portal = await start();
      await portal.get('both', 'releases');
      const sessions = emulator()
        .requests()
        .filter(({ path }) => path.endsWith('/sessions/'))
        .map(({ query }) => new URLSearchParams(query));
      expect(
        sessions.map(query => [query.getAll('groupBy'), query.get('orderBy')]),
      ).toEqual([
        [['project'], '-sum(session)'],
        [['project', 'release'], '-sum(session)'],
      ]);
      expect(sessions.map(query => query.getAll('project'))).toEqual([
        ['12', '13'],
        ['12', '13'],
      ]);
    });

    it("are those of the entity's environment, and do as well there", async () => {
      const portal = await start();
      const healthOf = async (entity: string, query = '') => {
        const { body } = await portal.get(entity, `releases${query}`);
        return body.items.find(
          ({ version }: SentryRelease) => version === 'pay@7.0.0',
        )?.health;
      };
      const live = { sessions: 9, crashFreeSessions: 1, adoption: 0.6 };
      expect(await healthOf('live')).toMatchObject(live);
      expect(
        await healthOf('payments', '?environment=production'),
      ).toMatchObject(live);
      // Taken back: all environments.
      expect(await healthOf('live', '?environment=')).toMatchObject({
        sessions: 14,
      });
      expect(await healthOf('payments')).toMatchObject({ sessions: 14 });
    });

    it('of an environment that there is not are refused, naming it', async () => {
      const portal = await start();
      const { status, body } = await portal.get(
        'checkout',
        'releases?environment=nowhere',
      );
      expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
      expect(body.error.message).toContain('nowhere');
    });

    it("are none of another entity's", async () => {
      const portal = await start();
      const { body } = await portal.get('web', 'releases');
      expect(body.items).toEqual([]);
    });

    it('have no health where Sentry has none', async () => {
      const portal = await start();
      const path = '/api/0/organizations/acme/sessions/';
      emulator().addFault({ path, status: 403 });
      const { body } = await portal.get('checkout', 'releases');
      expect(body.items).toHaveLength(2);
      expect(body.items[0]).not.toHaveProperty('health');
      expect(body.problems).toEqual([]);
    });
  });

  describe('the releases that a legacy API key sees', () => {
    // Made by hashing, so that no literal key stands in any file.
    const startWith = (scopes: string[]) => {
      const apiKey = createHash('sha256').update(scopes.join()).digest('hex');
      emulator().addToken({
        token: apiKey,
        kind: 'api-key',
        scopes,
        organizations: ['acme'],
      });
      return startPortal({
        emulator: emulator(),
        entities,
        sentry: {
          token: undefined,
          auth: { type: 'api-key', apiKey },
          instances: [],
        },
      });
    };
    const reading = ['event:read', 'org:read', 'project:read'];

    it('are none without the scope, which is said in place of an empty list', async () => {
      const portal = await startWith(reading);
      const { status, body } = await portal.get('checkout', 'releases');
      expect([status, body.error]).toMatchObject([
        502,
        {
          code: 'SCOPE_MISSING',
          message: expect.stringContaining('`project:releases`'),
        },
      ]);
    });

    it('are there with it, and an empty list is one', async () => {
      const portal = await startWith([...reading, 'project:releases']);
      const { body } = await portal.get('checkout', 'releases');
      expect(body.items).toHaveLength(2);
      const none = await portal.get('web', 'releases');
      expect([none.status, none.body.items]).toEqual([200, []]);
    });
  });
});

describe('assignees', () => {
  const emulator = useEmulator();
  const entities = [
    component('checkout', 'checkout'),
    component('both', 'checkout, shop-web'),
    component('labs', 'acme-labs/prototype'),
  ];

  async function choiceOf(
    entity: string,
    options: Partial<PortalOptions> = {},
  ) {
    const portal = await startPortal({
      emulator: emulator(),
      entities,
      sentry: { triage: { enabled: true } },
      ...options,
    });
    emulator().clearRequests();
    const { status, body, text } = await portal.get(entity, 'assignees');
    const items: SentryPossibleAssignee[] = body.items;
    return { status, body, text, items };
  }

  describe('whom an issue can be assigned to', () => {
    it("lists by name the project's teams, then the people in them", async () => {
      const { status, body, text, items } = await choiceOf('checkout');
      expect([status, body.problems]).toEqual([200, []]);
      expect(items.map(({ type, name }) => [type, name])).toEqual([
        ['team', 'checkout'],
        ['team', 'Money'],
        ['user', 'Ada Park'],
        ['user', 'Jonas Weber'],
      ]);
      expect(items[2]).toEqual({
        type: 'user',
        id: '501',
        name: 'Ada Park',
        instance: 'default',
        organization: 'acme',
        projects: ['checkout'],
      });
      expect(text).not.toContain('@');
    });

    it('goes by the projects that each has a part in', async () => {
      const { items } = await choiceOf('both');
      expect(
        Object.fromEntries(items.map(({ name, projects }) => [name, projects])),
      ).toEqual({
        checkout: ['checkout'],
        'shop-web': ['shop-web'],
        Money: ['checkout'],
        Storefront: ['shop-web'],
        'Ada Park': ['checkout', 'shop-web'],
        'Jonas Weber': ['checkout'],
        'Mira Okafor': ['shop-web'],
      });
    });

    it('is asked of Sentry in two calls, however many projects there are', async () => {
      await choiceOf('both');
      expect(
        emulator()
          .requests()
          .map(({ path, query }) => `${path}?${query}`)
          .filter(path => /teams|users|members/.test(path))
          .sort(),
      ).toEqual([
        '/api/0/organizations/acme/teams/?per_page=100',
        '/api/0/organizations/acme/users/?project=11&project=12',
      ]);
    });

    it("is the project's team alone where the organization has no members", async () => {
      const { items } = await choiceOf('labs');
      expect(items.map(({ type }) => type)).toEqual(['team']);
    });

    it.each([
      ['teams', 'user'],
      ['users', 'team'],
    ])('has the others where Sentry does not list %s', async (part, type) => {
      const path = `/api/0/organizations/acme/${part}/`;
      emulator().addFault({ path, status: 403 });
      const { items, body } = await choiceOf('checkout');
      expect(new Set(items.map(one => one.type))).toEqual(new Set([type]));
      expect(body.problems).toMatchObject([
        {
          code: 'SCOPE_MISSING',
          message: expect.stringContaining('org:read'),
        },
      ]);
    });

    const user = 'user:default/mock';
    it.each<[string, Partial<PortalOptions>]>([
      ['config allows no changes of issues', { sentry: {} }],
      ['config forbids it', { sentry: { triage: { enabled: false } } }],
      [
        'the caller lacks sentry.issue.update for the entity',
        {
          policy: {
            readOnlyEntities: { [user]: ['component:default/checkout'] },
          },
        },
      ],
    ])('is empty where %s', async (_, options) => {
      const { status, body, items } = await choiceOf('checkout', options);
      expect([status, items, body.problems]).toEqual([200, [], []]);
      expect(emulator().requests()).toEqual([]);
    });
  });
});

describe('capabilities', () => {
  // Made by hashing, so that no literal token stands in any file.
  const token = createHash('sha256').update('glitchtip').digest('hex');

  const emulator = useEmulator();
  let glitchtip: Emulator;
  beforeAll(async () => {
    glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
    await captureWithSdk({
      dsn: glitchtip.dsn('acme', 'checkout'),
      events: [{ type: 'TypeError', value: 'no cart' }],
    });
    glitchtip.addToken({
      token,
      scopes: ['event:read', 'org:read', 'project:read'],
      organizations: ['acme'],
    });
  });
  afterAll(() => glitchtip.close());

  const start = (server?: string) =>
    startPortal({
      emulator: emulator(),
      entities: [
        component('both', 'shop-web, gt:acme/checkout'),
        component('sentry', 'shop-web'),
        component('gt', 'gt:acme/checkout'),
      ],
      sentry: {
        instances: [
          {
            name: 'gt',
            baseUrl: glitchtip.url,
            organization: 'acme',
            token,
            ...(server && { server }),
          },
        ],
      },
    });

  const limited = {
    sorts: ['date', 'new', 'freq'],
    statsPeriod: false,
    issueTrend: true,
    users: false,
    eventTrend: false,
    limitedBy: [{ instance: 'gt', server: 'glitchtip' }],
  };

  describe('what the servers of an entity can do', () => {
    it('is everything where all are Sentry', async () => {
      const portal = await start('glitchtip');
      const { body } = await portal.get('sentry', 'projects');
      expect(body.capabilities).toEqual({
        sorts: [
          'date',
          'new',
          'freq',
          'user',
          'trends',
          'recommended',
          'attention',
        ],
        statsPeriod: true,
        issueTrend: true,
        users: true,
        eventTrend: true,
        limitedBy: [],
      });
    });

    it('is what the least of them can', async () => {
      const portal = await start('glitchtip');
      const { body } = await portal.get('both', 'projects');
      expect(body.capabilities).toEqual(limited);
    });

    it('is there as soon as the kind of a server is found out', async () => {
      const portal = await start();
      await portal.get('both', 'issues');
      const { body } = await portal.get('both', 'projects');
      expect(body.capabilities).toEqual(limited);
    });

    it.each(['glitchtip', undefined])(
      'refuses an order that one lacks, naming it and the orders there are: server %s',
      async server => {
        const portal = await start(server);
        await portal.get('both', 'issues');
        const { status, body } = await portal.get('both', 'issues?sort=trends');
        expect([status, body.error]).toEqual([
          400,
          expect.objectContaining({
            code: 'QUERY_INVALID',
            message: expect.stringMatching(/`gt` is a GlitchTip.*`trends`/),
            action: expect.stringContaining('date, new, freq'),
          }),
        ]);
        expect((await portal.get('sentry', 'issues?sort=trends')).status).toBe(
          200,
        );
      },
    );
  });

  it('an order that a Sentry is too old for is refused once, and offered no more', async () => {
    const old = await startEmulator({ port: 0, dialect: 'self-hosted' });
    old.addToken({
      token,
      scopes: ['event:read', 'org:read', 'project:read'],
      organizations: ['acme'],
    });
    const portal = await startPortal({
      emulator: emulator(),
      entities: [component('old', 'old:acme/checkout')],
      sentry: {
        instances: [
          { name: 'old', baseUrl: old.url, organization: 'acme', token },
        ],
      },
    });
    const { status, body } = await portal.get('old', 'issues?sort=recommended');
    expect([status, body.error]).toEqual([
      400,
      expect.objectContaining({
        code: 'QUERY_INVALID',
        action: 'Choose another order: date, new, freq, user, trends.',
      }),
    ]);
    const { capabilities } = (await portal.get('old', 'projects')).body;
    expect(capabilities).toMatchObject({
      sorts: ['date', 'new', 'freq', 'user', 'trends', 'attention'],
      limitedBy: [{ instance: 'old', server: 'sentry' }],
    });
    await old.close();
  });

  describe.each([
    ['configured', 'glitchtip'],
    ['found out', undefined],
  ])('the summary of a GlitchTip that is %s', (_, server) => {
    it('counts what its search knows, and has no zero for the rest', async () => {
      const portal = await start(server);
      glitchtip.clearRequests();
      const { status, body } = await portal.get('gt', 'summary');
      // Findings come along where they are there in time.
      const { findings: _findings, ...counts } = body;
      expect([status, counts]).toEqual([
        200,
        {
          unresolved: 1,
          capped: [],
          statsPeriod: '14d',
          links: expect.anything(),
          fetchedAt: expect.any(String),
          live: [expect.any(String), expect.any(String)],
          stale: false,
          problems: [],
        },
      ]);
      const lists = glitchtip
        .requests()
        .filter(call => call.status === 200 && call.path.endsWith('/issues/'));
      expect(
        lists.map(({ query }) => new URLSearchParams(query).get('query')),
      ).toEqual(['is:unresolved']);
    });

    it('marks what only some of several servers count', async () => {
      const portal = await start(server);
      const { body } = await portal.get('both', 'summary');
      expect(body).toMatchObject({ unresolved: 1, problems: [] });
      expect(body).toMatchObject({ new: 0, uncounted: { new: 1 } });
      expect(body).not.toHaveProperty('uncounted.unresolved');
      expect((await portal.get('sentry', 'summary')).body).toMatchObject({
        new: 0,
        unhandled: 0,
      });
    });
  });
});
