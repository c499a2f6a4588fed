import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import {
  captureEventMatrix,
  EventKind,
  EventSecrets,
  MatrixEvent,
  captureWithSdk,
} from 'backstage-plugin-sentry-emulator';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { sendEnvelope } from '../__testUtils__/sendEnvelope';
import { FakeCache } from '../__testUtils__/FakeCache';
import { timeMachine } from '../__testUtils__/timeMachine';
import {
  ada,
  connectPeople,
  entities as entitiesOfPeople,
  jonas,
  startUserPortal,
  type Person,
} from '../__testUtils__/userPortal';

describe('detailParts', () => {
  /** Made while the test runs: its own source is in the stack traces. */
  const planted = (name: string) => ['planted', name].join('-');
  const secrets: EventSecrets = {
    cookie: planted('cookie'),
    authorization: planted('authorization'),
    header: planted('header'),
    ipAddress: '10.20.30.40',
    email: 'ada@example.com',
    username: planted('username'),
    userId: planted('user-id'),
    userData: planted('user-data'),
    localVariable: planted('local-variable'),
    requestBody: planted('request-body'),
    queryString: planted('query-string'),
    urlCredentials: `${planted('name')}:${planted('password')}`,
    fragment: planted('fragment'),
    environmentVariable: planted('environment-variable'),
    extra: planted('extra'),
    context: planted('context'),
    breadcrumb: planted('breadcrumb'),
  };

  let matrix: Map<EventKind, MatrixEvent>;
  const emulator = useEmulator(async sentry => {
    matrix = await captureEventMatrix({
      emulator: sentry,
      organization: 'acme',
      project: 'checkout',
      secrets,
    });
  });

  async function detailOf(kind: EventKind) {
    const portal = await startPortal({
      emulator: emulator(),
      entities: [component('checkout', 'checkout')],
    });
    const { issueId = '', eventId } = matrix.get(kind) ?? {};
    const { status, body, text } = await portal.get(
      'checkout',
      `issues/${issueId}`,
    );
    const detail: SentryIssueDetail = body;
    expect([status, detail.problems]).toEqual([200, []]);
    expect(detail.event?.id).toBe(eventId);
    return { event: detail.event, text };
  }

  describe('the detail of what real SDKs send', () => {
    it.each<EventKind>([
      'node',
      'chained',
      'attachments',
      'browser',
      'minified',
    ])('has exceptions with frames, the newest first: %s', async kind => {
      const { event } = await detailOf(kind);
      const [exception] = event?.exceptions ?? [];
      expect(exception.type).toBeDefined();
      expect(exception.frames.length).toBeGreaterThan(0);
      expect(event?.exceptions.length ?? 0).toBeGreaterThanOrEqual(
        kind === 'chained' ? 2 : 1,
      );
    });

    it('has an exception without frames', async () => {
      const { event } = await detailOf('noFrames');
      expect(event?.exceptions).toMatchObject([{ frames: [] }]);
    });

    it('has a message alone', async () => {
      const { event } = await detailOf('message');
      expect(event).toMatchObject({
        title: 'The catalogue is older than one hour',
        level: 'warning',
        exceptions: [],
      });
    });

    it('marks minified code', async () => {
      const { event } = await detailOf('minified');
      expect(event?.exceptions[0].frames[0].isMinified).toBe(true);
    });

    it('has what a browser reported', async () => {
      const { event } = await detailOf('csp');
      expect(event?.csp?.directive).toBeDefined();
      expect(event?.exceptions).toEqual([]);
    });

    it('has the evidence of what Sentry found by itself', async () => {
      const { event } = await detailOf('generic');
      expect(event?.occurrence?.evidence).not.toEqual([]);
    });

    it('has nothing of what is planted in every field', async () => {
      const { text } = await detailOf('secrets');
      for (const [field, value] of Object.entries(secrets)) {
        for (const part of value.split(':')) {
          expect({ field, leaks: text.includes(part) }).toEqual({
            field,
            leaks: false,
          });
        }
      }
    });
  });
});

