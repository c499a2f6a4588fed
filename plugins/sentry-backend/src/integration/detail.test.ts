import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  SentryIssue,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { FakeCache } from '../__testUtils__/FakeCache';
import {
  component,
  startPortal,
  type Portal,
} from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { giveFeedback, useEmulator } from '../__testUtils__/useEmulator';

const MINUTE = 60_000;
const eventId = (digit: string) => digit.repeat(32);
const emulator = useEmulator(async sentry => {
  const dsn = sentry.dsn('acme', 'shop-web');
  const now = Date.now();
  await captureWithSdk({
    dsn,
    events: ['1', '2', '3'].map((digit, index) => ({
      error: new TypeError('No total', { cause: new RangeError('Cause') }),
      eventId: eventId(digit),
      time: now - (30 - index) * MINUTE,
      release: `shop@2.${index}.0`,
      environment: index === 1 ? 'staging' : 'production',
      user: `user-${index}`,
      tags: { flavour: index ? 'sweet' : 'sour' },
      fingerprint: ['no-total'],
    })),
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'checkout'),
    events: [
      { type: 'Error', value: 'Of checkout', eventId: eventId('4') },
      { message: 'Just so', eventId: eventId('5') },
    ],
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme', 'payments'),
    events: [7 * 24 * 60, 90, 80].map((minutes, index) => ({
      type: 'Error',
      value: 'Of long ago',
      time: now - minutes * MINUTE,
      environment: index === 1 ? 'staging' : 'production',
      user: `user-${index}`,
    })),
  });
  await captureWithSdk({
    dsn: sentry.dsn('acme-eu', 'billing'),
    events: [{ type: 'Error', value: 'Of billing' }],
  });
});
/** All questions about issues and their parts, by path. */
const issueQuestions = () =>
  emulator()
    .requests()
    .filter(({ path }) => path.includes('/issues/'))
    .map(({ path, query }) => ({ path, query: new URLSearchParams(query) }));
const time = timeMachine();
const bob = 'user:default/bob';
const entities = [
  component('web', 'shop-web'),
  component('checkout', 'checkout'),
  component('old', 'payments'),
  component('both', 'shop-web, eu:acme-eu/billing'),
  component('prod', 'shop-web', { 'sentry.io/environment': 'production' }),
  component('nowhere', 'shop-web', { 'sentry.io/environment': 'moon' }),
  component('labs', 'acme-labs/prototype'),
  component('ios', 'storefront-ios'),
];
const start = (options = {}) =>
  startPortal({ emulator: emulator(), entities, ...options });

async function issuesOf(portal: Portal, name: string): Promise<SentryIssue[]> {
  const { body } = await portal.get(name, 'issues?query=');
  return body.items;
}

async function firstOf(portal: Portal, name = 'web') {
  const [issue] = await issuesOf(portal, name);
  emulator().clearRequests();
  return issue;
}

