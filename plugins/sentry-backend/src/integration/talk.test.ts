import { mockCredentials } from '@backstage/backend-test-utils';
import {
  startEmulator,
  type EmulatorDialect,
} from 'backstage-plugin-sentry-emulator';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import {
  bob,
  captureIssues,
  idsOf,
  startTriagePortal,
  triageEntities,
} from '../__testUtils__/triagePortal';
import { holder } from '../__testUtils__/manyProjects';
import { useEmulator } from '../__testUtils__/useEmulator';
import { hash, type Person } from '../__testUtils__/userPortal';

const run = {
  run_id: 7,
  status: 'COMPLETED',
  last_triggered_at: '2026-11-30T10:00:00.5',
  updated_at: '2026-11-30T10:05:00.5',
  steps: [
    { type: 'default', key: 'root_cause_analysis_processing', insights: [] },
    {
      type: 'root_cause_analysis',
      causes: [
        {
          description: 'Called **without** `query`, as ada@example.com saw',
          root_cause_reproduction: [
            {
              title: 'A request comes in',
              code_snippet_and_analysis: 'Line one\n\n    line two',
              relevant_code_file: { file_path: 'seer/app.py' },
            },
            { unknown: 'shape' },
          ],
        },
      ],
    },
    { type: 'solution', solution: [{ title: 'Pass the query' }] },
    {
      type: 'changes',
      changes: [
        {
          title: 'Pass it',
          repo_name: 'acme/shop',
          pull_request: { pr_url: 'https://code.example/acme/shop/pull/7' },
        },
      ],
    },
  ],
};

const emulator = useEmulator(async sentry => {
  await captureIssues(sentry);
  const [one, two] = idsOf(sentry, 'shop-web');
  const [foreign] = idsOf(sentry, 'payments');
  sentry.linkIssue(one, {
    replayCount: 4,
    similar: [two, foreign],
    owners: [
      { type: 'ownershipRule', owner: 'team:101' },
      { type: 'suspectCommit', owner: 'user:501' },
      { type: 'codeowners', owner: 'user:999' },
    ],
    annotations: [{ displayName: 'SHOP-12', url: 'https://jira.example/12' }],
    autofix: run,
    seerFixabilityScore: 0.8,
  });
  sentry.addToken({
    token: hash('ada writes'),
    scopes: ['event:read', 'event:write', 'org:read', 'project:read'],
    organizations: ['acme'],
    user: '501',
  });
});
const first = () => idsOf(emulator(), 'shop-web')[0];
const second = () => idsOf(emulator(), 'shop-web')[1];
const foreign = () => idsOf(emulator(), 'payments')[0];

type Portal = Awaited<ReturnType<typeof startTriagePortal>>;
const start = (more: Partial<Parameters<typeof startTriagePortal>[0]> = {}) =>
  startTriagePortal({ emulator: emulator(), ...more });
const get = (portal: Portal, issue: string, part: string, person = bob) =>
  portal.as(
    request(portal.server).get(portal.path('web', `issues/${issue}/${part}`)),
    person,
  );
const post = (
  portal: Portal,
  issue: string,
  part: string,
  body: object,
  person: Person = bob,
) =>
  portal
    .as(
      request(portal.server).post(
        portal.path('web', `issues/${issue}/${part}`),
      ),
      person,
    )
    .send(body);
const written = () =>
  emulator()
    .requests()
    .filter(({ method }) => method === 'POST');

describe('GET …/issues/:issueId/activity', () => {
  it('is what people and Sentry did, without their addresses', async () => {
    const portal = await start();
    const issue = second();
    await portal.patch('web', `issues/${issue}`, { assignedTo: 'team:101' });
    await portal.patch('web', `issues/${issue}`, { priority: 'low' });
    await portal.patch('web', `issues/${issue}`, {
      status: 'resolved',
      resolution: { inRelease: 'shop-web@1.0.0' },
    });
    const { status, body } = await get(portal, issue, 'activity');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issueId: issue,
      problems: [],
      links: { sentry: expect.stringContaining(issue) },
    });
    expect(body.items).toMatchObject([
      { kind: 'resolved', actor: 'Backstage', release: 'shop-web@1.0.0' },
      { kind: 'priority', priority: 'low' },
      { kind: 'assigned' },
      { kind: 'first-seen' },
    ]);
    expect(JSON.stringify(body)).not.toContain('@example.com');
  });

  it.each(['activity', 'links', 'analysis'])(
    '%s of an issue of another project is as of none',
    async part => {
      const portal = await start();
      const of = await get(portal, foreign(), part);
      const none = await get(portal, '999999', part);
      expect([of.status, none.status]).toEqual([404, 404]);
      expect(of.body.error).toEqual(none.body.error);
      expect(of.body.error.code).toBe('ISSUE_NOT_FOUND');
    },
  );

  it.each(['activity', 'links', 'analysis'])(
    '%s needs the permission to read',
    async part => {
      const portal = await start({ policy: { denied: [bob.who] } });
      emulator().clearRequests();
      const { status } = await get(portal, first(), part);
      expect(status).toBe(403);
      expect(emulator().requests()).toEqual([]);
    },
  );
});

