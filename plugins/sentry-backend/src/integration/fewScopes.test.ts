import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { createHash } from 'node:crypto';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

// Made by hashing, so that no literal token stands in any file.
const hash = (name: string) => createHash('sha256').update(name).digest('hex');
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

  it('tells a project that is not there from one without issues, which it can not know', async () => {
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