describe('detailCommits', () => {
  const file = 'plugins/sentry-backend/src/integration/detailParts.test.ts';
  const author = { name: 'Ada Park', email: 'ada@example.com' };
  const integrated = (name: string) => ({
    name,
    url: `https://github.com/${name}`,
    provider: 'integrations:github',
  });
  const commits = [
    {
      id: 'c'.repeat(40),
      message: 'Add up\n\nOf old',
      repository: integrated('acme/shop'),
      pullRequest: {
        id: '7',
        title: 'Add up',
        url: 'https://github.com/acme/shop/pull/7',
      },
    },
    {
      id: 'd'.repeat(40),
      message: 'By hand',
      repository: 'acme/shop',
      pullRequest: {
        id: '8',
        title: 'By hand',
        url: 'https://github.com/acme/shop/pull/8',
      },
    },
    { id: 'e'.repeat(40), message: 'Untold', repository: 'acme/shop' },
  ].map((commit, index) => ({
    ...commit,
    author,
    timestamp: Date.now() - (index + 1) * 60_000,
    files: [file],
  }));

  const emulator = useEmulator(async sentry => {
    sentry.addRelease('acme', {
      version: 'shop@1.0.0',
      projects: ['shop-web'],
      commits,
    });
    sentry.addRelease('acme', {
      version: 'shop@2.0.0',
      projects: ['shop-web'],
      commits: [
        {
          ...commits[0],
          id: 'f'.repeat(40),
          repository: integrated('acme/shared'),
        },
      ],
    });
    await captureWithSdk({
      dsn: sentry.dsn('acme', 'shop-web'),
      events: ['shop@1.0.0', 'shop@2.0.0'].map(release => ({
        error: new TypeError(release),
        fingerprint: [release],
        release,
      })),
    });
  });

  async function detailOf(title: string) {
    const portal = await startPortal({
      emulator: emulator(),
      entities: [
        component('web', 'shop-web', {
          'backstage.io/source-location':
            'url:https://github.com/acme/shop/tree/main/',
          'sentry.io/source-root': `${process.cwd().replace(/\/plugins\/.*$/, '')}=>/`,
        }),
      ],
    });
    const list = await portal.get('web', 'issues?query=');
    const { id } = list.body.items.find((issue: { value: string }) =>
      issue.value.includes(title),
    );
    const { body } = await portal.get('web', `issues/${id}`);
    return body;
  }

  describe('the commits that Sentry holds responsible', () => {
    it('lead to their pages, or to the pull request where only that has one', async () => {
      const { suspectCommits, problems } = await detailOf('shop@1.0.0');
      expect(problems).toEqual([]);
      expect(suspectCommits).toMatchObject([
        {
          id: 'c'.repeat(40),
          message: 'Add up',
          authorName: 'Ada Park',
          url: `https://github.com/acme/shop/commit/${'c'.repeat(40)}`,
        },
        { id: 'd'.repeat(40), url: 'https://github.com/acme/shop/pull/8' },
        { id: 'e'.repeat(40), message: 'Untold' },
      ]);
      expect(suspectCommits[2]).not.toHaveProperty('url');
    });
  });

  describe('a link to the source of a frame', () => {
    it("is of the release's newest commit where that is of the component's repository", async () => {
      const { event } = await detailOf('shop@1.0.0');
      expect(event.exceptions[0].frames[0].sourceUrl).toMatch(
        `https://github.com/acme/shop/tree/${'c'.repeat(40)}/`,
      );
    });

    it('is of the branch where the newest commit is of another repository', async () => {
      const { event } = await detailOf('shop@2.0.0');
      expect(event.release).toMatchObject({
        commit: 'f'.repeat(40),
        repository: { name: 'acme/shared' },
      });
      expect(event.exceptions[0].frames[0].sourceUrl).toMatch(
        'https://github.com/acme/shop/tree/main/',
      );
    });
  });
});

