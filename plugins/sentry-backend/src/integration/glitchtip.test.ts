import {
  captureWithSdk,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { createHash } from 'node:crypto';
import { component, startPortal } from '../__testUtils__/startPortal';

// Made by hashing, so that no literal token stands in any file.
const tokenOf = (name: string) =>
  createHash('sha256').update(name).digest('hex');
const token = tokenOf('glitchtip');
const hour = 3_600_000;

let glitchtip: Emulator;
beforeAll(async () => {
  glitchtip = await startEmulator({ port: 0, dialect: 'glitchtip' });
  const now = Date.now();
  await captureWithSdk({
    dsn: glitchtip.dsn('acme', 'shop-web'),
    events: [
      {
        type: 'TypeError',
        value: "can't pay",
        release: 'shop@1',
        time: now - 2 * hour,
      },
      {
        type: 'TypeError',
        value: "can't pay",
        environment: 'staging',
        time: now - hour,
      },
      { message: 'Only words', level: 'warning', time: now - 3 * hour },
    ],
  });
  await captureWithSdk({
    dsn: glitchtip.dsn('acme', 'checkout'),
    events: [
      {
        type: 'Error',
        value: 'another team’s',
        release: 'checkout@7',
        environment: 'hidden',
      },
    ],
  });
  const scopes = ['event:read', 'org:read', 'project:read', 'event:write'];
  glitchtip.addToken({
    token,
    scopes: [...scopes, 'project:releases'],
    organizations: ['acme'],
  });
  glitchtip.addToken({
    token: tokenOf('no releases'),
    scopes,
    organizations: ['acme'],
  });
});
afterEach(() => glitchtip.clearFaults());
afterAll(() => glitchtip.close());

const start = (more: { token?: string; startupCheck?: boolean } = {}) =>
  startPortal({
    baseUrl: glitchtip.url,
    startupCheck: more.startupCheck,
    entities: [
      component('web', 'shop-web'),
      component('number', '11'),
      component('two', 'shop-web, storefront-ios'),
    ],
    sentry: { token: more.token ?? token, instances: [] },
  });

async function listed(route = 'issues') {
  const portal = await start();
  const { body } = await portal.get('web', route);
  return { portal, body };
}

describe('an entity whose project is in a GlitchTip', () => {
  it('has issues that open by what the list knows them by', async () => {
    const { portal, body } = await listed();
    expect(body.items).toHaveLength(2);
    const [issue] = body.items;
    expect(issue).not.toHaveProperty('shortId');
    expect(issue).not.toHaveProperty('userCount');
    expect(issue.permalink).toBe(`${glitchtip.url}/acme/issues/${issue.id}`);
    expect(issue.trend).toMatchObject({ period: '14d' });
    expect(issue.trend.buckets).toHaveLength(14);
    const opened = await portal.get('web', `issues/${issue.id}`);
    expect(opened.body).toMatchObject({
      issue: { id: issue.id, type: 'TypeError' },
      event: {
        link: expect.stringContaining(`/acme/issues/${issue.id}/events/`),
      },
      problems: [],
    });
  });

  it('links lists to GlitchTip’s own page', async () => {
    const { portal, body } = await listed();
    expect(body.links.sentry).toMatch(
      new RegExp(`^${glitchtip.url}/acme/issues\\?project=11&query=`),
    );
    const { body: projects } = await portal.get('web', 'projects');
    expect(projects.items[0].link).toBe(
      `${glitchtip.url}/acme/issues?project=11`,
    );
  });

  it('shows the words of an event that is a message alone', async () => {
    const { portal, body } = await listed();
    const issue = body.items.find(
      ({ title }: { title: string }) => title === 'Only words',
    );
    const opened = await portal.get('web', `issues/${issue.id}`);
    expect(opened.body.event.message).toBe('Only words');
  });

  it('has the releases and environments of its own projects, asked for first or not', async () => {
    for (const entity of ['web', 'two', 'number']) {
      const portal = await start();
      const releases = await portal.get(entity, 'releases');
      expect([
        entity,
        releases.body.items.map(({ version }: { version: string }) => version),
      ]).toEqual([entity, ['shop@1']]);
      expect(releases.body.items[0].projects).toEqual(['shop-web']);
      const fresh = await start();
      const { body } = await fresh.get(entity, 'environments');
      expect([entity, body.items]).toEqual([
        entity,
        [{ name: 'production' }, { name: 'staging' }],
      ]);
    }
  });

  it('names the scope that releases take', async () => {
    const portal = await start({ token: tokenOf('no releases') });
    const { status, body } = await portal.get('web', 'releases');
    expect([status, body.error.code, body.error.message]).toEqual([
      502,
      'SCOPE_MISSING',
      expect.stringContaining('project:releases'),
    ]);
  });

  it.each([
    ['is:regressed', '`is:regressed`'],
    ['!level:fatal', '`!level:fatal`'],
    ['level:[error,fatal]', '`level:[error,fatal]`'],
    ['timesSeen:>5', '`timesSeen:>5`'],
    ['TypeError OR RangeError', '`OR`'],
    ['"open', 'quotation mark'],
  ])(
    'refuses the search %s, naming what it does not have',
    async (query, text) => {
      const { body } = await listed(
        `issues?query=${encodeURIComponent(query)}`,
      );
      expect(body.error).toMatchObject({
        code: 'QUERY_INVALID',
        message: expect.stringContaining(text),
      });
    },
  );

  it.each([
    ["can't", 1],
    ['pay level:error', 1],
    ['is:archived', 0],
    ['a\\b', 0],
  ])('answers the search %s', async (query, count) => {
    const { body } = await listed(`issues?query=${encodeURIComponent(query)}`);
    expect(body.items).toHaveLength(count);
  });

  it('finds what was archived', async () => {
    const { portal, body } = await listed();
    const { id } = body.items[1];
    const put = (status: string) =>
      fetch(`${glitchtip.url}/api/0/issues/${id}/`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ status }),
      });
    await put('ignored');
    const found = await portal.get('web', 'issues?query=is%3Aarchived');
    await put('unresolved');
    expect(found.body.items).toMatchObject([{ id, status: 'ignored' }]);
  });

  it('refuses an environment that its projects do not have', async () => {
    const { body } = await listed('issues?environment=nowhere');
    expect(body.error).toMatchObject({
      code: 'QUERY_INVALID',
      message: expect.stringContaining('`nowhere`'),
    });
    const hidden = await listed('issues?environment=hidden');
    expect(hidden.body.error.code).toBe('QUERY_INVALID');
  });

  it('looks up the slugs of its projects in one list', async () => {
    const portal = await start();
    await portal.get('two', 'projects');
    glitchtip.clearRequests();
    await portal.get('two', 'releases');
    const lists = glitchtip
      .requests()
      .filter(({ path }) => path.endsWith('/organizations/acme/projects/'));
    expect(lists).toHaveLength(1);
  });

  it('lists nothing in an environment where the token may not read which ones there are', async () => {
    const path = '/api/0/projects/acme/shop-web/environments/';
    glitchtip.addFault({ path, status: 403 });
    const { body } = await listed(
      'issues?environment=staging&query=is:resolved',
    );
    expect([body.items, body.problems]).toEqual([[], []]);
  });

  it('is asked once which environments there are, whatever is counted in one', async () => {
    glitchtip.clearRequests();
    await listed('summary?environment=nowhere');
    const asked = glitchtip
      .requests()
      .filter(({ path }) => path.endsWith('/environments/'));
    expect(asked).toHaveLength(1);
  });

  it('says that the event shown is of another environment', async () => {
    const { portal, body } = await listed();
    const [{ id }] = body.items;
    const opened = await portal.get(
      'web',
      `issues/${id}?environment=production`,
    );
    expect(opened.body.event.environment).toBe('staging');
    expect(opened.body.problems).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/`staging`, not of `production`/),
      }),
    ]);
    const right = await portal.get('web', `issues/${id}?environment=staging`);
    expect(right.body.problems).toEqual([]);
  });

  it('asks for the latest event once, whatever it is asked for as', async () => {
    const { portal, body } = await listed();
    const [{ id }] = body.items;
    glitchtip.clearRequests();
    await portal.get('web', `issues/${id}`);
    await portal.get('web', `issues/${id}?event=latest`);
    await portal.get('web', `issues/${id}/events/latest`);
    const latest = glitchtip
      .requests()
      .filter(({ path }) => path.endsWith('/events/latest/'));
    expect(latest).toHaveLength(1);
  });

  it('says that a list ends early, and lists nothing twice', async () => {
    const many = await startEmulator({ port: 0, dialect: 'glitchtip' });
    many.addToken({
      token,
      scopes: ['event:read', 'org:read', 'project:read'],
      organizations: ['acme'],
    });
    await captureWithSdk({
      dsn: many.dsn('acme', 'shop-web'),
      events: Array.from({ length: 150 }, (_, index) => ({
        type: 'Error',
        value: `number ${index}`,
      })),
    });
    const portal = await startPortal({
      baseUrl: many.url,
      entities: [component('web', 'shop-web')],
      sentry: { token, instances: [] },
    });
    const ids: string[] = [];
    let cursor: string | undefined;
    let last;
    do {
      const { body } = await portal.get(
        'web',
        `issues?sort=freq&limit=40${cursor ? `&cursor=${cursor}` : ''}`,
      );
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      last = body;
      cursor = body.pageInfo.nextCursor;
    } while (cursor && ids.length < 1_000);
    await many.close();
    expect(new Set(ids).size).toBe(ids.length);
    expect(last.problems).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^GlitchTip ends this list here/),
      }),
    ]);
    expect(last.totalIsEstimate).toBe(true);
  });

  it('sorts by events where the first question is for what needs attention, and says so', async () => {
    const portal = await start();
    const { status, body } = await portal.get(
      'web',
      'issues?sort=attention&limit=1',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      sort: 'freq',
      items: [{ value: "can't pay", count: 2 }],
    });
    const next = await portal.get(
      'web',
      `issues?sort=attention&limit=1&cursor=${body.pageInfo.nextCursor}`,
    );
    expect(next.body.items).toMatchObject([{ title: 'Only words' }]);
    const { body: byEvents } = await portal.get('web', 'issues?sort=freq');
    expect(byEvents).not.toHaveProperty('sort');
  });

  it('is found out after a start at which it was down', async () => {
    glitchtip.addFault({ status: 503 });
    const portal = await start({ startupCheck: true });
    glitchtip.clearFaults();
    const { status, body } = await portal.get('web', 'summary');
    expect([status, body.unresolved]).toEqual([200, 2]);
    expect(body).not.toHaveProperty('new');
    expect(body).not.toHaveProperty('users');
  });
});