describe('POST …/issues/:issueId/comments', () => {
  it('is in the activity at once, as plain text with addresses masked', async () => {
    const portal = await start();
    await get(portal, first(), 'activity');
    const { status, body } = await post(portal, first(), 'comments', {
      text: ' Seen by ada@example.com\nand **me** ',
    });
    expect(status).toBe(201);
    const text = 'Seen by [e-mail]\nand **me**';
    expect(body).toMatchObject({
      item: { kind: 'comment', text, actor: 'Backstage' },
      actedAs: 'service',
    });
    const { body: after } = await get(portal, first(), 'activity');
    expect(after.items[0]).toMatchObject({ kind: 'comment', text });
    const detail = await portal.get('web', `issues/${first()}`);
    expect(detail.body.issue.numComments).toBe(1);
  });

  it("is written in the user's name where they are connected", async () => {
    const portal = await start({
      sentry: { auth: { type: 'user' }, token: undefined, instances: [] },
    });
    const ada: Person = { who: 'user:default/ada', token: hash('ada writes') };
    const { body } = await post(
      portal,
      second(),
      'comments',
      { text: 'Mine' },
      ada,
    );
    expect(body).toMatchObject({
      item: { actor: 'Ada Park', text: 'Mine' },
      actedAs: 'user',
    });
  });

  it("passes on Sentry's refusal of the same comment again", async () => {
    const portal = await start();
    await post(portal, second(), 'comments', { text: 'Twice' });
    const { status, body } = await post(portal, second(), 'comments', {
      text: 'Twice',
    });
    expect(status).toBe(400);
    expect(body.error.message).toContain('already posted that comment');
    expect(written()).toHaveLength(2);
  });

  it.each<[string, object, number]>([
    ['no text', {}, 400],
    ['an empty text', { text: '  ' }, 400],
    ['too long a text', { text: 'x'.repeat(4_001) }, 400],
    ['a control character', { text: 'a\u0007b' }, 400],
    ['another field', { text: 'a', mentions: ['user:1'] }, 400],
  ])('refuses %s', async (_what, body, expected) => {
    const portal = await start();
    const { status } = await post(portal, first(), 'comments', body);
    expect(status).toBe(expected);
    expect(written()).toEqual([]);
  });

  it.each(['comments', 'analysis'])(
    '%s: an issue of another project is as none',
    async part => {
      const portal = await start();
      const body = part === 'comments' ? { text: 'a' } : {};
      const { status, body: answer } = await post(
        portal,
        foreign(),
        part,
        body,
      );
      expect([status, answer.error.code]).toEqual([404, 'ISSUE_NOT_FOUND']);
      expect(written()).toEqual([]);
    },
  );

  it.each<[string, Parameters<typeof start>[0], number]>([
    ['triage is off', { sentry: { triage: { enabled: false } } }, 501],
    ['the caller may only read', { policy: { readOnly: [bob.who] } }, 403],
    ['the caller may not read', { policy: { denied: [bob.who] } }, 403],
    ['the entity is hidden', { policy: { hiddenFrom: [bob.who] } }, 404],
  ])('writes nothing where %s', async (_why, options, expected) => {
    const portal = await start(options);
    for (const [part, body] of [
      ['comments', { text: 'a' }],
      ['analysis', {}],
    ] as const) {
      const { status } = await post(portal, first(), part, body);
      expect(status).toBe(expected);
    }
    expect(written()).toEqual([]);
  });

  it('is refused on the page of a system for a component that the caller may only read', async () => {
    const parts = ['component:default/web', 'component:default/pay'];
    const portal = await start({
      entities: [holder('System', 'shop', 'hasPart', parts), ...triageEntities],
      policy: { readOnlyEntities: { [bob.who]: [parts[1]] } },
    });
    const on = (issue: string, part: string, body: object) =>
      request(portal.server)
        .post(
          `/api/sentry/entities/system/default/shop/issues/${issue}/${part}`,
        )
        .set('authorization', mockCredentials.user.header(bob.who))
        .send(body);
    const refused = await on(foreign(), 'comments', { text: 'a' });
    expect(refused.body.error.name).toBe('NotAllowedError');
    expect((await on(foreign(), 'analysis', {})).status).toBe(403);
    expect(written()).toEqual([]);
    const own = await on(first(), 'comments', { text: 'On the page' });
    expect(own.status).toBe(201);
  });

  it('is never sent twice, and says that it may have arrived', async () => {
    const portal = await start();
    emulator().addFault({ method: 'POST', status: 503 });
    const { status, body } = await post(portal, first(), 'comments', {
      text: 'Once',
    });
    expect([status, body.error.outcome]).toEqual([503, 'unknown']);
    expect(written()).toHaveLength(1);
  });
});

