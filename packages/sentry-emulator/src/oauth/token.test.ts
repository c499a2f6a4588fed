import request from 'supertest';
import { startEmulator } from '../emulator';
import { call } from '../__testUtils__/call';
import {
  connect,
  obtainCode,
  postForm,
  redirectUri,
  requestTokens,
  verifier,
} from '../__testUtils__/oauth';
import { defaultWorld, demoOAuthApplication } from '../world';
import type { Emulator } from '../types/Emulator';

const { clientId, clientSecret } = demoOAuthApplication();
const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const start = Date.UTC(2026, 10, 21);

describe('the token endpoint', () => {
  let now = start;
  let emulator: Emulator;
  beforeEach(async () => {
    now = start;
    const world = defaultWorld();
    world.oauthApplications?.push({
      ...demoOAuthApplication(),
      clientId: 'other',
      clientSecret: 'x',
    });
    emulator = await startEmulator({ port: 0, clock: () => now, world });
  });
  afterEach(() => emulator.close());

  const exchange = async (changes: Record<string, string | undefined> = {}) =>
    requestTokens(emulator, {
      grant_type: 'authorization_code',
      code: await obtainCode(emulator, '501'),
      redirect_uri: redirectUri,
      code_verifier: verifier,
      ...changes,
    });
  const refresh = (refreshToken: string, changes = {}) =>
    requestTokens(emulator, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      ...changes,
    });

  it('trades a code for tokens of that user, good for 30 days', async () => {
    const { status, headers, body } = await exchange();
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json');
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      refresh_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      expires_in: 2_592_000,
      expires_at: '2026-12-21T00:00:00.000Z',
      token_type: 'Bearer',
      scope: 'event:read project:read org:read',
      user: { id: '501', name: 'Ada Park', email: 'ada@example.com' },
    });
  });

  it('takes client credentials by HTTP Basic as well', async () => {
    const response = await postForm(
      emulator,
      '/oauth/token/',
      {
        grant_type: 'authorization_code',
        code: await obtainCode(emulator, '501'),
        redirect_uri: redirectUri,
        code_verifier: verifier,
      },
      basic(clientId, clientSecret),
    );
    expect(response.status).toBe(200);
  });

  it('takes a code once', async () => {
    const code = await obtainCode(emulator, '501');
    expect((await exchange({ code })).status).toBe(200);
    const again = await exchange({ code });
    expect([again.status, again.body]).toEqual([
      400,
      { error: 'invalid_grant' },
    ]);
  });

  it('takes no code after a failed try, nor after ten minutes', async () => {
    const code = await obtainCode(emulator, '501');
    await exchange({ code, code_verifier: 'w'.repeat(43) });
    expect((await exchange({ code })).body.error).toBe('invalid_grant');

    const old = await obtainCode(emulator, '501');
    now += 10 * 60_000;
    expect((await exchange({ code: old })).body.error).toBe('invalid_grant');
  });

  it.each([
    ['an unknown code', { code: 'unknown' }, 'invalid_grant'],
    ['no code', { code: undefined }, 'invalid_grant'],
    [
      'another address',
      { redirect_uri: 'http://localhost:1/api/auth/sentry/handler/frame' },
      'invalid_grant',
    ],
    ['another verifier', { code_verifier: 'w'.repeat(43) }, 'invalid_grant'],
    ['no verifier', { code_verifier: undefined }, 'invalid_grant'],
    [
      'the code of another application',
      { client_id: 'other', client_secret: 'x' },
      'invalid_grant',
    ],
    ['no grant type', { grant_type: undefined }, 'invalid_request'],
    [
      'client credentials as grant type',
      { grant_type: 'client_credentials' },
      'unsupported_grant_type',
    ],
    [
      'a token exchange',
      { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange' },
      'unsupported_grant_type',
    ],
  ])('refuses %s', async (_name, changes, error) => {
    const response = await exchange(changes);
    expect([response.status, response.body]).toEqual([400, { error }]);
  });

  it.each([
    ['an unknown application', { client_id: 'unknown' }],
    ['another secret', { client_secret: 'wrong' }],
    ['no secret', { client_secret: undefined }],
    ['no application', { client_id: undefined, client_secret: undefined }],
  ])('knows no client by %s', async (_name, changes) => {
    const response = await exchange(changes);
    expect([response.status, response.body]).toEqual([
      401,
      { error: 'invalid_client' },
    ]);
    expect(response.headers['www-authenticate']).toBe('Basic realm="oauth"');
  });

  it('refuses client credentials in two places, and wrong ones by Basic', async () => {
    const both = await postForm(
      emulator,
      '/oauth/token/',
      { client_id: clientId },
      basic(clientId, clientSecret),
    );
    expect([both.status, both.body]).toEqual([
      400,
      { error: 'invalid_request' },
    ]);
    const wrong = await postForm(
      emulator,
      '/oauth/token/',
      {},
      basic(clientId, 'wrong'),
    );
    expect(wrong.status).toBe(401);
  });

  it('takes forms only', async () => {
    const response = await request(emulator.url)
      .post('/oauth/token/')
      .send({ client_id: clientId, client_secret: clientSecret });
    expect(response.body).toEqual({ error: 'invalid_client' });
  });

  it('replaces both tokens at a refresh', async () => {
    const first = await connect(emulator, '501');
    const { status, body: second } = await refresh(first.refresh_token);
    expect(status).toBe(200);
    expect(second.scope).toBe('event:read project:read org:read');
    expect(second.user.id).toBe('501');

    const old = await call(emulator, '/api/0/', first.access_token);
    expect([old.status, old.body.detail]).toEqual([401, 'Invalid token']);
    expect((await refresh(first.refresh_token)).body).toEqual({
      error: 'invalid_grant',
    });
    expect((await call(emulator, '/api/0/', second.access_token)).status).toBe(
      200,
    );
  });

  it.each([
    ['a scope', { scope: 'event:read' }, 'invalid_request'],
    ['no token', { refresh_token: undefined }, 'invalid_request'],
    ['an unknown token', { refresh_token: 'unknown' }, 'invalid_grant'],
    [
      'the token of another application',
      { client_id: 'other', client_secret: 'x' },
      'invalid_grant',
    ],
  ])('refuses a refresh with %s', async (_name, changes, error) => {
    const tokens = await connect(emulator, '501');
    const response = await refresh(tokens.refresh_token, changes);
    expect([response.status, response.body]).toEqual([400, { error }]);
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('lets an expired access token be refreshed', async () => {
    const tokens = await connect(emulator, '501');
    now += 30 * 86_400_000;
    const expired = await call(emulator, '/api/0/', tokens.access_token);
    expect([expired.status, expired.body.detail]).toEqual([
      401,
      'Token expired',
    ]);
    expect((await refresh(tokens.refresh_token)).status).toBe(200);
  });

  it('expires and revokes tokens when a test says so', async () => {
    const tokens = await connect(emulator, '501');
    await request(emulator.url).post('/__emulator/tokens/expire');
    const expired = await call(emulator, '/api/0/', tokens.access_token);
    expect(expired.body.detail).toBe('Token expired');

    const { body } = await refresh(tokens.refresh_token);
    await request(emulator.url).delete('/__emulator/tokens');
    const revoked = await call(emulator, '/api/0/', body.access_token);
    expect(revoked.body.detail).toBe('Invalid token');
    expect((await refresh(body.refresh_token)).status).toBe(400);
  });

  it('issues tokens of the configured lifetime', async () => {
    const brief = await startEmulator({ port: 0, accessTokenLifetime: 60 });
    const tokens = await connect(brief, '501');
    await brief.close();
    expect(tokens).toMatchObject({ expires_in: 60 });
  });

  describe('revoke', () => {
    const revoke = (params: Record<string, string | undefined>) =>
      postForm(emulator, '/oauth/revoke/', {
        client_id: clientId,
        client_secret: clientSecret,
        ...params,
      });

    it('ends both tokens of a pair by either', async () => {
      for (const which of ['access_token', 'refresh_token'] as const) {
        const tokens = await connect(emulator, '501');
        expect((await revoke({ token: tokens[which] })).status).toBe(200);
        const { status } = await call(emulator, '/api/0/', tokens.access_token);
        expect(status).toBe(401);
        expect((await refresh(tokens.refresh_token)).status).toBe(400);
      }
    });

    it('accepts an unknown token', async () => {
      expect((await revoke({ token: 'unknown' })).status).toBe(200);
    });

    it('leaves the tokens of other applications alone', async () => {
      const tokens = await connect(emulator, '501');
      await revoke({
        token: tokens.refresh_token,
        client_id: 'other',
        client_secret: 'x',
      });
      expect((await refresh(tokens.refresh_token)).status).toBe(200);
    });

    it.each([
      ['another secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
      ['no token', { token: undefined }, 400, 'invalid_request'],
      [
        'another kind of token',
        { token_type_hint: 'id_token' },
        400,
        'unsupported_token_type',
      ],
    ])('refuses %s', async (_name, changes, status, error) => {
      const response = await revoke({ token: 't', ...changes });
      expect([response.status, response.body]).toEqual([status, { error }]);
    });
  });

  it('keeps secrets out of the log of requests', async () => {
    const tokens = await connect(emulator, '501');
    await refresh(tokens.refresh_token);
    await call(emulator, '/api/0/', tokens.access_token);
    expect(emulator.requests()).toEqual([
      { method: 'GET', path: '/api/0/', query: '', status: 401 },
    ]);
  });
});