describe('the detail of an issue', () => {
  it('has the issue, the event that Sentry recommends, tags, releases and trends', async () => {
    const portal = await start();
    const { id, shortId } = await firstOf(portal);
    const { status, body } = await portal.get('web', `issues/${id}`);
    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        issue: expect.objectContaining({ id, shortId, count: 3 }),
        firstRelease: expect.objectContaining({ version: 'shop@2.0.0' }),
        lastRelease: expect.objectContaining({ version: 'shop@2.2.0' }),
        environments: ['production', 'staging'],
        event: expect.objectContaining({
          id: eventId('3'),
          position: { previous: eventId('2') },
        }),
        eventPositions: ['recommended', 'latest', 'oldest'],
        suspectCommits: [],
        stale: false,
        problems: [],
      }),
    ]);
    const detail: SentryIssueDetail = body;
    expect(Object.keys(detail.trends)).toEqual(['24h', '30d']);
    expect(detail.tags).toContainEqual({
      key: 'flavour',
      name: expect.any(String),
      totalValues: 3,
      topValues: [
        { value: 'sweet', count: 2, share: 0.667 },
        { value: 'sour', count: 1, share: 0.333 },
      ],
    });
    expect(detail.event?.exceptions.map(({ value }) => value)).toEqual([
      'No total',
      'Cause',
    ]);
    expect(detail.event?.exceptions[0].frames[0].filename).toContain(
      'detail.test.ts',
    );
    expect(detail.event?.exceptions[0].frames[0].inApp).toBe(true);
  });

  it('is asked of Sentry once, in five calls, whatever the spelling of the id', async () => {
    const portal = await start();
    const { id, shortId = '' } = await firstOf(portal);
    await portal.get('web', `issues/${id}`);
    await portal.get('web', `issues/${id}`);
    const base = `/api/0/organizations/acme/issues/${id}/`;
    expect(
      emulator()
        .requests()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(
      [
        base,
        `${base}events/recommended/`,
        `${base}tags/`,
        `/api/0/projects/acme/shop-web/events/${eventId('3')}/attachments/`,
        `/api/0/projects/acme/shop-web/events/${eventId('3')}/committers/`,
      ].sort(),
    );
    for (const spelling of [shortId, shortId.toLowerCase()]) {
      const { body } = await portal.get('web', `issues/${spelling}`);
      expect(body.issue.id).toBe(id);
    }
  });

  it.each([
    ['latest', '3'],
    ['oldest', '1'],
    [eventId('2'), '2'],
    ['22222222-2222-2222-2222-222222222222', '2'],
  ])('comes with the event %s', async (event, digit) => {
    const portal = await start();
    const { id } = await firstOf(portal);
    const { body } = await portal.get('web', `issues/${id}?event=${event}`);
    expect(body.event.id).toBe(eventId(digit));
  });

  it('steps from event to event', async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    const seen: unknown[] = [];
    let next: string | undefined = 'oldest';
    while (next) {
      const { body } = await portal.get('web', `issues/${id}/events/${next}`);
      expect(body).toMatchObject({ issueId: id, stale: false, problems: [] });
      seen.push(body.event.id);
      next = body.event.position.next;
    }
    expect(seen).toEqual([eventId('1'), eventId('2'), eventId('3')]);
  });

  it('says how many files came with the event that is shown, and asks for none while listing', async () => {
    await captureWithSdk({
      dsn: emulator().dsn('acme', 'checkout'),
      events: [
        {
          type: 'FileError',
          eventId: eventId('6'),
          attachments: ['a.json', 'b.json'].map(filename => ({
            filename,
            data: '{}',
          })),
        },
      ],
    });
    const portal = await start();
    const issues = await issuesOf(portal, 'checkout');
    const withFiles = issues.find(({ type }) => type === 'FileError');
    expect(
      emulator()
        .requests()
        .map(({ path }) => path),
    ).not.toContainEqual(expect.stringContaining('attachments'));
    const count = async (path: string) => {
      const { body } = await portal.get('checkout', path);
      return body.event.attachmentCount;
    };
    expect(await count(`issues/${withFiles?.id}`)).toBe(2);
    expect(await count(`issues/${withFiles?.id}/events/latest`)).toBe(2);
    const without = issues.find(({ title }) => title === 'Just so');
    expect(await count(`issues/${without?.id}`)).toBe(0);
  });

  it("keeps to the entity's environments, unless others are asked for", async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    const count = async (name: string, query = '') => {
      const { body } = await portal.get(name, `issues/${id}${query}`);
      return body.issue.count;
    };
    expect(await count('prod')).toBe(2);
    expect(await count('prod', '?environment=')).toBe(3);
    expect(await count('web', '?environment=staging')).toBe(1);
  });

  it('counts within the window that is asked for, and over all time beside it', async () => {
    const portal = await start();
    const { id } = await firstOf(portal, 'old');
    const { body } = await portal.get('old', `issues/${id}`);
    expect(body.issue).toMatchObject({ count: 3, userCount: 3 });
    expect(body.issue).not.toHaveProperty('lifetime');

    const day = await portal.get('old', `issues/${id}?statsPeriod=24h`);
    expect(day.body.problems).toEqual([]);
    expect(day.body.issue).toMatchObject({
      count: 2,
      userCount: 2,
      lifetime: {
        count: 3,
        userCount: 3,
        firstSeen: body.issue.firstSeen,
        lastSeen: body.issue.lastSeen,
      },
    });
    const list = await portal.get('old', 'issues?query=&statsPeriod=24h');
    const [listed] = list.body.items;
    for (const field of ['count', 'userCount', 'firstSeen', 'lifetime']) {
      expect([field, day.body.issue[field]]).toEqual([field, listed[field]]);
    }
    const ofStaging = await portal.get(
      'old',
      `issues/${id}?statsPeriod=24h&environment=staging`,
    );
    expect(ofStaging.body.issue).toMatchObject({
      count: 1,
      lifetime: { count: 1 },
    });
    const hour = await portal.get('old', `issues/${id}?statsPeriod=1h`);
    expect(hour.body.issue).toMatchObject({
      count: 0,
      userCount: 0,
      firstSeen: body.issue.firstSeen,
      lifetime: { count: 3, userCount: 3 },
    });
  });

  it('counts feedback within the window, too', async () => {
    await giveFeedback(emulator(), {
      project: 'storefront-ios',
      eventId: eventId('6'),
    });
    const portal = await start();
    const list = await portal.get(
      'ios',
      'issues?query=issue.category:feedback',
    );
    const [{ id }] = list.body.items;
    const { body } = await portal.get('ios', `issues/${id}?statsPeriod=24h`);
    expect(body.problems).toEqual([]);
    expect(body.issue).toMatchObject({
      category: 'feedback',
      count: 1,
      firstSeen: expect.any(String),
      lifetime: { count: 1 },
    });
  });

  it('asks for the window of the one issue, in one call more', async () => {
    const portal = await start();
    const { id, shortId } = await firstOf(portal);
    await portal.get('web', `issues/${shortId}?statsPeriod=7d`);
    const [list] = issueQuestions().filter(({ path }) =>
      path.endsWith('/issues/'),
    );
    expect(Object.fromEntries(list.query)).toMatchObject({
      query: `issue.id:${id}`,
      project: '11',
      statsPeriod: '7d',
    });
    expect(issueQuestions()).toHaveLength(4);
  });

  it('is of all time where Sentry refuses to count within the window', async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    // What is of all time is known by then.
    await portal.get('web', `issues/${id}`);
    emulator().addFault({
      path: '/api/0/organizations/acme/issues/',
      status: 400,
    });
    const { status, body } = await portal.get(
      'web',
      `issues/${id}?statsPeriod=24h`,
    );
    expect([status, body.problems]).toEqual([200, []]);
    expect(body.issue.count).toBe(3);
    expect(body.issue).not.toHaveProperty('lifetime');
  });

  it('shows all environments where Sentry does not know the ones asked for, and says so', async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    const { status, body } = await portal.get('nowhere', `issues/${id}`);
    expect(status).toBe(200);
    expect(body.issue.count).toBe(3);
    expect(body.event.id).toBe(eventId('3'));
    expect(body.problems).toMatchObject([{ code: 'QUERY_INVALID' }]);
  });

  it('shows all environments where they can not be read, and says why', async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    emulator().addFault({
      path: '/api/0/projects/acme/shop-web/environments/',
      status: 500,
    });
    const answers = await Promise.all(
      ['prod', 'nowhere'].map(name => portal.get(name, `issues/${id}`)),
    );
    for (const { status, body } of answers) {
      expect([status, body.issue.count]).toEqual([200, 3]);
      expect(body.problems).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE' }]);
    }
  });

  it('has a message without exception, too', async () => {
    const portal = await start();
    const issues = await issuesOf(portal, 'checkout');
    const message = issues.find(({ title }) => title === 'Just so');
    const { body } = await portal.get('checkout', `issues/${message?.id}`);
    expect(body.event).toMatchObject({ title: 'Just so', exceptions: [] });
  });

  it('finds the issue in whichever organization has it', async () => {
    const portal = await start();
    const issues = await issuesOf(portal, 'both');
    expect(issues).toHaveLength(2);
    for (const { id, project } of issues) {
      const { status, body } = await portal.get('both', `issues/${id}`);
      expect([status, body.issue.project]).toEqual([200, project]);
      expect(body.event.title).toBeDefined();
    }
  });
});

