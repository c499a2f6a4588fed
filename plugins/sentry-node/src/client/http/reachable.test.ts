import type { ServerResponse } from 'node:http';
import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { createTestClient, TEST_TOKEN } from '../../__testUtils__/testClient';
import type { SentryCredentials } from '../../credentials/types';
import { TokenCredentials } from '../../credentials/static';
import { allowLoopbackFetch } from '../../testUtils';
import { apiPath } from './path';

allowLoopbackFetch();

const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()));
});

const status = (code: number) => (response: ServerResponse) =>
  sendJson(response, {}, { status: code });

/** A call, and what it makes of the gauge `sentry.instance.reachable`. */
async function setup(
  answer: (response: ServerResponse) => void,
  client: { timeoutMs?: number } = {},
) {
  const server = await startLoopbackServer((_, response) => answer(response));
  servers.push(server);
  const { http, reachable } = createTestClient({
    baseUrl: server.url,
    client: { retries: 0, ...client },
  });
  const ask = async ({
    credentials = new TokenCredentials({ token: TEST_TOKEN }),
    signal,
  }: { credentials?: SentryCredentials; signal?: AbortSignal } = {}) => {
    reachable.record.mockClear();
    await http
      .send(credentials, {
        operation: 'listProjects',
        path: apiPath`/organizations/${'acme'}/projects/`,
        subject: { organization: 'acme' },
        signal,
      })
      .catch(() => {});
    return reachable.record.mock.calls;
  };
  return { server, ask };
}

const here = [[1, { instance: 'default' }]];
const gone = [[0, { instance: 'default' }]];

describe('sentry.instance.reachable', () => {
  it.each([200, 400, 401, 403, 404, 429])(
    'is 1 where the server answers with %d',
    async code => {
      const { ask } = await setup(status(code));
      expect(await ask()).toEqual(here);
    },
  );

  it.each<[string, (response: ServerResponse) => void]>([
    ['a web page', response => response.end('<!doctype html>')],
    [
      'a redirect elsewhere',
      response => {
        response.writeHead(302, { location: 'https://sentry.test/' }).end();
      },
    ],
  ])('is 1 where the server answers with %s', async (_, answer) => {
    const { ask } = await setup(answer);
    expect(await ask()).toEqual(here);
  });

  it.each([502, 503, 504])('is 0 where a gateway answers %d', async code => {
    const { ask } = await setup(status(code));
    expect(await ask()).toEqual(gone);
  });

  it('is 0 where the connection is refused', async () => {
    const { server, ask } = await setup(status(200));
    await server.close();
    expect(await ask()).toEqual(gone);
  });

  it('is 0 where the connection breaks, or no answer comes in time', async () => {
    const broken = await setup(response => response.socket?.destroy());
    expect(await broken.ask()).toEqual(gone);
    const silent = await setup(() => {}, { timeoutMs: 30 });
    expect(await silent.ask()).toEqual(gone);
  });

  it('says nothing of a call that a rate limit holds back', async () => {
    const { server, ask } = await setup(response =>
      sendJson(response, {}, { status: 429, headers: { 'retry-after': '45' } }),
    );
    expect(await ask()).toEqual(here);
    expect(await ask()).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });

  it('says nothing where the credential can not be had', async () => {
    const { server, ask } = await setup(status(200));
    const credentials: SentryCredentials = {
      credentialId: 'sealed',
      getAuthorization: async () => {
        throw new Error('vault sealed');
      },
    };
    expect(await ask({ credentials })).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  it('says nothing where the caller gives up, before or while it is asked', async () => {
    const controller = new AbortController();
    const { server, ask } = await setup(() => controller.abort());
    const { signal } = controller;
    expect(await ask({ signal })).toEqual([]);
    expect(await ask({ signal })).toEqual([]);
    expect(server.requests).toHaveLength(1);
  });
});
