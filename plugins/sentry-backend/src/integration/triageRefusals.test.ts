import { mockCredentials } from '@backstage/backend-test-utils';
import { demoToken } from 'backstage-plugin-sentry-emulator';
import request from 'supertest';
import type { PortalOptions } from '../__testUtils__/startPortal';
import {
  bob,
  captureIssues,
  changesOf,
  idsOf,
  startTriagePortal,
  triageEntities,
} from '../__testUtils__/triagePortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { HEADER, hash, adaOfCatalog } from '../__testUtils__/userPortal';
import type { SentryIssueChangeProblem } from 'backstage-plugin-sentry-common';
import type { ServerResponse } from 'node:http';
import { startLoopback } from '../__testUtils__/startLoopback';

describe('refusals', () => {
  const emulator = useEmulator(captureIssues);
  const start = (options: Partial<PortalOptions> = {}) =>
    startTriagePortal({ emulator: emulator(), ...options });
  const first = () => idsOf(emulator(), 'shop-web')[0];

  describe('a change that is refused', () => {
    afterEach(() => {
      const [change] = changesOf(emulator());
      if (change) {
        throw new Error(`Sentry was asked to change something: ${change}`);
      }
    });

    it('where config does not turn it on, naming the key', async () => {
      const portal = await start({ sentry: { triage: { enabled: false } } });
      for (const route of ['issues', `issues/${first()}`]) {
        const { status, body } = await portal.patch('web', route, {
          ...(route === 'issues' && { ids: [first()] }),
          status: 'resolved',
        });
        expect([status, body.error.code]).toEqual([501, 'NOT_CONFIGURED']);
        expect(body.error.action).toContain('sentry.triage.enabled');
      }
      expect(emulator().requests()).toEqual([]);
    });

    it.each([
      ['without the permission', { denied: [bob.who] }, 403],
      [
        'without it for that entity',
        { deniedEntities: { [bob.who]: ['component:default/web'] } },
        403,
      ],
      ['where the entity is out of sight', { hiddenFrom: [bob.who] }, 404],
    ])('%s, before Sentry is asked anything', async (_, policy, expected) => {
      const portal = await start({ policy });
      const { status, body } = await portal.patch('web', `issues/${first()}`, {
        status: 'resolved',
      });
      expect([status, body.error.code]).toEqual([expected, undefined]);
      expect(emulator().requests()).toEqual([]);
    });

    it.each([
      ['the permission to read', 'writeOnly', 403],
      ['sight of the entity', 'hiddenFrom', 404],
    ] as const)(
      'once %s was taken away, though reads still remember it',
      async (_, rule, expected) => {
        const taken: string[] = [];
        const portal = await start({ policy: { [rule]: taken } });
        const read = () =>
          portal.as(
            request(portal.server).get(portal.path('web', 'issues')),
            bob,
          );
        expect((await read()).status).toBe(200);
        taken.push(bob.who);
        expect((await read()).status).toBe(200);
        const { status } = await portal.patch('web', `issues/${first()}`, {
          status: 'resolved',
        });
        expect(status).toBe(expected);
        // What came of it counts from then on.
        expect((await read()).status).toBe(expected);
      },
    );

    it('with the permission to read alone', async () => {
      const portal = await start({ policy: { readOnly: [bob.who] } });
      const read = await portal.as(
        request(portal.server).get(portal.path('web', 'issues')),
        bob,
      );
      const { status, body } = await portal.patch('web', `issues/${first()}`, {
        status: 'resolved',
      });
      expect([read.status, status, body.error.name]).toEqual([
        200,
        403,
        'NotAllowedError',
      ]);
    });

    it('for an issue of another entity, as for one that there is not', async () => {
      const portal = await start();
      const [foreign] = idsOf(emulator(), 'payments');
      const answers = await Promise.all(
        [foreign, '999999', 'SHOP-WEB-ZZZ'].map(id =>
          portal.patch('web', `issues/${id}`, { status: 'resolved' }),
        ),
      );
      for (const { status, body } of answers) {
        expect([status, body.error]).toEqual([404, answers[1].body.error]);
        expect(body.error.code).toBe('ISSUE_NOT_FOUND');
      }
    });

    it.each([
      ['service with the token of a user', { [HEADER]: hash('ada') }, 403],
      ['service that a policy denies it', {}, 403],
    ])('from a %s', async (_, headers, expected) => {
      const portal = await start({ allowed: false });
      const { status } = await request(portal.server)
        .patch(portal.path('web', `issues/${first()}`))
        .set('authorization', mockCredentials.service.header())
        .set(headers)
        .send({ status: 'resolved' });
      expect(status).toBe(expected);
      expect(emulator().requests()).toEqual([]);
    });

    it('from a service where Sentry is asked as the caller', async () => {
      const portal = await start({
        sentry: { auth: { type: 'user' }, token: undefined, instances: [] },
      });
      const { status, body } = await request(portal.server)
        .patch(portal.path('web', `issues/${first()}`))
        .set('authorization', mockCredentials.service.header())
        .send({ status: 'resolved' });
      expect([status, body.error.code]).toEqual([409, 'NOT_CONNECTED']);
    });

    it('from who did not sign in', async () => {
      const portal = await start();
      const { status } = await request(portal.server)
        .patch(portal.path('web', `issues/${first()}`))
        .set('authorization', mockCredentials.none.header())
        .send({ status: 'resolved' });
      expect(status).toBe(401);
    });

    it.each([
      ['text/plain', '{"status":"resolved"}', 415],
      ['application/x-www-form-urlencoded', 'status=resolved', 415],
      ['multipart/form-data; boundary=x', '--x--', 415],
      ['application/json', '{"status": planted-text}', 400],
      ['application/json', '["resolved"]', 400],
      ['application/json', `{"status":"${'x'.repeat(40_000)}"}`, 413],
    ])('as %s', async (type, body, expected) => {
      const portal = await start();
      const { status, text } = await request(portal.server)
        .patch(portal.path('web', `issues/${first()}`))
        .set('authorization', mockCredentials.user.header(bob.who))
        .set('content-type', type)
        .send(body);
      expect(status).toBe(expected);
      expect(text).not.toContain('planted-text');
      expect(emulator().requests()).toEqual([]);
    });

    const condition = {
      status: 'ignored',
      substatus: 'archived_until_condition_met',
    };
    it.each([
      [{}, 'nothing to change'],
      [{ status: 'done' }, '`status`'],
      [{ statuss: 'resolved' }, '`statuss`'],
      [{ resolution: { inNextRelease: true } }, '`resolution`'],
      [
        { status: 'resolvedInNextRelease', resolution: { inRelease: '1' } },
        '`status`',
      ],
      [
        { status: 'resolvedInNextRelease', substatus: 'archived_forever' },
        '`substatus`',
      ],
      [{ status: 'resolved', resolution: { inCommit: 'c' } }, '`resolution`'],
      [{ status: 'resolved', substatus: 'archived_forever' }, '`substatus`'],
      [condition, '`substatus`'],
      [{ ...condition, until: 'tomorrow' }, '`until`'],
      [{ ...condition, until: '2020-01-01T00:00:00Z' }, '`until`'],
      [{ ...condition, durationMinutes: 0 }, '`durationMinutes`'],
      [{ ...condition, durationMinutes: 1.5 }, '`durationMinutes`'],
      [{ status: 'ignored', durationMinutes: 5 }, '`durationMinutes`'],
      [{ isReviewed: false }, '`isReviewed`'],
      [{ assignedTo: 'ada@example.com' }, '`assignedTo`'],
      [{ assignedTo: '' }, '`assignedTo`'],
      [{ priority: 'urgent' }, '`priority`'],
      [{ priority: 'low', discard: true }, '`discard`'],
      [{ priority: 'low', ids: ['1'] }, '`ids`'],
    ])('as %j, naming the field', async (change, field) => {
      const portal = await start();
      const { status, body } = await portal.patch(
        'web',
        `issues/${first()}`,
        change,
      );
      expect([status, body.error.name]).toEqual([400, 'InputError']);
      expect(body.error.message).toContain(field);
      expect(emulator().requests()).toEqual([]);
    });

    it.each([
      [undefined],
      [[]],
      ['1'],
      [['*']],
      [[1]],
      [Array.from({ length: 101 }, (_, index) => String(index + 1))],
    ])('of several without 1 to 100 ids: %j', async ids => {
      const portal = await start();
      const { status, body } = await portal.patch('web', 'issues', {
        ids,
        status: 'resolved',
      });
      expect([status, body.error.name]).toEqual([400, 'InputError']);
      expect(body.error.message).toContain('`ids');
      expect(emulator().requests()).toEqual([]);
    });

    it('with a query parameter that is unknown', async () => {
      const portal = await start();
      const { status, body } = await portal.patch(
        'web',
        `issues/${first()}?query=is:unresolved`,
        { status: 'resolved' },
      );
      expect([status, body.error.message]).toEqual([
        400,
        expect.stringContaining('`query`'),
      ]);
    });
  });

  it('a token without the scope changes nothing, and the problem says which and who gives it', async () => {
    const portal = await start({ sentry: { token: demoToken('default') } });
    const { status, body } = await portal.patch('web', `issues/${first()}`, {
      status: 'resolved',
    });
    expect([status, body.error.code]).toEqual([502, 'SCOPE_MISSING']);
    expect(body.error.message).toContain('event:write');
    expect(body.error.action).toContain('platform team');
    const { body: after } = await portal.get('web', `issues/${first()}`);
    expect(after.issue.status).toBe('unresolved');
  });
});

