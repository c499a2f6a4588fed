import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { captureWithSdk } from '../../sdk/capture';
import type { Emulator } from '../../types/Emulator';

const organization = '/api/0/organizations/acme/';
const hour = 3_600_000;

describe('an issue and its events', () => {
  const now = Date.UTC(2026, 10, 21, 12, 30);
  let emulator: Emulator;
  let issue: string;
  let shortId: string;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, clock: () => now });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [5, 4, 3, 2, 1].map(hours => ({
        type: 'TypeError',
        value: 'no cart',
        eventId: String(hours).padStart(32, '0'),
        time: now - hours * hour,
        release: `shop@1.${5 - hours}.0`,
        environment: hours % 2 ? 'production' : 'staging',
        user: hours > 3 ? 'ada' : 'jonas',
        tags: { shop: hours === 1 ? 'north' : 'south' },
      })),
    });
    const [first] = emulator.issues('acme', 'shop-web');
    issue = `${organization}issues/${first.id}/`;
    shortId = first.shortId;
  });
  afterAll(() => emulator.close());

  const idsOf = (body: { eventID: string }[]) =>
    body.map(({ eventID }) => Number(eventID));

  it('is found by its short id, in whatever case', async () => {
    const { body } = await call(
      emulator,
      `${organization}shortids/${shortId.toLowerCase()}/`,
    );
    expect(body).toMatchObject({
      organizationSlug: 'acme',
      projectSlug: 'shop-web',
      shortId,
      group: { shortId },
    });
    const unknown = await call(emulator, `${organization}shortids/SHOP-WEB-Z/`);
    expect(unknown.status).toBe(404);
    const detail = await call(emulator, `${organization}issues/${shortId}/`);
    expect(detail.body.id).toBe(body.groupId);
  });

  it('is found by the id of an event', async () => {
    const path = `${organization}eventids/`;
    const { body } = await call(emulator, `${path}${'3'.padStart(32, '0')}/`);
    expect(body).toMatchObject({
      projectSlug: 'shop-web',
      event: { eventID: '3'.padStart(32, '0') },
    });
    expect((await call(emulator, `${path}${'f'.repeat(32)}/`)).status).toBe(
      404,
    );
  });

  it('has its releases, counts and activity', async () => {
    const { body } = await call(emulator, issue);
    expect(body).toMatchObject({
      firstRelease: { version: 'shop@1.0.0', shortVersion: '1.0.0' },
      lastRelease: { version: 'shop@1.4.0' },
      activity: [{ type: 'first_seen', id: '0' }],
      seenBy: [],
      participants: [],
      userReportCount: 0,
    });
    const sum = (series: [number, number][]) =>
      series.reduce((total, [, count]) => total + count, 0);
    expect(body.stats['24h']).toHaveLength(24);
    expect(sum(body.stats['24h'])).toBe(5);
    expect(sum(body.stats['30d'])).toBe(5);
    const collapsed = await call(
      emulator,
      `${issue}?collapse=tags&collapse=stats&collapse=release`,
    );
    expect(Object.keys(collapsed.body)).not.toEqual(
      expect.arrayContaining(['tags', 'stats', 'firstRelease']),
    );
  });

  it('has what others tied to it', async () => {
    const [{ id }] = emulator.issues('acme', 'shop-web');
    const app = {
      id: '1',
      serviceType: 'tracker',
      displayName: 'TRACK-1',
      webUrl: 'https://tracker.example/1',
    };
    const link = { displayName: 'GH-7', url: 'https://code.example/7' };
    emulator.linkIssue(id, {
      annotations: [link],
      integrationIssues: [{ key: 'GH-7' }],
      sentryAppIssues: [app],
    });
    const { body } = await call(
      emulator,
      `${issue}?expand=integrationIssues&expand=sentryAppIssues`,
    );
    expect(body).toMatchObject({
      annotations: [link],
      integrationIssues: [{ key: 'GH-7' }],
      sentryAppIssues: [{ ...app, issueId: id }],
    });
    const external = await call(emulator, `${issue}external-issues/`);
    expect(external.body).toEqual([{ ...app, issueId: id }]);
    const linked = await call(
      emulator,
      `${organization}issues/?query=is:linked`,
    );
    expect(linked.body).toHaveLength(1);
    emulator.linkIssue(id, {});
  });

  it('has tags with their values, the most frequent first', async () => {
    const { body } = await call(emulator, `${issue}tags/shop/`);
    expect(body).toMatchObject({
      key: 'shop',
      name: 'Shop',
      uniqueValues: 2,
      totalValues: 5,
      topValues: [
        { value: 'south', count: 4 },
        {
          value: 'north',
          count: 1,
          firstSeen: new Date(now - hour).toISOString(),
        },
      ],
    });
    const all = await call(emulator, `${issue}tags/`);
    expect(all.body).toContainEqual(body);
    const top = await call(emulator, `${issue}tags/?key=shop&limit=1`);
    expect(top.body).toEqual([{ ...body, topValues: [body.topValues[0]] }]);
    const staging = await call(
      emulator,
      `${issue}tags/shop/?environment=staging`,
    );
    expect(staging.body.totalValues).toBe(2);
    expect((await call(emulator, `${issue}tags/unknown/`)).status).toBe(404);
  });

  it('pages through the values of a tag', async () => {
    const path = `${issue}tags/release/values/?sort=date&per_page=2`;
    const first = await call(emulator, path);
    expect(first.body.map((row: { value: string }) => row.value)).toEqual([
      'shop@1.4.0',
      'shop@1.3.0',
    ]);
    const cursor = /rel="next"; results="true"; cursor="([^"]+)"/.exec(
      first.headers.link,
    );
    const second = await call(emulator, `${path}&cursor=${cursor?.[1]}`);
    expect(second.body[0].value).toBe('shop@1.2.0');
  });

  it('lists its events, the newest first, with cursors that count rows', async () => {
    const first = await call(emulator, `${issue}events/?per_page=2`);
    expect(idsOf(first.body)).toEqual([1, 2]);
    expect(first.body[0]).not.toHaveProperty('entries');
    expect(first.headers.link).toContain(
      'rel="next"; results="true"; cursor="0:2:0"',
    );
    const last = await call(
      emulator,
      `${issue}events/?per_page=2&cursor=0:4:0`,
    );
    expect(idsOf(last.body)).toEqual([5]);
    expect(last.headers.link).toContain('rel="next"; results="false"');
    expect(last.headers.link).toContain('rel="previous"; results="true"');
  });

  it('lists all of each event, and only those that are asked for', async () => {
    const full = await call(
      emulator,
      `${issue}events/?full=true&environment=staging`,
    );
    expect(idsOf(full.body)).toEqual([2, 4]);
    expect(full.body[0].entries[0].type).toBe('exception');
    const found = await call(emulator, `${issue}events/?query=shop:north`);
    expect(idsOf(found.body)).toEqual([1]);
    const recent = await call(emulator, `${issue}events/?statsPeriod=2h`);
    expect(idsOf(recent.body)).toEqual([1, 2]);
    const [one, other] = await Promise.all(
      [1, 2].map(() => call(emulator, `${issue}events/?sample=true`)),
    );
    expect(idsOf(one.body)).toEqual(idsOf(other.body));
  });

  it('steps from event to event within the environment', async () => {
    const { body } = await call(emulator, `${issue}events/latest/`);
    expect(body).toMatchObject({ eventID: '1'.padStart(32, '0') });
    expect([body.previousEventID, body.nextEventID]).toEqual([
      '2'.padStart(32, '0'),
      null,
    ]);
    const production = await call(
      emulator,
      `${issue}events/latest/?environment=production`,
    );
    expect(production.body.previousEventID).toBe('3'.padStart(32, '0'));
    const oldest = await call(emulator, `${issue}events/oldest/`);
    expect([oldest.body.eventID, oldest.body.nextEventID]).toEqual([
      '5'.padStart(32, '0'),
      '4'.padStart(32, '0'),
    ]);
  });
});
