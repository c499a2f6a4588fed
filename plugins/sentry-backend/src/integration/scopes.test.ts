import {
  captureWithSdk,
  demoToken,
  startEmulator,
  Emulator,
} from 'backstage-plugin-sentry-emulator';
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
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import request from 'supertest';

describe('scopes', () => {
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

    it('lists the environments of those', async () => {
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
      const end = emulator().addToken({
        token,
        scopes,
        organizations: ['acme'],
      });
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

    it('says to users that it is their account', async () => {
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
});

describe('fewScopes', () => {
  // Made by hashing, so that no literal token stands in any file.
  const hash = (name: string) =>
    createHash('sha256').update(name).digest('hex');
  const issuesOnly = hash('of the community plugin');
  const withoutOrganization = hash('issues and projects');

  const emulator = useEmulator(async sentry => {
    for (const project of ['checkout', 'shop-web']) {
      await captureWithSdk({
        dsn: sentry.dsn('acme', project),
        events: [{ type: 'TypeError', value: `Failure of ${project}` }],
      });
    }
    const acme = { organizations: ['acme'] };
    sentry.addToken({ token: issuesOnly, scopes: ['event:read'], ...acme });
    sentry.addToken({
      token: withoutOrganization,
      scopes: ['event:read', 'project:read'],
      ...acme,
    });
  });

  const start = (token: string) =>
    startPortal({
      emulator: emulator(),
      entities: [
        component('shop', 'shop-web'),
        component('numbered', '11'),
        component('both', 'shop-web, checkout'),
        component('empty', 'payments'),
        component('nowhere', 'shop-web, nothing'),
      ],
      sentry: { token, instances: [] },
    });

  const limit = {
    code: 'SCOPE_MISSING',
    message: expect.stringMatching(/may read the issues .*`acme`/),
    action: expect.stringMatching(/`org:read` and `project:read`/),
    project: { instance: 'default', organization: 'acme' },
  };

  describe('a token that may read issues alone', () => {
    it('lists them, and says once which scopes bring the rest', async () => {
      const portal = await start(issuesOnly);
      const { status, body } = await portal.get('both', 'issues');
      expect([status, body.items.length]).toEqual([200, 2]);
      expect(body.problems).toEqual([limit]);
      const projects = await portal.get('both', 'projects');
      expect(projects.body.items).toMatchObject([
        { id: '11', slug: 'shop-web', name: 'Shop web' },
        { id: '12', slug: 'checkout' },
      ]);
      expect(projects.body.problems).toEqual([limit]);
    });

    it('asks for a list in environments once, which it may not read', async () => {
      const portal = await start(issuesOnly);
      await portal.get('shop', 'projects');
      emulator().clearRequests();
      const { status, body } = await portal.get(
        'shop',
        'issues?environment=production&query=is:resolved',
      );
      expect([status, body.items]).toEqual([200, []]);
      const lists = emulator()
        .requests()
        .filter(({ path }) => path === '/api/0/organizations/acme/issues/');
      expect(lists).toHaveLength(1);
    });

    it('counts them, and shows one with its event', async () => {
      const portal = await start(issuesOnly);
      const summary = await portal.get('both', 'summary');
      expect([summary.status, summary.body]).toMatchObject([
        200,
        { unresolved: 2, new: 2, problems: [] },
      ]);
      const { body } = await portal.get('shop', 'issues');
      const path = `issues/${body.items[0].id}?statsPeriod=24h`;
      const detail = await portal.get('shop', path);
      expect([detail.status, detail.body]).toMatchObject([
        200,
        { issue: { count: 1 }, event: { exceptions: [{ type: 'TypeError' }] } },
      ]);
      // Of suspect commits it was said with the list.
      expect(detail.body.problems).toEqual([]);
    });

    it('finds a project by its number', async () => {
      const portal = await start(issuesOnly);
      const { status, body } = await portal.get('numbered', 'issues');
      expect([status, body.items]).toMatchObject([
        200,
        [{ project: { id: '11', slug: 'shop-web' } }],
      ]);
    });

    it('asks for the project once', async () => {
      const portal = await start(issuesOnly);
      emulator().clearRequests();
      await portal.get('shop', 'issues');
      await portal.get('shop', 'summary');
      const lookUps = emulator()
        .requests()
        .filter(({ path }) => path.startsWith('/api/0/projects/'));
      expect(lookUps.map(({ path, status }) => [status, path])).toEqual([
        [403, '/api/0/projects/acme/shop-web/'],
        [200, '/api/0/projects/acme/shop-web/issues/'],
      ]);
    });

    it.each(['environments', 'releases'])(
      'has no %s, and says why',
      async part => {
        const portal = await start(issuesOnly);
        const { status, body } = await portal.get('shop', part);
        expect([status, body.error.code]).toEqual([502, 'SCOPE_MISSING']);
      },
    );

    it('can not distinguish a project that does not exist from one without issues', async () => {
      const portal = await start(issuesOnly);
      const { body } = await portal.get('nowhere', 'issues');
      expect(body.items).toHaveLength(1);
      expect(body.problems).toMatchObject([
        { code: 'PROJECT_NOT_FOUND', project: { project: 'nothing' } },
        limit,
      ]);
      const empty = await portal.get('empty', 'issues');
      expect([empty.status, empty.body.error]).toMatchObject([
        502,
        { code: 'SCOPE_MISSING', action: expect.stringContaining('org:read') },
      ]);
    });
  });

  describe('a token of Project: Read and Issue & Event: Read', () => {
    it.each(['projects', 'issues', 'summary', 'environments', 'releases'])(
      'has %s, and nothing is wrong with it',
      async part => {
        const portal = await start(withoutOrganization);
        const { status, body } = await portal.get('both', part);
        expect([status, body.problems]).toEqual([200, []]);
      },
    );

    it('shows an issue', async () => {
      const portal = await start(withoutOrganization);
      const { body } = await portal.get('shop', 'issues');
      const detail = await portal.get('shop', `issues/${body.items[0].id}`);
      expect([detail.status, detail.body.problems]).toEqual([200, []]);
    });
  });
});

describe('twins', () => {
  const capture = (sentry: Emulator, value: string) =>
    captureWithSdk({
      dsn: sentry.dsn('acme', 'shop-web'),
      events: [{ type: 'Error', value }],
    });

  // Both count their issues alike: the first of each has the same number and short id.
  const emulator = useEmulator(sentry => capture(sentry, 'of the one'));
  let twin: Emulator;
  beforeAll(async () => {
    twin = await startEmulator({ port: 0 });
    await capture(twin, 'of the other');
  });
  afterEach(() => twin.clearFaults());
  afterAll(() => twin.close());

  const one = 'default:acme/shop-web';
  const other = 'twin:acme/shop-web';

  async function start() {
    const instance = (name: string, { url: baseUrl }: Emulator) => ({
      name,
      baseUrl,
      organization: 'acme',
      auth: { type: 'token', token: demoToken('triage') },
    });
    const portal = await startPortal({
      emulator: emulator(),
      entities: [
        component('both', `shop-web, ${other}`),
        component('other', other),
        component('same', 'shop-web, mirror:acme/shop-web'),
      ],
      sentry: {
        token: demoToken('triage'),
        instances: [instance('twin', twin), instance('mirror', emulator())],
        triage: { enabled: true },
      },
    });
    const [{ id, shortId = '' }]: SentryIssue[] = (
      await portal.get('other', 'issues?query=')
    ).body.items;
    return { ...portal, id, shortId };
  }

  describe('an issue whose name two Sentrys have', () => {
    it('is really one: the same number and short id, on two servers', async () => {
      const { get, id, shortId } = await start();
      const { body } = await get('both', 'issues?query=');
      expect(body.items).toMatchObject([
        { id, shortId, project: { instance: expect.any(String) } },
        { id, shortId },
      ]);
      expect(
        new Set(body.items.map((item: SentryIssue) => item.value)),
      ).toEqual(new Set(['of the one', 'of the other']));
    });

    it('is refused rather than guessed, by number, by short id and by event, and both are named', async () => {
      const { get, id, shortId } = await start();
      for (const path of [id, shortId, `${shortId}/events/latest`]) {
        const { status, body } = await get('both', `issues/${path}`);
        expect([status, body.error.code]).toEqual([400, 'QUERY_INVALID']);
        expect(body.error.message).toContain(one);
        expect(body.error.message).toContain(other);
        expect(body.error.action).toContain('`project`');
        expect(JSON.stringify(body)).not.toContain('of the o');
      }
    });

    it.each([
      [one, 'of the one'],
      [other, 'of the other'],
      // As answers name it: see `sentryProjectName`.
      ['twin:acme/11', 'of the other'],
    ])(
      'is that of the project %s where it is asked for',
      async (name, value) => {
        const { get, shortId } = await start();
        const project = `project=${encodeURIComponent(name)}`;
        const { status, body } = await get(
          'both',
          `issues/${shortId}?${project}`,
        );
        expect([status, body.issue.value, body.problems]).toEqual([
          200,
          value,
          [],
        ]);
        const event = await get(
          'both',
          `issues/${shortId}/events/latest?${project}`,
        );
        expect(event.body.event.exceptions).toMatchObject([{ value }]);
      },
    );

    it('stays refused where what is asked for fits both', async () => {
      const { get, shortId } = await start();
      const { status } = await get(
        'both',
        `issues/${shortId}?project=shop-web`,
      );
      expect(status).toBe(400);
    });

    it("is the entity's own where it has but one of them", async () => {
      const { get, shortId } = await start();
      const { status, body } = await get('other', `issues/${shortId}`);
      expect([status, body.issue.value]).toEqual([200, 'of the other']);
    });

    it('is shown with a warning while the other Sentry can not say whether it has one', async () => {
      const { get, shortId } = await start();
      await get('both', 'issues?query=');
      twin.addFault({ path: '/api/0/organizations/acme/issues/', status: 503 });
      const { status, body } = await get('both', `issues/${shortId}`);
      expect([status, body.issue.value]).toEqual([200, 'of the one']);
      expect(body.problems).toMatchObject([
        { code: 'UPSTREAM_UNAVAILABLE', project: { instance: 'twin' } },
      ]);
    });

    it('is one where both are one server under two names, also to be changed', async () => {
      const { get, server, path, id, shortId } = await start();
      const { status, body } = await get('same', `issues/${shortId}`);
      expect([status, body.issue.project.instance, body.problems]).toEqual([
        200,
        'default',
        [],
      ]);
      const changed = await request(server)
        .patch(path('same', `issues/${shortId}`))
        .send({ priority: 'low' });
      expect([changed.status, changed.body.items]).toMatchObject([
        200,
        [{ id, priority: 'low', project: { instance: 'default' } }],
      ]);
    });

    it('is changed in neither, unless it is said in which', async () => {
      const { server, path, get, id, shortId } = await start();
      const change = (query: string) =>
        request(server)
          .patch(path('both', `issues/${shortId}${query}`))
          .send({ priority: 'high' });
      const shown = await get('both', `issues/${shortId}`);
      const refused = await change('');
      expect([refused.status, refused.body.error]).toEqual([
        400,
        shown.body.error,
      ]);
      const { status, body } = await change(`?project=${other}`);
      expect([status, body.items]).toMatchObject([
        200,
        [{ id, project: { instance: 'twin' } }],
      ]);
      const changes = (sentry: Emulator) =>
        sentry.requests().filter(({ method }) => method === 'PUT').length;
      expect([changes(emulator()), changes(twin)]).toEqual([0, 1]);
    });
  });
});
