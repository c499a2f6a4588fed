import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient, TEST_TOKEN } from '../../__testUtils__/testClient';
import { allowLoopbackFetch } from '../../testUtils';

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

  it('tells that it is the DSN which Sentry rejects', async () => {
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

  it('tells which field Sentry refuses', async () => {
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
