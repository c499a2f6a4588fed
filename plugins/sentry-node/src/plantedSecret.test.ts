import { inspect } from 'node:util';
import { sendJson, startLoopbackServer } from './__testUtils__/loopbackServer';
import { allowLoopbackFetch } from './testUtils';
import { createTestClient, TEST_TOKEN } from './__testUtils__/testClient';
import { TokenCredentials } from './credentials/static';

/** Also in the forms that a careless encoding would give it. */
const forms = [
  TEST_TOKEN,
  Buffer.from(TEST_TOKEN).toString('base64'),
  Buffer.from(`${TEST_TOKEN}:`).toString('base64'),
];

function expectClean(...values: unknown[]) {
  const shown = values
    .map(value =>
      [
        inspect(value, { depth: Infinity, showHidden: true }),
        JSON.stringify(value),
        String(value),
        value instanceof Error ? value.stack : '',
      ].join('\n'),
    )
    .join('\n');
  for (const form of forms) {
    expect(shown).not.toContain(form);
  }
}

describe('the token', () => {
  allowLoopbackFetch();

  it('is in no inspection or serialisation of what holds it', async () => {
    const credentials = new TokenCredentials({ token: TEST_TOKEN });
    const { client, http } = createTestClient({
      baseUrl: 'http://127.0.0.1:1',
    });
    expectClean(credentials, client, http, { ...credentials }, { ...client });
    expect(credentials.credentialId).toMatch(/^[\w-]{22}$/);
    expect(await credentials.getAuthorization()).toBe(`Bearer ${TEST_TOKEN}`);
  });

  const echo = `Bearer ${TEST_TOKEN}`;
  const address = `https://sentry.example.com/${TEST_TOKEN}/`;
  const issue = {
    id: '1',
    shortId: echo,
    title: echo,
    culprit: echo,
    permalink: address,
    metadata: { type: echo, value: echo, title: echo },
    assignedTo: { type: 'user', id: 1, name: echo },
    project: { id: '11', slug: echo, name: echo },
    statusDetails: { inRelease: echo, actor: { id: 1, name: echo } },
    annotations: [{ displayName: echo, url: address }],
    firstRelease: { version: echo, shortVersion: echo },
  };
  const named = { id: '1', slug: 'shop', name: `Shop ${TEST_TOKEN}` };
  const person = { id: '1', name: TEST_TOKEN, username: TEST_TOKEN };
  const ID = 'a'.repeat(32);
  type Client = ReturnType<typeof createTestClient>['client'];
  const questions: [
    name: string,
    ask: (client: Client) => Promise<unknown>,
    body: unknown,
  ][] = [
    [
      'issues',
      c => c.listIssues('acme', { project: ['11'], query: '' }),
      [issue],
    ],
    ['an issue', c => c.getIssue('acme', '1'), issue],
    [
      'an event',
      c => c.getIssueEvent('acme', '1', ID),
      {
        id: ID,
        title: echo,
        tags: [{ key: TEST_TOKEN, value: echo }],
        contexts: { [TEST_TOKEN]: { name: echo } },
        entries: [
          {
            type: 'exception',
            data: {
              values: [{ stacktrace: { frames: [{ filename: address }] } }],
            },
          },
        ],
      },
    ],
    [
      'tags',
      c => c.getIssueTags('acme', '1'),
      [{ key: TEST_TOKEN, name: echo, topValues: [{ value: echo, count: 1 }] }],
    ],
    [
      'commits',
      c => c.getEventCommitters('acme', 'shop', ID),
      {
        committers: [
          {
            author: { name: echo },
            commits: [
              { id: 'c0ffee', message: echo, repository: { url: address } },
            ],
          },
        ],
      },
    ],
    ['a project', c => c.getProject('acme', 'shop'), named],
    ['projects', c => c.listProjects('acme', {}), [named]],
    ['an organization', c => c.getOrganization('acme'), named],
    ['organizations', c => c.listOrganizations(), [named]],
    [
      'environments',
      c => c.listEnvironments('acme', 'shop'),
      [{ name: TEST_TOKEN }],
    ],
    [
      'releases',
      c => c.listReleases('acme', { project: ['11'] }),
      [{ version: echo, shortVersion: echo, lastCommit: { id: TEST_TOKEN } }],
    ],
    [
      'sessions',
      c => c.releaseSessions('acme', { project: ['11'] }),
      { groups: [{ by: { project: 11, release: TEST_TOKEN }, totals: {} }] },
    ],
    [
      'repositories',
      c => c.listRepositories('acme', {}),
      [{ id: '1', name: TEST_TOKEN, url: `https://example.com/${TEST_TOKEN}` }],
    ],
    [
      'code mappings',
      c => c.listCodeMappings('acme', {}),
      [
        {
          projectId: '1',
          repoId: '2',
          repoName: TEST_TOKEN,
          sourceRoot: TEST_TOKEN,
        },
      ],
    ],
    ['teams', c => c.listTeams('acme'), [named]],
    ['teams of a project', c => c.listProjectTeams('acme', 'shop'), [named]],
    [
      'members',
      c => c.listProjectMembers('acme', { project: ['11'] }),
      [{ user: person, projects: ['shop'] }],
    ],
    ['who is asking', c => c.getIndex(), { version: '0', user: person }],
  ];

  it.each(questions)(
    'is taken out of answers about %s, and only there, and the log warns',
    async (_, ask, body) => {
      const server = await startLoopbackServer((_request, response) =>
        sendJson(response, body, {
          headers: {
            link: `<${address}>; rel="next"; results="true"; cursor="${TEST_TOKEN}"`,
          },
        }),
      );
      const { client, logger } = createTestClient({ baseUrl: server.url });
      const found = JSON.stringify([await ask(client), await ask(client)]);
      await server.close();
      expect(found).toContain('[removed]');
      expectClean(found);
      expect(logger.warn.mock.calls).toEqual([
        [expect.stringMatching(/^127\.0\.0\.1:\d+ sent back the credential/)],
      ]);
      expectClean(logger.warn.mock.calls);
    },
  );

  it('harms nothing in what is not read: GlitchTip repeats it beside its scopes', async () => {
    const server = await startLoopbackServer((_request, response) =>
      sendJson(response, {
        version: '0',
        auth: { token: TEST_TOKEN, scopes: ['event:read'] },
      }),
    );
    const { client, logger } = createTestClient({ baseUrl: server.url });
    expect(await client.getIndex()).toEqual({
      version: '0',
      scopes: ['event:read'],
    });
    await server.close();
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('gets into no error, log line or metric, though servers repeat it', async () => {
    const statuses = [200, 302, 400, 401, 403, 404, 410, 422, 429, 500, 503];
    const failures: unknown[] = [];
    for (const status of statuses) {
      const server = await startLoopbackServer((request, response) => {
        const sent = request.headers.authorization ?? '';
        sendJson(
          response,
          { detail: `Invalid: ${sent} ${TEST_TOKEN}`, authorization: sent },
          {
            status,
            headers: {
              location: `https://echo.example.com/${sent}`,
              'retry-after': '45',
            },
          },
        );
      });
      const { client, logger, counter, histogram } = createTestClient({
        baseUrl: server.url,
        client: { retries: 0 },
      });
      const failure = await client
        .listIssues('acme', { project: ['11'], query: 'x' })
        .catch(error => error);
      await server.close();
      const refused = await client
        .getProject('acme', 'shop-web')
        .catch(error => error);
      expect(failure).toHaveProperty('code');
      failures.push(failure, refused);
      expectClean(
        failure,
        refused,
        failure.toProblem(),
        logger.warn.mock.calls,
        logger.debug.mock.calls,
        counter.add.mock.calls,
        histogram.record.mock.calls,
      );
      expect(logger.info).not.toHaveBeenCalled();
      expect(logger.error).not.toHaveBeenCalled();
    }
    expect(failures).toHaveLength(2 * statuses.length);
  });
});
