import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import {
  sendJson,
  startLoopbackServer,
  type LoopbackServer,
} from '../../__testUtils__/loopbackServer';
import { allowLoopbackFetch } from '../../testUtils';
import {
  createTestClient,
  TEST_TOKEN,
  type TestClientOptions,
} from '../../__testUtils__/testClient';
import { FakeClock } from '../../__testUtils__/fakeClock';
import type { SentryCredentials } from '../../credentials/types';
import { TokenCredentials } from '../../credentials/static';
import { apiPath } from './path';
import type { SentryAsker } from './slots';

type Handler = Parameters<typeof startLoopbackServer>[0];

const servers: LoopbackServer[] = [];

const token = (value: string) => new TokenCredentials({ token: value });

async function setup(
  handler: Handler,
  options: Partial<TestClientOptions> = {},
) {
  const server = await startLoopbackServer(handler);
  servers.push(server);
  const { baseUrl = server.url } = options;
  const test = createTestClient({ ...options, baseUrl });
  const get = (
    request: { signal?: AbortSignal; operation?: string } = {},
    credentials: SentryCredentials = token(TEST_TOKEN),
    asker?: SentryAsker,
  ) =>
    test.http.send(
      credentials,
      {
        operation: 'listProjects',
        path: apiPath`/organizations/${'acme'}/projects/`,
        query: { query: 'top secret search' },
        subject: { organization: 'acme' },
        ...request,
      },
      asker,
    );
  return { ...test, server, get };
}

/** Answers one after another; the last one for all further requests. */
function inTurn(...handlers: ((response: ServerResponse) => void)[]): Handler {
  let next = 0;
  return (_, response) =>
    handlers[Math.min(next++, handlers.length - 1)](response);
}

const ok = (response: ServerResponse) => sendJson(response, []);
const status =
  (code: number, headers?: Record<string, string>) =>
  (response: ServerResponse) =>
    sendJson(response, {}, { status: code, headers });
const reset = (response: ServerResponse) => response.socket?.destroy();
const html = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  response.end('<!doctype html><title>Login</title>');
};