describe('GET …/issues/:issueId/links', () => {
  it('has what other tools and people tie to it', async () => {
    await fetch(
      `${emulator().url}/api/0/projects/acme/shop-web/user-feedback/`,
      {
        method: 'POST',
        headers: {
          authorization: `DSN ${emulator().dsn('acme', 'shop-web')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({
          event_id: emulator()
            .issues('acme', 'shop-web')
            .find(({ id }) => id === first())?.latestEventId,
          name: 'Eve Example',
          email: 'eve@example.com',
          comments: 'Write to eve@example.com',
        }),
      },
    );
    const portal = await start();
    const { status, body } = await get(portal, first(), 'links');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issueId: first(),
      problems: [],
      replays: { count: 4, link: expect.stringMatching(/\/replays\/$/) },
      tickets: [{ label: 'SHOP-12', url: 'https://jira.example/12' }],
      feedback: { count: 1, items: [{ text: 'Write to [e-mail]' }] },
      owners: [
        { type: 'team', name: 'Storefront', reason: 'ownership-rule' },
        { type: 'user', name: 'Ada Park', reason: 'suspect-commit' },
      ],
    });
    expect(body.similar).toEqual([
      expect.objectContaining({ id: second(), title: expect.any(String) }),
    ]);
    expect(body.trace?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.stringify(body)).not.toMatch(/Eve|@example\.com/);
  });

  it.each<[EmulatorDialect]>([['self-hosted'], ['glitchtip']])(
    'a %s server leaves out what it lacks',
    async dialect => {
      const server = await startEmulator({ port: 0, dialect });
      try {
        await captureIssues(server);
        const portal = await startTriagePortal({
          emulator: server,
          sentry: { instances: [] } satisfies JsonObject,
        });
        const issue = idsOf(server, 'shop-web')[0];
        const links = await get(portal, issue, 'links');
        expect(links.body).toMatchObject({
          tickets: [],
          owners: [],
          problems: [],
        });
        const analysis = await get(portal, issue, 'analysis');
        expect(analysis.body).toMatchObject({
          supported: false,
          status: 'none',
          problems: [],
        });
        const started = await post(portal, issue, 'analysis', {});
        expect([started.status, started.body.error.code]).toEqual([
          501,
          'NOT_CONFIGURED',
        ]);
        await post(portal, issue, 'comments', { text: 'Hello' });
        const activity = await get(portal, issue, 'activity');
        expect(activity.body.items[0]).toMatchObject({
          kind: 'comment',
          text: 'Hello',
        });
      } finally {
        await server.close();
      }
    },
  );
});

describe('…/issues/:issueId/analysis', () => {
  it('is reduced to cause, steps, solution and pull requests', async () => {
    const portal = await start();
    const { body } = await get(portal, first(), 'analysis');
    expect(body).toMatchObject({
      supported: true,
      status: 'done',
      startedAt: '2026-11-30T10:00:00.500Z',
      rootCause: {
        text: 'Called **without** `query`, as [e-mail] saw',
        steps: [
          {
            title: 'A request comes in',
            text: 'Line one\n\n    line two',
            file: 'seer/app.py',
          },
        ],
      },
      solution: [{ title: 'Pass the query' }],
      pullRequests: [
        {
          url: 'https://code.example/acme/shop/pull/7',
          repository: 'acme/shop',
        },
      ],
      fixability: 0.8,
    });
    const list = await portal.get('web', 'issues');
    expect(
      list.body.items.find(({ id }: { id: string }) => id === first()),
    ).toMatchObject({ fixability: 0.8 });
  });

  it.each([
    [{ status: 'NEVER_SEEN', steps: 'none' }, 'unknown'],
    [
      { status: 7, steps: [null, { type: 'solution', solution: 3 }] },
      'unknown',
    ],
    [{ status: 'ERROR', steps: [{ type: 'root_cause_analysis' }] }, 'failed'],
  ])('%j breaks nothing', async (autofix, status) => {
    emulator().linkIssue(second(), { autofix });
    const portal = await start();
    const answer = await get(portal, second(), 'analysis');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status, pullRequests: [] });
    expect(answer.body.rootCause).toBeUndefined();
  });

  it('is started once, as a write, and runs then', async () => {
    emulator().linkIssue(second(), {});
    const portal = await start();
    const before = await get(portal, second(), 'analysis');
    expect(before.body).toMatchObject({ supported: true, status: 'none' });
    const { status, body } = await post(portal, second(), 'analysis', {});
    expect([status, body]).toEqual([
      202,
      { status: 'running', actedAs: 'service' },
    ]);
    const after = await get(portal, second(), 'analysis');
    expect(after.body.status).toBe('running');
  });

  it('needs a body that only a script of the portal sends', async () => {
    const portal = await start();
    const path = portal.path('web', `issues/${first()}/analysis`);
    const { status } = await request(portal.server)
      .post(path)
      .set('authorization', mockCredentials.user.header(bob.who))
      .type('form')
      .send('');
    expect(status).toBe(415);
    expect(written()).toEqual([]);
  });
});
