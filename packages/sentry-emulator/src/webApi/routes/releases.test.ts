import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { organizationToken } from '../../world';
import { captureSessions, captureWithSdk } from '../../sdk/capture';
import type { Emulator } from '../../types/Emulator';

const organization = '/api/0/organizations/acme/';
const hour = 3_600_000;

describe('releases', () => {
  const now = Date.UTC(2026, 10, 21, 12, 30);
  let emulator: Emulator;
  let eventId: string;
  const eventOf = (wanted: string) =>
    emulator.issues('acme', 'shop-web').find(({ title }) => title === wanted)
      ?.latestEventId ?? '';
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, clock: () => now });
    emulator.addRelease('acme', {
      version: 'shop@1.10.0',
      projects: ['shop-web', 'checkout'],
      dateCreated: now - 3 * hour,
      dateReleased: now - 2 * hour,
      commits: [
        {
          id: 'c0ffee',
          message: 'Count from one',
          repository: 'acme/shop',
          author: { name: 'Ada Park', email: 'ada@example.com' },
          timestamp: now - 4 * hour,
          files: [
            'packages/sentry-emulator/src/webApi/routes/releases.test.ts',
          ],
        },
        {
          id: 'decaf',
          message: 'Read me',
          repository: 'acme/shop',
          author: { name: 'Jonas Weber', email: 'jonas@example.com' },
          timestamp: now - 5 * hour,
          files: ['README.md'],
        },
      ],
      deploys: [{ environment: 'production', name: 'first' }],
    });
    const dsn = emulator.dsn('acme', 'shop-web');
    await captureWithSdk({
      dsn,
      events: [
        {
          error: new Error('old'),
          release: 'shop@1.9.0',
          time: now - 9 * hour,
        },
        {
          error: new TypeError('new'),
          release: 'shop@1.10.0',
          time: now - hour,
        },
        { error: new RangeError('none'), time: now - hour },
      ],
    });
    eventId = eventOf('TypeError: new');
    const at = { started: now - hour, release: 'shop@1.10.0' };
    await captureSessions({
      dsn,
      sessions: [
        { ...at, user: 'a', exited: 6 },
        { ...at, user: 'b', crashed: 1, exited: 1 },
        { ...at, release: 'shop@1.9.0', user: 'c', exited: 1, errored: 1 },
        { ...at, environment: 'staging', user: 'd', crashed: 1 },
      ],
    });
  });
  afterAll(() => emulator.close());

  const versions = async (query: string) =>
    (await call(emulator, `${organization}releases/${query}`)).body.map(
      ({ version }: { version: string }) => version,
    );

  it('are listed the newest first, as far as asked for', async () => {
    expect(await versions('')).toEqual(['shop@1.10.0', 'shop@1.9.0']);
    expect(await versions('?query=SHOP@1.9')).toEqual(['shop@1.9.0']);
    expect(await versions('?project=checkout')).toEqual(['shop@1.10.0']);
    expect(await versions('?project=payments')).toEqual([]);
    expect(await versions('?environment=staging')).toEqual(['shop@1.10.0']);
    expect(await versions('?sort=semver')).toEqual([
      'shop@1.10.0',
      'shop@1.9.0',
    ]);
    expect(await versions('?sort=crash_free_sessions&flatten=1')).toEqual([
      'shop@1.9.0',
      'shop@1.10.0',
    ]);
    const refused = await call(emulator, `${organization}releases/?sort=luck`);
    expect(refused.status).toBe(400);
    const unflattened = await call(
      emulator,
      `${organization}releases/?sort=users`,
    );
    expect([unflattened.status, unflattened.body.detail]).toEqual([
      400,
      expect.stringContaining('flatten=1'),
    ]);
  });

  it('come in pages', async () => {
    const path = `${organization}releases/?per_page=1`;
    const first = await call(emulator, path);
    const cursor = /rel="next"; results="true"; cursor="([^"]+)"/.exec(
      first.headers.link,
    );
    const { body } = await call(emulator, `${path}&cursor=${cursor?.[1]}`);
    expect(body[0].version).toBe('shop@1.9.0');
  });

  it('have commits, deploys, new issues and their projects', async () => {
    const path = `${organization}releases/shop%401.10.0/`;
    const { body } = await call(emulator, path);
    expect(body).toMatchObject({
      version: 'shop@1.10.0',
      shortVersion: '1.10.0',
      versionInfo: { package: 'shop', version: { major: 1, minor: 10 } },
      dateReleased: new Date(now - 2 * hour).toISOString(),
      commitCount: 2,
      lastCommit: { id: 'c0ffee', author: { name: 'Ada Park' } },
      deployCount: 1,
      lastDeploy: { environment: 'production' },
      newGroups: 1,
      projects: [
        { slug: 'shop-web', hasHealthData: true },
        { slug: 'checkout' },
      ],
    });
    expect(body.projects[0]).not.toHaveProperty('healthData');
    const commits = await call(emulator, `${path}commits/`);
    expect(commits.body.map(({ id }: { id: string }) => id)).toEqual([
      'c0ffee',
      'decaf',
    ]);
    const deploys = await call(emulator, `${path}deploys/`);
    expect(deploys.body).toMatchObject([{ name: 'first' }]);
    const unknown = await call(emulator, `${organization}releases/shop%402/`);
    expect(unknown.status).toBe(404);
  });

  it('have their health, when asked', async () => {
    const { body } = await call(
      emulator,
      `${organization}releases/?health=1&project=shop-web`,
    );
    expect(body[0].projects[0].healthData).toMatchObject({
      hasHealthData: true,
      totalSessions: 9,
      totalProjectSessions24h: 11,
      crashFreeSessions: (100 * 7) / 9,
      crashFreeUsers: 100 / 3,
      adoption: 75,
      sessionsCrashed: 2,
    });
  });

  it('can be read by the tokens of build machines, and need a scope', async () => {
    const token = organizationToken({
      organization: 'acme',
      url: emulator.url,
    });
    emulator.addToken({
      token,
      kind: 'organization',
      scopes: [],
      organizations: ['acme'],
    });
    emulator.addToken({
      token: 'narrow',
      scopes: ['org:read'],
      organizations: ['acme'],
    });
    const path = `${organization}releases/`;
    expect((await call(emulator, path, token)).status).toBe(200);
    expect((await call(emulator, path, 'narrow')).status).toBe(403);
  });

  it('name who may have done it, by the files of the stack', async () => {
    const path = `/api/0/projects/acme/shop-web/events/`;
    const { body } = await call(emulator, `${path}${eventId}/committers/`);
    expect(body).toMatchObject({
      committers: [
        { author: { name: 'Ada Park' }, commits: [{ id: 'c0ffee' }] },
      ],
    });
    const answers = await Promise.all(
      [eventOf('Error: old'), eventOf('RangeError: none'), 'f'.repeat(32)].map(
        id => call(emulator, `${path}${id}/committers/`),
      ),
    );
    expect(
      answers.map(({ status, body: { detail } }) => [status, detail]),
    ).toEqual([
      [404, 'No Commits found for Release'],
      [404, 'Release not found'],
      [404, 'Event not found'],
    ]);
  });

  describe('as sessions', () => {
    const sessions = (query: string) =>
      call(emulator, `${organization}sessions/?project=shop-web&${query}`);

    it('say how many ended well, and null where there were none', async () => {
      const { body } = await sessions(
        'field=sum(session)&field=crash_free_rate(session)&field=crash_free_rate(user)&field=count_unique(user)&statsPeriod=3h',
      );
      expect(body.intervals).toHaveLength(4);
      expect(body.groups).toEqual([
        {
          by: {},
          totals: {
            'sum(session)': 11,
            'crash_free_rate(session)': 1 - 2 / 11,
            'crash_free_rate(user)': 0.5,
            'count_unique(user)': 4,
          },
          series: {
            'sum(session)': [0, 0, 11, 0],
            'crash_free_rate(session)': [null, null, 1 - 2 / 11, null],
            'crash_free_rate(user)': [null, null, 0.5, null],
            'count_unique(user)': [0, 0, 4, 0],
          },
        },
      ]);
    });

    it('are grouped, ordered, searched and narrowed', async () => {
      const totals = async (query: string) =>
        (await sessions(`field=sum(session)&includeSeries=0&${query}`)).body
          .groups;
      expect(await totals('groupBy=release&orderBy=sum(session)')).toEqual([
        {
          by: { release: 'shop@1.9.0' },
          totals: { 'sum(session)': 2 },
          series: {},
        },
        {
          by: { release: 'shop@1.10.0' },
          totals: { 'sum(session)': 9 },
          series: {},
        },
      ]);
      expect(
        await totals('groupBy=session.status&orderBy=-sum(session)'),
      ).toMatchObject([
        { by: { 'session.status': 'healthy' }, totals: { 'sum(session)': 8 } },
        { by: { 'session.status': 'crashed' }, totals: { 'sum(session)': 2 } },
        { by: { 'session.status': 'errored' }, totals: { 'sum(session)': 1 } },
      ]);
      expect(await totals('query=release:shop@1.9.0')).toMatchObject([
        { totals: { 'sum(session)': 2 } },
      ]);
      expect(await totals('environment=staging&groupBy=project')).toMatchObject(
        [{ by: { project: 11 }, totals: { 'sum(session)': 1 } }],
      );
    });

    it.each([
      'statsPeriod=1d',
      'field=luck()',
      'field=sum(session)&groupBy=luck',
      'field=sum(session)&interval=30m',
      'field=sum(session)&interval=5h',
      'field=crash_free_rate(session)&groupBy=session.status',
      'field=sum(session)&orderBy=count_unique(user)',
      'field=sum(session)&query=luck:1',
    ])('refuse %s', async query => {
      const { status, body } = await sessions(query);
      expect([status, typeof body.detail]).toEqual([400, 'string']);
    });

    it('are counted for issues where asked, and nothing where there are none', async () => {
      const counts = async (project: string) => {
        const { body } = await call(
          emulator,
          `${organization}issues/?project=${project}&expand=sessions&query=`,
        );
        return body.map(
          ({ sessionCount }: { sessionCount: number | null }) => sessionCount,
        );
      };
      expect(await counts('shop-web')).toEqual([11, 11, 11]);
      await captureWithSdk({
        dsn: emulator.dsn('acme', 'payments'),
        events: [{ type: 'Error', value: 'alone' }],
      });
      expect(await counts('payments')).toEqual([null]);
    });
  });
});