describe('detailSecrets', () => {
  const PLANTED = 'planted-secret';
  const EMAIL = 'ada@example.com';
  const IP = '10.20.30.40';
  const url = `https://user:${PLANTED}@shop.example.com/pay?token=${PLANTED}&page=2`;
  const address = `${url}#${PLANTED}`;

  /** Credentials of known forms, and addresses of people, as programs write them. */
  const written = [
    `GET /login?next=${encodeURIComponent(`/a?token=${PLANTED}`)}`,
    `GET /login?next=/a?token=${PLANTED}`,
    `postgres://app:one/${PLANTED}@db/shop`,
    `Server=db;Password=${PLANTED};Database=shop`,
    `401 for Bearer ${PLANTED}-and-then-some`,
    `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.${PLANTED}`,
    `to ${EMAIL.replace('@', '%2540')} and ${EMAIL.replace('@', '&#64;')}`,
  ];
  /** What a developer must read. */
  const REFUSED = 'connect ECONNREFUSED 10.0.3.17:5432';

  /** As a program sends it, with a secret or a person in each field that has room for one. */
  const event = {
    event_id: 'a'.repeat(32),
    platform: 'node',
    release: 'shop@2.4.0',
    environment: 'production',
    server_name: 'web-1',
    user: {
      id: PLANTED,
      email: EMAIL,
      username: PLANTED,
      ip_address: IP,
      name: PLANTED,
    },
    tags: {
      flavour: 'sweet',
      auth_token: PLANTED,
      'user.email': EMAIL,
      user_id: PLANTED,
      userId: PLANTED,
      usr: PLANTED,
      currentUser: PLANTED,
      ip_address: PLANTED,
      customerEmail: PLANTED,
      remote_addr: PLANTED,
      url: address,
    },
    extra: { cart: PLANTED },
    contexts: {
      browser: { name: 'Firefox', cookie: PLANTED },
      profile: { card: PLANTED, email: EMAIL },
    },
    request: {
      method: 'POST',
      url: address,
      query_string: [
        ['token', `one two ${PLANTED}`],
        ['page', '2'],
      ],
      cookies: { session: PLANTED },
      headers: {
        Authorization: `Bearer ${PLANTED}`,
        Cookie: `session=${PLANTED}`,
        'X-Api-Key': PLANTED,
        'X-Forwarded-For': IP,
        'User-Agent': 'Firefox',
      },
      data: { card: PLANTED },
      env: { REMOTE_ADDR: IP },
    },
    breadcrumbs: [
      {
        timestamp: 1_760_000_000,
        category: 'fetch',
        message: `no answer for ${EMAIL}`,
        data: { url: address, method: 'GET', body: PLANTED },
      },
      ...written.map(message => ({ category: 'console', message })),
    ],
    exception: {
      values: [
        {
          type: 'TypeError',
          value: `No total at ${url} for ${EMAIL}: ${REFUSED}`,
          mechanism: { type: 'generic', handled: false, data: { x: PLANTED } },
          stacktrace: {
            frames: [
              {
                filename: 'src/order.ts',
                abs_path: `https://user:${PLANTED}@shop.example.com/src/order.ts?v=${PLANTED}`,
                function: 'submitOrder',
                lineno: 12,
                in_app: true,
                pre_context: ['function submitOrder() {'],
                context_line: '  throw new TypeError("No total");',
                vars: { card: PLANTED },
              },
            ],
          },
        },
      ],
    },
  };

  const emulator = useEmulator(async sentry => {
    await sendEnvelope(sentry.dsn('acme', 'shop-web'), event);
  });

  describe('an event with secrets and people in it', () => {
    it('leaves none of them in answers, in the cache and in the audit', async () => {
      const seen: string[] = [];
      const cache = new FakeCache();
      const portal = await startPortal({
        emulator: emulator(),
        entities: [
          component('web', 'shop-web', {
            'backstage.io/source-location':
              'url:https://github.com/acme/shop/tree/main/',
          }),
        ],
        cache,
        features: [
          createServiceFactory({
            service: coreServices.auditor,
            deps: {},
            factory: () => ({
              createEvent: async ({ eventId, severityLevel, meta }) => {
                seen.push(JSON.stringify([eventId, severityLevel, meta]));
                return { success: async () => {}, fail: async () => {} };
              },
            }),
          }),
        ],
      });
      const list = await portal.get('web', 'issues?query=');
      const [{ id }] = list.body.items;
      const detail = await portal.get('web', `issues/${id}`);
      const step = await portal.get('web', `issues/${id}/events/latest`);
      expect([detail.status, step.status]).toEqual([200, 200]);
      expect(detail.body.problems).toEqual([]);
      expect(detail.body.event).toEqual(step.body.event);

      const everything = [
        detail.text,
        step.text,
        list.text,
        JSON.stringify([...cache.entries]),
        ...seen,
      ].join('\n');
      expect(everything).toContain('submitOrder');
      expect(everything).toContain(REFUSED);
      expect(everything).not.toContain(PLANTED);
      expect(everything).not.toContain(EMAIL);
      expect(everything).not.toContain(IP);
      expect(detail.body.event).toMatchObject({
        request: {
          method: 'POST',
          url: 'https://shop.example.com/pay?token=[removed]&page=2',
          headers: [['User-Agent', 'Firefox']],
        },
        exceptions: [
          {
            frames: [
              {
                filename: 'src/order.ts',
                sourceUrl:
                  'https://github.com/acme/shop/tree/main/src/order.ts#L12',
              },
            ],
          },
        ],
      });
    });

    it('shows what config opts in to', async () => {
      const portal = await startPortal({
        emulator: emulator(),
        entities: [component('web', 'shop-web')],
        sentry: { detail: { include: ['localVariables'] } },
      });
      const list = await portal.get('web', 'issues?query=');
      const { body } = await portal.get(
        'web',
        `issues/${list.body.items[0].id}`,
      );
      expect(body.event.exceptions[0].frames[0].variables).toEqual([
        ['card', PLANTED],
      ]);
      expect(body.event).not.toHaveProperty('user');
      expect(body.event).not.toHaveProperty('extra');
    });
  });
});

