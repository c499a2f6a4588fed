import { requestToken } from './requestToken';

const NOW = Date.UTC(2026, 0, 1);
const token = {
  access_token: 'planted-access-token',
  token_type: 'bearer',
  issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  expires_in: 3600,
};

async function exchange(body: unknown, init: ResponseInit = {}) {
  const settings = {
    tokenUrl: 'https://sts.example.com/token',
    clientId: 'backstage',
    clientSecret: 'planted-client-secret',
    resource: 'https://sentry.io/api/0/',
    scopes: ['event:read'],
    subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
  };
  return requestToken({
    settings,
    subject: { ...settings, instance: 'default', host: 'sts.example.com' },
    subjectToken: 'planted-identity',
    fetch: async () => Response.json(body, init),
    timeoutMs: 5_000,
    now: () => NOW,
  });
}

describe('requestToken', () => {
  it('takes a token, until a minute before its end', async () => {
    await expect(exchange(token)).resolves.toEqual({
      authorization: 'Bearer planted-access-token',
      freshUntil: NOW + 3_540_000,
      expiresAt: NOW + 3_600_000,
    });
  });

  it.each([
    ['far beyond all calendars', Number.MAX_SAFE_INTEGER],
    ['at no time', 'never'],
    ['before it began', -1],
  ])('keeps a token for a minute that ends %s', async (_, expires_in) => {
    await expect(exchange({ ...token, expires_in })).resolves.toEqual({
      authorization: 'Bearer planted-access-token',
      freshUntil: NOW + 54_000,
    });
  });

  it.each([
    ['of another type than Bearer', { token_type: 'N_A' }],
    ['that is no access token', { issued_token_type: 'urn:x:refresh' }],
    ['that no header can hold', { access_token: 'planted\r\ntoken' }],
  ])('refuses a token %s', async (_, change) => {
    const failure = await exchange({ ...token, ...change }).catch(e => e);
    expect(failure).toMatchObject({ code: 'UPSTREAM_UNEXPECTED' });
    expect(JSON.stringify([failure, failure.message])).not.toContain('planted');
  });

  it('follows no redirect', async () => {
    await expect(
      exchange(
        {},
        { status: 307, headers: { location: 'https://other.example.com/' } },
      ),
    ).rejects.toMatchObject({
      code: 'UPSTREAM_UNEXPECTED',
      message: expect.stringContaining('redirect'),
    });
  });

  it.each([
    ['invalid_scope', 400, 'SCOPE_MISSING'],
    ['invalid_target', 400, 'NOT_CONFIGURED'],
    ['login_required', 400, 'NOT_CONNECTED'],
    ['toString', 400, 'UPSTREAM_UNEXPECTED'],
    ['server_error', 503, 'UPSTREAM_UNAVAILABLE'],
  ])('answers %s with status %i as %s', async (error, status, code) => {
    await expect(exchange({ error }, { status })).rejects.toMatchObject({
      code,
    });
  });

  it('names the page of the service where it is https, and no other', async () => {
    const refusal = (error_uri: string) =>
      exchange({ error: 'consent_required', error_uri }, { status: 400 });
    await expect(
      refusal('https://sts.example.com/consent'),
    ).rejects.toHaveProperty(
      'documentation',
      'https://sts.example.com/consent',
    );
    const failure = await refusal('data:text/html,consent').catch(e => e);
    expect(failure.code).toBe('NOT_CONNECTED');
    expect(failure.documentation).toBeUndefined();
  });
});