describe('an issue that is not for this caller', () => {
  it("is not found among another entity's, by number, by short id, by event, nor where there is none", async () => {
    const portal = await start();
    const { id, shortId } = await firstOf(portal);
    const [eu] = (await issuesOf(portal, 'both')).filter(
      ({ project }) => project.organization === 'acme-eu',
    );
    const answers = [];
    for (const path of [
      `issues/${id}`,
      `issues/${shortId}`,
      `issues/${id}/events/latest`,
      `issues/${id}/events/${eventId('3')}`,
      `issues/${eu.id}`,
      `issues/${eu.shortId}`,
      'issues/999999999',
      'issues/NOTHING-1A',
    ]) {
      const { status, body } = await portal.get('checkout', path);
      answers.push({ status, error: body.error });
    }
    expect(answers[0]).toMatchObject({
      status: 404,
      error: { code: 'ISSUE_NOT_FOUND' },
    });
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
  });

  it.each([
    ['by number', (issue: SentryIssue) => issue.id],
    ['by short id', (issue: SentryIssue) => issue.shortId],
  ])('leaves nothing of its in the cache, named %s', async (_, nameOf) => {
    const cache = new FakeCache();
    const portal = await start({ cache });
    const issue = await firstOf(portal);
    const before = new Set(cache.entries.keys());
    for (const path of ['', '?event=latest', `/events/${eventId('3')}`]) {
      const { status } = await portal.get(
        'checkout',
        `issues/${nameOf(issue)}${path}`,
      );
      expect(status).toBe(404);
    }
    const added = [...cache.entries].filter(([key]) => !before.has(key));
    expect(JSON.stringify(added)).not.toMatch(/No total|flavour|shop-web/);
    expect(
      added.filter(([key]) => /detail\.(event|tags|commits)/.test(key)),
    ).toEqual([]);
  });

  it("does not take another project's event for one of its own", async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    const { status, body } = await portal.get(
      'web',
      `issues/${id}/events/${eventId('4')}`,
    );
    expect([status, body.error.code]).toEqual([404, 'ISSUE_NOT_FOUND']);
    const detail = await portal.get(
      'web',
      `issues/${id}?event=${eventId('4')}`,
    );
    expect(detail.body).toMatchObject({
      issue: { id },
      eventProblem: { code: 'ISSUE_NOT_FOUND' },
    });
    expect(detail.body.event).toBeUndefined();
  });

  it.each([
    ['denied', 403, { denied: [bob] }],
    ['unreadable', 404, { hiddenFrom: [bob] }],
  ])('is not even asked for: %s', async (_, expected, policy) => {
    const portal = await start({ policy });
    emulator().clearRequests();
    for (const path of ['issues/1', `issues/1/events/${eventId('1')}`]) {
      const { status } = await portal
        .get('web', path)
        .set('authorization', mockCredentials.user.header(bob));
      expect(status).toBe(expected);
    }
    expect(emulator().requests()).toEqual([]);
  });

  it.each([
    ['issues/%2e%2e%2f1', 'issueId'],
    ['issues/a%20b', 'issueId'],
    ['issues/SHOPWEB', 'issueId'],
    [`issues/${'9'.repeat(30)}`, 'issueId'],
    ['issues/1/events/newest', 'eventId'],
    ['issues/1/events/123', 'eventId'],
    ['issues/1?event=newest', 'event'],
    ['issues/1?statsPeriod=100d', 'statsPeriod'],
    [`issues/1/events/${eventId('1')}?statsPeriod=24h`, 'statsPeriod'],
    ['issues/1?events=latest', 'events'],
  ])('is refused by the name of what is wrong in %s', async (path, named) => {
    const portal = await start();
    const { status, body } = await portal.get('web', path);
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining(`\`${named}\``),
    ]);
    expect(emulator().requests()).toEqual([]);
  });
});