describe('refusals for one of several projects', () => {
  const adaOfTheShop = {
    who: 'user:default/ada',
    token: hash('ada of the shop'),
  };
  const emulator = useEmulator(async sentry => {
    await captureIssues(sentry);
    sentry.addToken({
      token: adaOfTheShop.token,
      scopes: ['event:read', 'event:write', 'org:read', 'project:read'],
      user: '501',
      organizations: ['acme'],
      projects: ['shop-web'],
    });
  });
  const list = '/api/0/organizations/acme/issues/';
  const named = () => ({
    web: idsOf(emulator(), 'shop-web')[0],
    pay: idsOf(emulator(), 'payments')[0],
  });
  const told = (problems: SentryIssueChangeProblem[]) =>
    problems.map(({ issue, code, outcome }) => [issue, code, outcome]);

  describe('a change of issues of two projects', () => {
    it('assigns those whose project the team has, and says of the others that it has not', async () => {
      const portal = await startTriagePortal({ emulator: emulator() });
      const { web, pay } = named();
      const { status, body } = await portal.patch('both', 'issues', {
        ids: [pay, web],
        assignedTo: 'team:101',
      });
      expect(status).toBe(200);
      expect(body.items).toMatchObject([
        { id: web, assignee: { type: 'team', id: '101' } },
      ]);
      expect(told(body.problems)).toEqual([[pay, 'QUERY_INVALID', undefined]]);
      expect(body.problems[0].message).toContain('team without access');
      expect(changesOf(emulator()).sort()).toEqual(
        [`${list}?id=${pay}&project=13`, `${list}?id=${web}&project=11`].sort(),
      );
    });

    it('takes them from whom they are assigned to in one call', async () => {
      const portal = await startTriagePortal({ emulator: emulator() });
      const { web, pay } = named();
      const { body } = await portal.patch('both', 'issues', {
        ids: [web, pay],
        assignedTo: null,
      });
      expect(body.items).toMatchObject([
        { id: web, assignee: null },
        { id: pay, assignee: null },
      ]);
      expect(changesOf(emulator())).toEqual([
        `${list}?id=${web}&id=${pay}&project=11&project=13`,
      ]);
    });

    it('is made in the one that the account of the caller has access to', async () => {
      const portal = await startTriagePortal({
        emulator: emulator(),
        entities: [...triageEntities, adaOfCatalog],
        root: {
          auth: {
            providers: {
              sentry: {
                development: {
                  clientId: 'id',
                  clientSecret: 'secret',
                  baseUrl: emulator().url,
                },
              },
            },
          },
        },
      });
      const { web, pay } = named();
      const { status, body } = await portal.patch(
        'both',
        'issues',
        { ids: [pay, web], status: 'resolved' },
        adaOfTheShop,
      );
      expect(status).toBe(200);
      expect(body.items).toMatchObject([
        { id: web, status: 'resolved', actedAs: 'user' },
      ]);
      expect(told(body.problems)).toEqual([[pay, 'SCOPE_MISSING', undefined]]);
      expect(changesOf(emulator())).toHaveLength(3);
    });
  });

  const projects = [
    { id: '11', slug: 'shop-web', name: 'Shop web' },
    { id: '13', slug: 'payments', name: 'Payments' },
  ];

  /** A Sentry with an issue in each project, whose plan has no view over both. */
  async function startSmallPlan(
    change: (project: string, response: ServerResponse) => void,
  ) {
    const changed: string[] = [];
    const sentry = await startLoopback((asked, response) => {
      const { pathname, searchParams } = new URL(
        asked.url ?? '',
        'http://sentry',
      );
      const [id, ...others] = searchParams.getAll('project');
      if (asked.method === 'PUT') {
        changed.push([id, ...others].join());
      }
      if (pathname.endsWith('/projects/')) {
        sendJson(response, 200, projects);
      } else if (others.length) {
        sendJson(response, 400, {
          detail: 'You do not have the multi project stream feature enabled',
        });
      } else if (asked.method === 'PUT') {
        change(id, response);
      } else {
        const status = changed.includes(id) ? 'resolved' : 'unresolved';
        const project = projects.find(one => one.id === id);
        sendJson(response, 200, [{ id: `9${id}`, status, project }]);
      }
    });
    const portal = await startTriagePortal({
      emulator: emulator(),
      sentry: { baseUrl: sentry.url, instances: [] },
    });
    return { ...sentry, portal, changed };
  }

  function sendJson(
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ) {
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body));
  }

  it('a plan without a view over projects is changed project by project, and the answer says of each what became of it', async () => {
    const { portal, changed, close } = await startSmallPlan((id, response) =>
      id === '11'
        ? sendJson(response, 200, { status: 'resolved' })
        : sendJson(response, 429, { detail: 'Often' }, { 'retry-after': '30' }),
    );
    try {
      const { status, body } = await portal.patch('both', 'issues', {
        ids: ['911', '913'],
        status: 'resolved',
      });
      expect(status).toBe(200);
      expect(body.items).toMatchObject([{ id: '911', status: 'resolved' }]);
      expect(body.items[0]).not.toHaveProperty('differs');
      expect(told(body.problems)).toEqual([['913', 'RATE_LIMITED', undefined]]);
      expect(body.problems[0]).toMatchObject({
        retryAfterSeconds: expect.any(Number),
        project: { project: 'payments' },
      });
      expect(changed).toEqual(['11,13', '11', '13']);
    } finally {
      await close();
    }
  });

  /** More bytes than the client takes. */
  const TOO_MUCH = 21 * 1024 * 1024;
  const html = { 'content-type': 'text/html' };
  it.each<[string, (response: ServerResponse) => void]>([
    [
      'a gateway that says 502',
      response => response.writeHead(502, html).end(),
    ],
    [
      'a gateway that says 503',
      response => response.writeHead(503, html).end(),
    ],
    [
      'a gateway that says 504',
      response => response.writeHead(504, html).end(),
    ],
    ['a connection that breaks', response => response.destroy()],
    ['a web page', response => response.writeHead(200, html).end('<html>')],
    [
      'more than is read of an answer',
      response => sendJson(response, 200, 'x'.repeat(TOO_MUCH)),
    ],
  ])(
    'a change that ends in %s may have been made, and the answer says so',
    async (_, answer) => {
      const { portal, close } = await startSmallPlan((_id, response) =>
        answer(response),
      );
      try {
        const { body } = await portal.patch('web', 'issues/911', {
          status: 'resolved',
        });
        expect(body.error).toMatchObject({
          code: expect.stringMatching(/^UPSTREAM_UN/),
          action: expect.stringContaining('may have been made'),
          outcome: 'unknown',
        });
      } finally {
        await close();
      }
    },
  );

  it('a change that is refused costs the next list no question', async () => {
    const portal = await startTriagePortal({
      emulator: emulator(),
      sentry: { token: demoToken('default') },
    });
    await portal.get('web', 'issues');
    const { body } = await portal.patch('web', `issues/${named().web}`, {
      status: 'ignored',
    });
    expect(body.error.code).toBe('SCOPE_MISSING');
    emulator().clearRequests();
    expect((await portal.get('web', 'issues')).status).toBe(200);
    expect(emulator().requests()).toEqual([]);
  });
});
