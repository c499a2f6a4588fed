import type { SentryIssueChangeProblem } from 'backstage-plugin-sentry-common';
import { demoToken } from 'backstage-plugin-sentry-emulator';
import type { ServerResponse } from 'node:http';
import { startLoopback } from '../__testUtils__/startLoopback';
import {
  captureIssues,
  changesOf,
  idsOf,
  startTriagePortal,
  triageEntities,
} from '../__testUtils__/triagePortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { adaOfCatalog, hash } from '../__testUtils__/userPortal';

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
  const sentry = await startLoopback((request, response) => {
    const { pathname, searchParams } = new URL(
      request.url ?? '',
      'http://sentry',
    );
    const [id, ...others] = searchParams.getAll('project');
    if (request.method === 'PUT') {
      changed.push([id, ...others].join());
    }
    if (pathname.endsWith('/projects/')) {
      sendJson(response, 200, projects);
    } else if (others.length) {
      sendJson(response, 400, {
        detail: 'You do not have the multi project stream feature enabled',
      });
    } else if (request.method === 'PUT') {
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

it('a plan without a view over projects is changed project by project, and of each it is told what became of it', async () => {
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
  ['a gateway that says 502', response => response.writeHead(502, html).end()],
  ['a gateway that says 503', response => response.writeHead(503, html).end()],
  ['a gateway that says 504', response => response.writeHead(504, html).end()],
  ['a connection that breaks', response => response.destroy()],
  ['a web page', response => response.writeHead(200, html).end('<html>')],
  [
    'more than is read of an answer',
    response => sendJson(response, 200, 'x'.repeat(TOO_MUCH)),
  ],
])(
  'a change that ends in %s may have been made, and that is told',
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