describe('absentIssues', () => {
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
    it('is asked for once in a while, by any route and any caller', async () => {
      const portal = await start();
      const first = await portal.get('web', `issues/${NOBODYS}`);
      expect([first.status, first.body.error.code]).toEqual([
        404,
        'ISSUE_NOT_FOUND',
      ]);
      for (const route of ['', '?event=oldest', `/events/${EVENT}`]) {
        const again = await portal.get('web', `issues/${NOBODYS}${route}`);
        expect([again.status, again.body.error]).toEqual([
          404,
          first.body.error,
        ]);
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
    ])(
      'is found %s after it was asked for, once it is there',
      async (_, ms) => {
        const portal = await start();
        const [newest] = emulator()
          .issues('acme', 'shop-web')
          .map(({ shortId }) => shortId)
          .sort()
          .reverse();
        const [project, number] = [
          newest.slice(0, -1),
          Number(newest.slice(-1)),
        ];
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
      },
    );

    it('does not count as missing while Sentry can not answer', async () => {
      const portal = await start();
      await portal.get('web', `issues/${NOBODYS}`);
      time.pass(10 * SECOND);
      emulator().addFault({ path: '/api/0/organizations/acme/', status: 500 });
      const { status, body } = await portal.get('web', `issues/${NOBODYS}`);
      expect([status, body.error.code]).toEqual([503, 'UPSTREAM_UNAVAILABLE']);
    });
  });

  describe('what is remembered of an issue that is not there', () => {
    it('is of one entity alone: that of another has it at once, and is not affected', async () => {
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
      expect([again.status, again.body.error]).toEqual([
        404,
        foreign.body.error,
      ]);
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
});
