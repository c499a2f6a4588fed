import type { ServerResponse } from 'node:http';
import {
  sendJson,
  startLoopbackServer,
  LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient, TEST_TOKEN } from '../../__testUtils__/testClient';
import { allowLoopbackFetch } from '../../testUtils';
import { inspect } from 'node:util';

describe('a change of issues', () => {
  allowLoopbackFetch();

  let server: LoopbackServer | undefined;
  afterEach(() => server?.close());
  const params = {
    ids: ['1', '2'],
    project: ['11'],
    update: { status: 'resolved' as const, assignedTo: '' },
  };

  async function setup(
    answers: ((response: ServerResponse) => void)[],
    instance: Partial<Parameters<typeof createTestClient>[0]> = {},
  ) {
    const bodies: unknown[] = [];
    const started = await startLoopbackServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      bodies.push(JSON.parse(Buffer.concat(chunks).toString()));
      answers[Math.min(bodies.length, answers.length) - 1](response);
    });
    server = started;
    const { client } = createTestClient({ baseUrl: started.url, ...instance });
    return { client, bodies, requests: started.requests };
  }
  const status =
    (code: number, body?: object, headers: Record<string, string> = {}) =>
    (response: ServerResponse) => {
      response.writeHead(code, {
        'content-type': 'application/json',
        ...headers,
      });
      response.end(body && JSON.stringify(body));
    };
  const done = (response: ServerResponse) =>
    sendJson(response, { status: 'resolved' });

  it('is one PUT that names issues and projects', async () => {
    const { client, bodies, requests } = await setup([done]);
    expect(await client.updateIssues('acme', params)).toBe(true);
    expect(requests).toMatchObject([
      {
        method: 'PUT',
        url: '/api/0/organizations/acme/issues/?id=1&id=2&project=11&query=issue.id%3A%5B1%2C2%5D',
      },
    ]);
    expect(bodies).toEqual([{ status: 'resolved', assignedTo: '' }]);
  });

  it('returns false where there was nothing to change', async () => {
    const { client } = await setup([status(204)]);
    expect(await client.updateIssues('acme', params)).toBe(false);
  });

  it.each([{ ids: [] }, { project: [] }])(
    'is never sent without %j, when Sentry would take it for all',
    async nothing => {
      const { client, requests } = await setup([done]);
      const asked = { ...params, ...nothing };
      expect(await client.updateIssues('acme', asked)).toBe(false);
      expect(requests).toEqual([]);
    },
  );

  it.each([502, 503, 504])('is stated again after %d', async code => {
    const { client, bodies } = await setup([status(code, {}), done]);
    expect(await client.updateIssues('acme', params)).toBe(true);
    expect(bodies).toHaveLength(2);
  });

  it.each([
    ['silence', (response: ServerResponse) => response.destroy()],
    ['a crash', status(500, { detail: 'Internal Error' })],
    [
      'a limit that lasts',
      status(429, { detail: 'too frequently' }, { 'retry-after': '45' }),
    ],
    ['a refusal', status(409, { detail: 'No' })],
  ])('is not after %s', async (_, answer) => {
    const { client, bodies } = await setup([answer]);
    await expect(client.updateIssues('acme', params)).rejects.toThrow();
    expect(bodies).toHaveLength(1);
  });

  it.each([
    [
      400,
      { statusDetails: { inRelease: ['Unable to find a release.'] } },
      'Sentry rejects the change: statusDetails.inRelease: Unable to find a release.',
    ],
    [
      400,
      { assignedTo: ['Unknown actor input'] },
      'Sentry rejects the change: assignedTo: Unknown actor input',
    ],
    [
      409,
      { detail: 'Changed by ada@example.com meanwhile' },
      expect.not.stringContaining('@'),
    ],
  ])('is refused with %d and the reason', async (code, body, message) => {
    const { client } = await setup([status(code, body)]);
    await expect(client.updateIssues('acme', params)).rejects.toMatchObject({
      code: 'QUERY_INVALID',
      message,
    });
  });

  it('says which scope is missing, and who gives it', async () => {
    const challenge =
      'Bearer error="insufficient_scope", scope="event:admin event:write"';
    const { client } = await setup([
      status(403, { detail: 'No' }, { 'www-authenticate': challenge }),
    ]);
    await expect(client.updateIssues('acme', params)).rejects.toMatchObject({
      code: 'SCOPE_MISSING',
      message: expect.stringMatching(/may not change issues.*event:write/),
      action: expect.stringMatching(/`event:write`.*Developer Settings/),
      isChange: true,
    });
  });

  it('says which scope may be missing where Sentry does not', async () => {
    const { client } = await setup([status(403, { detail: 'No' })]);
    await expect(client.updateIssues('acme', params)).rejects.toMatchObject({
      code: 'SCOPE_MISSING',
      message: expect.stringContaining('`event:write`'),
    });
  });
});