describe('SentryHttp', () => {
  allowLoopbackFetch();

  afterEach(async () => {
    await Promise.all(servers.splice(0).map(server => server.close()));
  });

  describe('a request', () => {
    it('goes below /api/0 of the server, with the token as Bearer', async () => {
      const { server, get } = await setup((_, response) => ok(response));
      await get();
      expect(server.requests).toEqual([
        {
          method: 'GET',
          url: '/api/0/organizations/acme/projects/?query=top+secret+search',
          authorization: `Bearer ${TEST_TOKEN}`,
          accept: 'application/json',
        },
      ]);
    });

    it('is read as JSON, whatever its content type', async () => {
      const { get } = await setup((_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end('"a bare string"');
      });
      await expect(get()).resolves.toMatchObject({ body: 'a bare string' });
    });
  });

  describe('attempts', () => {
    it.each<[string, Handler]>([
      ['502', inTurn(status(502), ok)],
      ['503', inTurn(status(503), ok)],
      ['504', inTurn(status(504), ok)],
      ['a cut connection', inTurn(reset, ok)],
      [
        'an answer that is cut short',
        inTurn(response => {
          response.writeHead(200, { 'content-length': '100' });
          response.write('[');
          setImmediate(() => response.destroy());
        }, ok),
      ],
    ])('follow %s', async (_, handler) => {
      const { server, get } = await setup(handler);
      await expect(get()).resolves.toMatchObject({ body: [] });
      expect(server.requests).toHaveLength(2);
    });

    it('end with the last failure, and wait longer each time', async () => {
      const { server, get, sleep } = await setup(inTurn(status(503)));
      await expect(get()).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
      expect(server.requests).toHaveLength(3);
      expect(sleep.mock.calls.map(([milliseconds]) => milliseconds)).toEqual([
        100, 200,
      ]);
    });

    it.each([400, 401, 403, 404, 410, 500])('do not follow %i', async code => {
      const { server, get } = await setup(inTurn(status(code)));
      await expect(get()).rejects.toHaveProperty('code');
      expect(server.requests).toHaveLength(1);
    });

    it('are one only where config allows no retries', async () => {
      const { server, get } = await setup(inTurn(reset), {
        client: { retries: 0 },
      });
      await expect(get()).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
      expect(server.requests).toHaveLength(1);
    });
  });

  it('names the reason and the host where nothing listens', async () => {
    const { server, get } = await setup((_, response) => ok(response));
    await server.close();
    await expect(get()).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: `${new URL(server.url).host} can't be reached (ECONNREFUSED).`,
    });
  });

  it('stops waiting at the time limit, and does not try again', async () => {
    const { server, get } = await setup(() => {}, {
      client: { timeoutMs: 30 },
    });
    await expect(get()).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(server.requests).toHaveLength(1);
  });

  it('applies the time limit to the body, too', async () => {
    const { get } = await setup(
      (_, response) => {
        response.writeHead(200);
        response.write('[');
      },
      { client: { timeoutMs: 30 } },
    );
    await expect(get()).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
  });

  it('gives up when its caller does', async () => {
    const controller = new AbortController();
    const { server, get } = await setup(() =>
      controller.abort(new Error('planted reason')),
    );
    await expect(get({ signal: controller.signal })).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
      message: expect.stringContaining('given up'),
    });
    await expect(get({ signal: controller.signal })).rejects.toMatchObject({
      code: 'UPSTREAM_TIMEOUT',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('never has more requests in flight than config allows, whatever their tokens', async () => {
    const waiting: ServerResponse[] = [];
    const { server, get } = await setup(
      (_, response) => {
        // Nobody is answered before as many wait as may.
        waiting.push(response);
        if (waiting.length === 3 || server.requests.length === 12) {
          waiting.splice(0).forEach(ok);
        }
      },
      { client: { maxConcurrency: 3 } },
    );
    const calls = Array.from({ length: 12 }, (_, index) =>
      get({}, token(`token ${index}`), { id: `user ${index}` }),
    );
    await Promise.all(calls);
    expect(server.requests).toHaveLength(12);
    expect(server.mostAtOnce()).toBe(3);
  });

  describe('a server that is down', () => {
    it('is asked by few calls until it is back', async () => {
      const clock = new FakeClock();
      let isDown = true;
      const { server, get } = await setup(
        (_, response) => (isDown ? status(503)(response) : ok(response)),
        { clock },
      );
      const ask = (id: string) =>
        get({}, undefined, { id }).then(
          () => 'ok',
          ({ code }) => code,
        );
      const many = () =>
        Promise.all(Array.from({ length: 50 }, (_, i) => ask(`user ${i}`)));
      expect(new Set(await many())).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
      expect(server.requests.length).toBeLessThan(10);
      isDown = false;
      expect(await ask('ada')).toBe('UPSTREAM_UNAVAILABLE');
      clock.pass(400);
      expect(new Set(await many())).toEqual(new Set(['ok']));
    });
  });

  describe('redirects', () => {
    it('are followed within the server, with the token', async () => {
      const { server, get } = await setup(
        inTurn(status(302, { location: '/api/0/organizations/new/' }), ok),
      );
      await expect(get()).resolves.toMatchObject({ body: [] });
      expect(server.requests[1]).toMatchObject({
        url: '/api/0/organizations/new/',
        authorization: `Bearer ${TEST_TOKEN}`,
      });
    });

    it('are refused to what else lives on the host', async () => {
      const { server, get } = await setup(
        inTurn(status(302, { location: '/wiki/api/0/?next=planted' }), ok),
      );
      await expect(get()).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
        message: expect.stringMatching(
          /a redirect to a page outside its API, which is not followed/,
        ),
      });
      expect(server.requests).toHaveLength(1);
    });

    it('are refused to another origin, which sees no request', async () => {
      const other = await startLoopbackServer((_, response) => ok(response));
      servers.push(other);
      const { get } = await setup(
        inTurn(status(302, { location: `${other.url}/path?query=planted` })),
      );
      await expect(get()).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
        message: expect.stringContaining(`a redirect to ${other.url}, which`),
      });
      expect(other.requests).toEqual([]);
    });

    it('end when they go round in circles', async () => {
      const { server, get } = await setup(
        inTurn(status(302, { location: '/api/0/again/' })),
      );
      await expect(get()).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
      });
      expect(server.requests).toHaveLength(4);
    });
  });

  describe('rate limits', () => {
    const limited = (response: ServerResponse) =>
      sendJson(
        response,
        {
          detail:
            'You are attempting to use this endpoint too frequently. Limit is 40 requests in 1 seconds',
        },
        { status: 429, headers: { 'retry-after': '2' } },
      );

    it('are waited out, by changes as well', async () => {
      const clock = new FakeClock();
      const { server, http, get } = await setup(inTurn(limited, limited, ok), {
        clock,
      });
      await expect(clock.passUntil(get())).resolves.toMatchObject({ body: [] });
      expect(server.requests).toHaveLength(3);
      const change = await setup(inTurn(limited, ok), { clock });
      await expect(
        clock.passUntil(
          change.http.send(token(TEST_TOKEN), {
            operation: 'sendUserFeedback',
            path: apiPath`/projects/acme/shop/user-feedback/`,
            json: {},
            subject: {},
          }),
        ),
      ).resolves.toMatchObject({ body: [] });
      expect(change.server.requests).toHaveLength(2);
      expect(http.instance).toBe('default');
    });

    it('are refused where the wait is too long', async () => {
      const { server, get } = await setup(
        inTurn(status(429, { 'retry-after': '45' }), ok),
        { clock: new FakeClock() },
      );
      await expect(get()).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        retryAfterSeconds: 45,
      });
      // Nor is it asked in vain: Sentry counts refused requests, too.
      await expect(get()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      expect(server.requests).toHaveLength(1);
    });

    it('are waited out for 30 s in all', async () => {
      const clock = new FakeClock();
      const { server, get } = await setup(inTurn(limited), { clock });
      const start = clock.now();
      await expect(clock.passUntil(get())).rejects.toMatchObject({
        code: 'RATE_LIMITED',
      });
      expect(clock.now() - start).toBeLessThanOrEqual(30_100);
      expect(server.requests.length).toBeLessThanOrEqual(16);
    });

    it('are not waited out where config allows no further attempts', async () => {
      const { server, get } = await setup(inTurn(limited, ok), {
        client: { retries: 0 },
      });
      await expect(get()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      expect(server.requests).toHaveLength(1);
    });

    it('do not affect other credentials', async () => {
      const { get } = await setup(
        inTurn(status(429, { 'retry-after': '45' }), ok),
      );
      await expect(get()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      await expect(get({}, token('another token'))).resolves.toMatchObject({
        body: [],
      });
    });

    it('do not affect endpoints with a limit of their own', async () => {
      const { get } = await setup(
        inTurn(status(429, { 'retry-after': '45' }), ok),
      );
      await expect(get()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      await expect(get({ operation: 'countIssues' })).resolves.toMatchObject({
        body: [],
      });
    });

    it('belong to the user, whichever token is used', async () => {
      const { server, http } = await setup(
        inTurn(status(429, { 'retry-after': '45' }), ok),
      );
      const ask = (value: string, id: string) =>
        http.send(
          {
            ...token(value),
            credentialId: value,
            source: 'user',
            getAuthorization: async () => `Bearer ${value}`,
          },
          {
            operation: 'listProjects',
            path: apiPath`/organizations/acme/projects/`,
            subject: {},
          },
          { id },
        );
      await expect(ask('one', 'user:default/ada')).rejects.toThrow();
      await expect(ask('two', 'user:default/ada')).rejects.toThrow();
      await expect(ask('two', 'user:default/bob')).resolves.toBeDefined();
      expect(server.requests).toHaveLength(2);
    });

    it('do not delay others for one query that is too large', async () => {
      const { get } = await setup(
        inTurn(
          response =>
            sendJson(
              response,
              { detail: 'Please try your query with a smaller date range.' },
              { status: 429 },
            ),
          ok,
        ),
      );
      await expect(get()).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        action: expect.stringContaining('shorter period'),
      });
      await expect(get()).resolves.toMatchObject({ body: [] });
    });

    it('stop queued calls, too', async () => {
      const { server, get } = await setup(
        inTurn(status(429, { 'retry-after': '45' })),
        { client: { maxConcurrency: 1 } },
      );
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, () => get()),
      );
      expect(results.map(({ status: outcome }) => outcome)).toEqual(
        Array(20).fill('rejected'),
      );
      expect(server.requests).toHaveLength(1);
    });

    it('report what Sentry says is left', async () => {
      const { get, gauge } = await setup(
        inTurn(status(200, { 'x-sentry-rate-limit-remaining': '39' })),
      );
      await get();
      expect(gauge.record).toHaveBeenCalledWith(39, { instance: 'default' });
    });
  });

  describe('a rejected credential', () => {
    const rotated = (values: string[]): SentryCredentials => ({
      credentialId: 'rotated',
      getAuthorization: async ({ rejected } = {}) => {
        if (rejected !== undefined && rejected === values[0]) {
          values.shift();
        }
        return values[0];
      },
    });

    it('is retried once where a new one is available', async () => {
      const { server, get } = await setup(inTurn(status(401), ok));
      await expect(
        get({}, rotated(['Bearer old', 'Bearer new'])),
      ).resolves.toMatchObject({ body: [] });
      expect(server.requests.map(({ authorization }) => authorization)).toEqual(
        ['Bearer old', 'Bearer new'],
      );
    });

    it('is retried only once', async () => {
      const { server, get } = await setup(inTurn(status(401)));
      await expect(
        get({}, rotated(['Bearer a', 'Bearer b', 'Bearer c'])),
      ).rejects.toMatchObject({ code: 'TOKEN_REJECTED' });
      expect(server.requests).toHaveLength(2);
    });

    it('is not retried where it is still the same', async () => {
      const { server, get } = await setup(inTurn(status(401)));
      await expect(get()).rejects.toMatchObject({ code: 'TOKEN_REJECTED' });
      expect(server.requests).toHaveLength(1);
    });

    it('is kept where only a login is missing', async () => {
      const { server, get } = await setup(
        inTurn(response =>
          sendJson(
            response,
            { detail: { code: 'sso-required', message: 'Must login via SSO' } },
            { status: 401 },
          ),
        ),
      );
      await expect(
        get({}, rotated(['Bearer old', 'Bearer new'])),
      ).rejects.toMatchObject({ code: 'SSO_REQUIRED' });
      expect(server.requests).toHaveLength(1);
    });
  });

  describe('credentials that fail', () => {
    const failing = (
      getAuthorization: SentryCredentials['getAuthorization'],
    ): SentryCredentials => ({ credentialId: 'failing', getAuthorization });

    it('are not reported as failures of Sentry, and are logged without secrets', async () => {
      const { server, get, logger } = await setup(inTurn(ok));
      const secret = 'ab12'.repeat(16);
      await expect(
        get(
          {},
          failing(async () => {
            throw new TypeError(`vault sealed: Bearer ${secret}`);
          }),
        ),
      ).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        message: expect.stringContaining('credential'),
      });
      expect(server.requests).toHaveLength(0);
      const logged = JSON.stringify(logger.warn.mock.calls);
      expect(logged).toContain('TypeError: vault sealed');
      expect(logged).not.toContain(secret);
    });

    it('delay a call no longer than an attempt may take', async () => {
      const { get } = await setup(inTurn(ok), { client: { timeoutMs: 20 } });
      await expect(
        get(
          {},
          failing(() => new Promise(() => {})),
        ),
      ).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
        message: expect.stringContaining('credential'),
      });
    });
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['a web page', html, /web page instead of data/],
    ['text', response => response.end('pong'), /not JSON/],
    ['half of a JSON', response => response.end('[{"id":'), /not JSON/],
    ['nothing', response => response.end(), /returned nothing/],
  ])('reports %s as the answer of another server', async (_, handler, says) => {
    const { get } = await setup(inTurn(handler));
    await expect(get()).rejects.toMatchObject({
      code: 'UPSTREAM_UNEXPECTED',
      message: expect.stringMatching(says),
      action: expect.stringContaining('baseUrl'),
    });
  });

  it('stops reading an answer without end', async () => {
    const { get } = await setup((_, response) => {
      const chunk = 'x'.repeat(1024 * 1024);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', more);
      };
      more();
    });
    await expect(get()).rejects.toMatchObject({
      code: 'UPSTREAM_UNEXPECTED',
      message: expect.stringContaining('more than 5 MB'),
    });
  });

  describe('the size of an answer', () => {
    const MEBI = 1024 * 1024;
    const textOf = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;

    it('is 5 MB at most', async () => {
      const { get } = await setup(
        inTurn(
          response => response.end(textOf(5 * MEBI)),
          response => response.end(textOf(5 * MEBI + 1)),
        ),
      );
      await expect(get()).resolves.toHaveProperty('body');
      await expect(get()).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
        message: expect.stringContaining('more than 5 MB'),
      });
    });

    it('counts after decompression', async () => {
      const bomb = gzipSync(textOf(16 * MEBI));
      expect(bomb.length).toBeLessThan(MEBI);
      const { get } = await setup((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.end(bomb);
      });
      await expect(get()).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
        message: expect.stringContaining('more than 5 MB'),
      });
    });

    it('is smaller for errors', async () => {
      const { get } = await setup((_, response) =>
        sendJson(
          response,
          { detail: 'Broken', rest: 'x'.repeat(MEBI) },
          { status: 400 },
        ),
      );
      await expect(get()).rejects.toMatchObject({
        code: 'UPSTREAM_UNEXPECTED',
        message: expect.not.stringContaining('Broken'),
      });
    });
  });

  it('does not send a call that waited too long', async () => {
    let now = 1_000_000;
    let release = () => {};
    const { server, get } = await setup(
      (_, response) => {
        release = () => ok(response);
      },
      { client: { maxConcurrency: 1 }, now: () => now },
    );
    const first = get();
    const flood = Promise.allSettled(Array.from({ length: 50 }, () => get()));
    while (!server.requests.length) {
      await new Promise(resolve => setImmediate(resolve));
    }
    now += 30_001;
    release();
    await expect(first).resolves.toMatchObject({ body: [] });
    for (const outcome of await flood) {
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'UPSTREAM_TIMEOUT' },
      });
    }
    expect(server.requests).toHaveLength(1);
  });

  it('measures each call once, by instance, operation and outcome', async () => {
    const { get, counter, histogram } = await setup(
      inTurn(status(503), ok, status(401)),
    );
    await get();
    await expect(get()).rejects.toHaveProperty('code', 'TOKEN_REJECTED');
    const call = { instance: 'default', operation: 'listProjects' };
    expect(counter.add.mock.calls).toEqual([
      [1, { ...call, outcome: 'ok' }],
      [1, { ...call, outcome: 'TOKEN_REJECTED' }],
    ]);
    expect(histogram.record).toHaveBeenCalledTimes(2);
  });

  it('logs no query and no header', async () => {
    const { get, logger } = await setup(inTurn(ok));
    await get();
    expect(logger.debug).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(logger.debug.mock.calls)).not.toMatch(
      /secret|Bearer|planted/,
    );
  });
});
