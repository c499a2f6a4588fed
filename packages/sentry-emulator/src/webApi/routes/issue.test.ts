import { call } from '../../__testUtils__/call';
import { startEmulator } from '../../emulator';
import { captureWithSdk } from '../../sdk/capture';
import type { Emulator } from '../../types/Emulator';
import { addUserToken, post } from '../../__testUtils__/api';
import { demoToken } from '../../world';
import request from 'supertest';

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

describe('what people say about an issue', () => {
  let emulator: Emulator;
  let issue: string;
  let now: number;
  beforeEach(async () => {
    now = Date.UTC(2026, 10, 21);
    emulator = await startEmulator({ port: 0, clock: () => now });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [
        {
          type: 'Error',
          value: 'a',
        },
      ],
    });
    issue = '/api/0/organizations/acme/issues/SHOP-WEB-1/';
  });
  afterEach(() => emulator.close());

  it('is a comment, which is an activity and counted', async () => {
    const note = await post(emulator, `${issue}notes/`, {
      text: ' Looks odd ',
    });
    expect([note.status, note.body]).toMatchObject([
      201,
      {
        type: 'note',
        data: { text: 'Looks odd' },
        user: { id: '505', name: 'Backstage' },
        dateCreated: '2026-11-21T00:00:00.000Z',
      },
    ]);
    const notes = await call(emulator, `${issue}notes/`);
    expect(notes.body).toEqual([note.body]);
    const detail = await call(emulator, issue, demoToken('triage'));
    expect(detail.body).toMatchObject({ numComments: 1, isSubscribed: true });
    const { body } = await call(emulator, `${issue}activities/`);
    expect(body).toEqual({ activity: detail.body.activity });
    expect(body.activity.map(({ type }: { type: string }) => type)).toEqual([
      'note',
      'first_seen',
    ]);
  });

  it('is not said twice within an hour, by the same user', async () => {
    const say = (token?: string) =>
      post(emulator, `${issue}notes/`, { text: 'Twice' }, token);
    await say();
    const again = await say();
    expect([again.status, again.body]).toEqual([
      400,
      { detail: 'You have already posted that comment.' },
    ]);
    expect((await say(addUserToken(emulator, '501'))).status).toBe(201);
    now += 3_600_001;
    expect((await say()).status).toBe(201);
  });

  it.each([
    [{}, 'This field is required.'],
    [{ text: '  ' }, 'This field may not be blank.'],
    [{ text: 7 }, 'Not a valid string.'],
  ])('is refused for %j', async (body, message) => {
    const refused = await post(emulator, `${issue}notes/`, body);
    expect([refused.status, refused.body]).toEqual([400, { text: [message] }]);
  });

  it('is for users with a scope to write, about issues that are there', async () => {
    const body = { text: 'Hello' };
    const reader = await post(
      emulator,
      `${issue}notes/`,
      body,
      demoToken('default'),
    );
    expect(reader.status).toBe(403);
    emulator.addToken({
      token: 'nobody',
      scopes: ['event:write'],
      organizations: ['acme'],
    });
    const nobody = await post(emulator, `${issue}notes/`, body, 'nobody');
    expect([nobody.status, nobody.body.detail]).toEqual([
      403,
      "Key doesn't have permission to create Note",
    ]);
    const unknown = issue.replace('WEB-1', 'WEB-9');
    expect((await post(emulator, `${unknown}notes/`, body)).status).toBe(404);
    expect((await call(emulator, `${unknown}activities/`)).status).toBe(404);
    expect((await call(emulator, `${issue}notes/`)).body).toEqual([]);
  });
});

const issue = '/api/0/organizations/acme/issues/SHOP-WEB-1/';
const feedback = '/api/0/projects/acme/shop-web/user-feedback/';
const eventId = 'a'.repeat(32);
const report = {
  event_id: eventId,
  name: 'Mina Sample',
  email: 'mina@example.com',
  comments: 'It broke',
};

describe('reports of users on events', () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({
      port: 0,
      clock: () => Date.UTC(2026, 10, 21),
    });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ type: 'Error', value: 'a', eventId, environment: 'qa' }],
    });
  });
  afterEach(() => emulator.close());

  const sendAs = (dsn: string, body: object = report) =>
    request(emulator.url)
      .post(feedback)
      .set('Authorization', `DSN ${dsn}`)
      .send(body);

  it('come in envelopes', async () => {
    const { username: key } = new URL(emulator.dsn('acme', 'shop-web'));
    const send = (id: string) =>
      request(emulator.url)
        .post(`/api/11/envelope/?sentry_key=${key}`)
        .type('text/plain')
        .send(
          [
            {},
            { type: 'user_report' },
            {
              event_id: id,
              name: '',
              email: 'mina@example.com',
              comments: 'Broke',
            },
          ]
            .map(line => JSON.stringify(line))
            .join('\n'),
        );
    await send(eventId);
    await send('b'.repeat(32));
    const { body } = await call(emulator, `${issue}user-reports/`);
    expect(body).toEqual([
      {
        id: '1',
        eventID: 'a'.repeat(32),
        name: 'mina@example.com',
        email: 'mina@example.com',
        comments: 'Broke',
        dateCreated: '2026-11-21T00:00:00.000Z',
        user: null,
        event: { id: 'a'.repeat(32), eventID: 'a'.repeat(32) },
      },
    ]);
    const elsewhere = await call(
      emulator,
      `${issue}user-reports/?environment=production`,
    );
    expect(elsewhere.body).toEqual([]);
    const detail = await call(emulator, issue);
    expect(detail.body.userReportCount).toBe(1);
  });

  it('come with the DSN, which is answered without a body', async () => {
    const sent = await sendAs(emulator.dsn('acme', 'shop-web'));
    expect([sent.status, sent.text]).toEqual([200, '']);
    expect(sent.headers).not.toHaveProperty('content-type');
    const { body } = await call(emulator, feedback);
    expect(body).toMatchObject([
      {
        name: 'Mina Sample',
        comments: 'It broke',
        issue: { shortId: 'SHOP-WEB-1' },
      },
    ]);
  });

  it('come with a token, which is answered with the report', async () => {
    const writer = addUserToken(emulator, '501', 'project:write');
    const sent = await post(emulator, feedback, report, writer);
    expect([sent.status, sent.body]).toMatchObject([
      200,
      { eventID: eventId, issue: { shortId: 'SHOP-WEB-1' } },
    ]);
    expect((await post(emulator, feedback, report)).status).toBe(403);
  });

  it('are refused with a DSN that is none, or of another project, and where a field is missing', async () => {
    const status = async (dsn: string, body?: object) =>
      (await sendAs(dsn, body)).status;
    const dsn = emulator.dsn('acme', 'shop-web');
    expect(await status(dsn.replace(/\/\/\w+@/, '//none@'))).toBe(401);
    expect(await status('nonsense')).toBe(401);
    expect(await status(emulator.dsn('acme', 'checkout'))).toBe(400);
    const incomplete = await sendAs(dsn, { ...report, comments: undefined });
    expect([incomplete.status, incomplete.body]).toEqual([
      400,
      { comments: ['This field is required.'] },
    ]);
    expect((await call(emulator, feedback)).body).toEqual([]);
  });

  it('are listed with a status that is known', async () => {
    const wrong = await call(emulator, `${feedback}?status=resolved`);
    expect([wrong.status, wrong.body]).toEqual([
      400,
      { status: 'Invalid status choice' },
    ]);
  });
});