const KEY = '0123456789abcdef0123456789abcdef';
const DSN = `https://${KEY}@o1.ingest.sentry.example.com/11`;
const feedback = {
  eventId: 'f'.repeat(32),
  name: 'Ada',
  email: 'ada@example.com',
  comments: 'It went blank.',
};

describe('the feedback of a user', () => {
  allowLoopbackFetch();

  let server: LoopbackServer;
  const bodies: string[] = [];
  afterEach(() => server.close());

  async function setup(answer: (response: ServerResponse) => void) {
    bodies.length = 0;
    server = await startLoopbackServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      bodies.push(Buffer.concat(chunks).toString());
      answer(response);
    });
    return createTestClient({ baseUrl: server.url });
  }
  const ok = (response: ServerResponse) => {
    response.writeHead(200, { 'content-length': 0 });
    response.end();
  };

  it('is sent in the name of the DSN, and not with the token', async () => {
    const { client } = await setup(ok);
    await client.sendUserFeedback('acme', { ...feedback, dsn: DSN });
    expect(server.requests).toMatchObject([
      {
        method: 'POST',
        url: '/api/0/projects/acme/11/user-feedback/',
        authorization: `DSN ${DSN}`,
      },
    ]);
    expect(JSON.parse(bodies[0])).toEqual({
      event_id: feedback.eventId,
      name: 'Ada',
      email: 'ada@example.com',
      comments: 'It went blank.',
    });
  });

  it('is sent also where a server says more than that it is', async () => {
    const { client } = await setup(response => sendJson(response, { id: '1' }));
    await expect(
      client.sendUserFeedback('acme', { ...feedback, dsn: DSN }),
    ).resolves.toBeUndefined();
  });

  it('is not taken for sent where a web page answers', async () => {
    const { client } = await setup(response => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html></html>');
    });
    await expect(
      client.sendUserFeedback('acme', { ...feedback, dsn: DSN }),
    ).rejects.toMatchObject({ code: 'UPSTREAM_UNEXPECTED' });
  });

  it('is sent without the secret of an old DSN', async () => {
    const { client } = await setup(ok);
    const dsn = DSN.replace('@', ':planted-secret@');
    await client.sendUserFeedback('acme', { ...feedback, dsn });
    expect(server.requests[0].authorization).toBe(`DSN ${DSN}`);
  });

  it.each([
    ['a token', TEST_TOKEN],
    ['a URL without a key', 'https://sentry.example.com/11'],
    ['a DSN without a project', `https://${KEY}@sentry.example.com/`],
    ['a DSN of a project by name', `https://${KEY}@sentry.example.com/shop`],
    ['something with a line break', `https://${KEY}@sentry.example.com/1\n2/x`],
    ['a DSN of another protocol', `ftp://${KEY}@sentry.example.com/11`],
  ])('is not sent with %s, which is not repeated', async (_, dsn) => {
    const { client } = await setup(ok);
    const failure = await client
      .sendUserFeedback('acme', { ...feedback, dsn })
      .catch(error => error);
    expect(failure).toMatchObject({
      code: 'QUERY_INVALID',
      action: expect.stringContaining('Client Keys'),
    });
    expect(server.requests).toEqual([]);
    expect(inspect(failure, { depth: 9 })).not.toContain(dsn);
  });

  it('reports a DSN that Sentry rejects', async () => {
    const { client } = await setup(response =>
      sendJson(response, { detail: 'Invalid dsn' }, { status: 401 }),
    );
    await expect(
      client.sendUserFeedback('acme', { ...feedback, dsn: DSN }),
    ).rejects.toMatchObject({
      code: 'TOKEN_REJECTED',
      message: expect.stringContaining('rejects the DSN'),
    });
  });

  it('names the field that Sentry refuses', async () => {
    const { client } = await setup(response =>
      sendJson(
        response,
        { comments: ['This field may not be blank.'] },
        { status: 400 },
      ),
    );
    await expect(
      client.sendUserFeedback('acme', { ...feedback, dsn: DSN }),
    ).rejects.toMatchObject({
      code: 'QUERY_INVALID',
      message: expect.stringContaining('comments: This field'),
    });
  });

  it('is not sent twice, since the first may have arrived', async () => {
    const { client } = await setup(response =>
      sendJson(response, {}, { status: 503 }),
    );
    await expect(
      client.sendUserFeedback('acme', { ...feedback, dsn: DSN }),
    ).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(server.requests).toHaveLength(1);
  });
});
