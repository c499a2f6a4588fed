import {
  captureSessions,
  captureWithSdk,
  demoToken,
  type SdkEvent,
} from 'backstage-plugin-sentry-emulator';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import {
  component,
  issueCalls,
  startPortal,
} from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** So many events of one issue, the last so long ago. */
function events(
  name: string,
  count: number,
  ago: number,
  more: Partial<SdkEvent> = {},
): SdkEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: name,
    value: 'Broken',
    fingerprint: [name],
    time: Date.now() - ago - index * 1_000,
    environment: 'production',
    ...more,
  }));
}

describe('what a card shows', () => {
  const emulator = useEmulator(async sentry => {
    const dsn = sentry.dsn('acme', 'checkout');
    await captureWithSdk({
      dsn,
      events: [
        ...events('Frequent', 30, 10 * DAY),
        ...events('Warned', 25, 10 * DAY, { level: 'warning' }),
        ...events('Regressed', 1, 10 * DAY),
        ...events('Rising', 1, 10 * DAY),
        ...events('Rising', 12, HOUR),
        ...events('Unhandled', 2, 10 * DAY, { unhandled: true }),
        ...events('Staged', 2, 10 * DAY, { environment: 'staging' }),
        ...events('Fixed', 40, 10 * DAY, { unhandled: true }),
      ],
    });
    for (const { id, title } of sentry.issues('acme', 'checkout')) {
      if (/Regressed|Fixed/.test(title)) {
        await fetch(`${sentry.url}/api/0/organizations/acme/issues/${id}/`, {
          method: 'PUT',
          headers: {
            Authorization: `Bearer ${demoToken('triage')}`,
            'Content-Type': 'application/json',
          },
          body: JSON.stringify({ status: 'resolved' }),
        });
      }
    }
    await captureWithSdk({ dsn, events: events('Regressed', 1, HOUR) });
    for (const version of [1, 2]) {
      sentry.addRelease('acme', {
        version: `checkout@${version}.0.0`,
        projects: ['checkout'],
        dateCreated: Date.now() - 10 * DAY + version * HOUR,
        deploys: [{ environment: 'production' }],
      });
    }
    await captureSessions({
      dsn,
      sessions: [
        { release: 'checkout@2.0.0', environment: 'production', exited: 1 },
      ],
    });
    await captureWithSdk({
      dsn: sentry.dsn('acme-eu', 'billing'),
      events: events('Rare', 3, 10 * DAY, { unhandled: true }),
    });
  });

  const production = { 'sentry.io/environment': 'production' };
  const start = () =>
    startPortal({
      emulator: emulator(),
      entities: [
        component('checkout', 'checkout'),
        component('queried', 'checkout', {
          'sentry.io/query': 'is:unresolved level:error',
          ...production,
        }),
        component('both', 'checkout, eu:acme-eu/billing'),
      ],
    });
  const ask = async (name: string, search: string) => {
    const portal = await start();
    const { status, body } = await portal.get(
      name,
      `issues?sort=attention&${search}`,
    );
    expect(status).toBe(200);
    const page: SentryIssuesPage = body;
    return { page, types: page.items.map(({ type }) => type), portal };
  };
  const all = ['Regressed', 'Rising', 'Unhandled', 'Frequent', 'Warned'];

  it('is regressed, escalating, unhandled of high priority, then frequent, of three lists', async () => {
    const { types, page } = await ask('checkout', 'limit=5');
    expect(types).toEqual(all);
    expect(page.items.map(({ count }) => count)).toEqual([2, 13, 2, 30, 25]);
    expect(page).toMatchObject({ totalItems: 6, totalIsEstimate: true });
    const asked = issueCalls(emulator());
    expect(asked.map(one => one.get('sort'))).toEqual(['freq', 'freq', 'freq']);
    expect(page.links.sentry).toContain('sort=freq');
    // Ids of the organization's projects, and the lists.
    expect(emulator().requests()).toHaveLength(4);
  });

  it('goes on after the first page, each issue once', async () => {
    const portal = await start();
    const found: (string | undefined)[][] = [];
    let cursor: string | undefined;
    do {
      const search = new URLSearchParams({ sort: 'attention', limit: '2' });
      if (cursor) {
        search.set('cursor', cursor);
      }
      const { body } = await portal.get('checkout', `issues?${search}`);
      const page: SentryIssuesPage = body;
      found.push(page.items.map(({ type }) => type));
      cursor = page.pageInfo.nextCursor;
    } while (cursor);
    expect(found.slice(0, 3)).toEqual([
      ['Regressed', 'Rising'],
      ['Unhandled', 'Frequent'],
      ['Warned', 'Staged'],
    ]);
    expect(found.flat()).toHaveLength(6);
  });

  it("keeps to the entity's own query and environments, and to what is asked for", async () => {
    // A warning, and an issue of staging.
    expect((await ask('queried', '')).types).toEqual(all.slice(0, 4));
    for (const asked of issueCalls(emulator())) {
      expect(asked.get('query')).toContain('level:error');
      expect(asked.getAll('environment')).toEqual(['production']);
    }
    const everything = await ask('checkout', 'query=');
    expect(everything.types).toEqual([
      ...all.slice(0, 3),
      'Fixed',
      ...all.slice(3),
      'Staged',
    ]);
    expect((await ask('checkout', 'query=is%3Aresolved')).types).toEqual([
      'Fixed',
    ]);
  });

  it('is one order over several organizations, of three lists each', async () => {
    const { types, portal } = await ask('both', 'limit=5');
    expect(types).toEqual([
      'Regressed',
      'Rising',
      'Rare',
      'Unhandled',
      'Frequent',
    ]);
    expect(issueCalls(emulator())).toHaveLength(6);
    const { body } = await portal.get(
      'both',
      'issues?sort=attention&project=eu:acme-eu/billing',
    );
    expect(body.items).toMatchObject([{ type: 'Rare' }]);
  });

  describe('the newest release, in the summary', () => {
    const releaseCalls = () =>
      emulator()
        .requests()
        .filter(({ path }) => /\/(releases|sessions)\/$/.test(path));

    it('has its health, and is asked for once with the list of releases', async () => {
      const portal = await start();
      const { body: summary } = await portal.get('checkout', 'summary');
      expect(summary).toMatchObject({
        unresolved: 6,
        release: { version: 'checkout@2.0.0', health: { sessions: 1 } },
        problems: [],
      });
      const asked = releaseCalls();
      // The releases, and their sessions by project and by release.
      expect(asked).toHaveLength(3);
      // What kind of server it is, ids of projects, counts, users and trend; and for the
      // findings alerts, their monitors, jobs and addresses.
      expect(emulator().requests()).toHaveLength(asked.length + 9);
      const { body } = await portal.get('checkout', 'releases');
      expect(body.items[0]).toEqual(summary.release);
      expect(releaseCalls()).toHaveLength(3);

      const other = await start();
      await other.get('checkout', 'releases');
      await other.get('checkout', 'summary');
      expect(releaseCalls()).toHaveLength(6);
    });

    it("is of the summary's environments, and absent where these have none", async () => {
      const portal = await start();
      const { body } = await portal.get(
        'checkout',
        'summary?environment=staging',
      );
      expect(body).toMatchObject({ unresolved: 1, problems: [] });
      expect(body).not.toHaveProperty('release');
      for (const { query } of releaseCalls()) {
        expect(query).toContain('environment=staging');
      }
    });

    it.each([
      ['releases', 500],
      ['sessions', 403],
      ['releases', 404],
    ])(
      'is no problem of the counts where %s answer %i',
      async (route, status) => {
        emulator().addFault({
          path: `/api/0/organizations/acme/${route}/`,
          status,
        });
        const portal = await start();
        const { status: answered, body } = await portal.get(
          'checkout',
          'summary',
        );
        expect([
          answered,
          body.unresolved,
          body.problems,
          body.partial,
        ]).toEqual([200, 6, [], undefined]);
        expect(body.release?.version).toBe(
          route === 'sessions' ? 'checkout@2.0.0' : undefined,
        );
      },
    );
  });
});