describe('the detail while Sentry is out of order', () => {
  it.each([
    ['events/', (body: SentryIssueDetail) => body.event],
    ['tags/', (body: SentryIssueDetail) => body.tags[0]],
  ])('lacks what failed alone: %s', async (part, missing) => {
    const portal = await start();
    const { id } = await firstOf(portal);
    const path = `/api/0/organizations/acme/issues/${id}/${part}`;
    emulator().addFault({ path, status: 500 });
    const { status, body } = await portal.get('web', `issues/${id}`);
    expect(status).toBe(200);
    expect(body.issue.id).toBe(id);
    expect(missing(body)).toBeUndefined();
    expect(body.problems).toMatchObject([
      {
        code: 'UPSTREAM_UNAVAILABLE',
        project: { instance: 'default', organization: 'acme' },
      },
    ]);
  });

  it('says what the token lacks for suspect commits, and has the rest', async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    emulator().addFault({ path: '/api/0/projects/', status: 403 });
    const { body } = await portal.get('web', `issues/${id}`);
    expect(body.event.id).toBe(eventId('3'));
    expect(body.problems).toMatchObject([{ code: 'SCOPE_MISSING' }]);
  });

  it.each([403, 404, 500])(
    'does without the number of files where Sentry answers %d',
    async status => {
      const portal = await start();
      const { id } = await firstOf(portal);
      emulator().addFault({
        path: `/api/0/projects/acme/shop-web/events/${eventId('3')}/attachments/`,
        status,
      });
      for (const path of [`issues/${id}`, `issues/${id}/events/latest`]) {
        const answer = await portal.get('web', path);
        expect([answer.status, answer.body.problems]).toEqual([200, []]);
        expect(answer.body.event.id).toBe(eventId('3'));
        expect(answer.body.event).not.toHaveProperty('attachmentCount');
      }
    },
  );

  it('is served from before', async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    await portal.get('web', `issues/${id}`);
    emulator().addFault({ status: 503 });
    time.pass(61_000);
    await portal.get('web', `issues/${id}`);
    time.pass(2_000);
    const { status, body } = await portal.get('web', `issues/${id}`);
    expect([status, body.issue.id, body.stale]).toEqual([200, id, true]);
  });

  it('is the problem itself where nothing is known', async () => {
    const portal = await start();
    const { id } = await firstOf(portal);
    emulator().addFault({ path: '/api/0/organizations/', status: 503 });
    const { status, body } = await portal.get('web', `issues/${id}`);
    expect([status, body.error.code]).toEqual([503, 'UPSTREAM_UNAVAILABLE']);
  });
});
