import { createSentryAuth } from './createSentryAuth';
import { rememberConnected, sentryScopes } from './connection';
import { ConfigReader } from '@backstage/core-app-api';

const realFetch = global.fetch;
afterEach(() => {
  global.fetch = realFetch;
});

function setup(answer: () => Promise<Response>) {
  rememberConnected(true);
  const fetch = jest.fn<Promise<Response>, [string, RequestInit?]>(answer);
  global.fetch = Object.assign(fetch);
  const authApi = createSentryAuth({
    configApi: new ConfigReader({ auth: { environment: 'production' } }),
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    oauthRequestApi: {
      createAuthRequester: () => () => Promise.reject(new Error('unused')),
      authRequest$: () => {
        throw new Error('unused');
      },
    },
  });
  return { authApi, fetch };
}

const refused = (cause: string) => async () =>
  Response.json(
    {
      error: {
        name: 'AuthenticationError',
        message: `Refresh failed; caused by ${cause}`,
      },
    },
    { status: 401 },
  );

describe('a connection that gives no token', () => {
  it.each<[string, string, () => Promise<Response>]>([
    ['none', 'without a session', refused('InputError: Missing cookie')],
    ['none', 'once revoked', refused('AuthenticationError: Connect again')],
    [
      'sentry-unreachable',
      'while Sentry is down',
      refused('ServiceUnavailableError: Sentry could not be reached.'),
    ],
    [
      'auth-unreachable',
      'while the auth backend is starting',
      async () => new Response('', { status: 503 }),
    ],
    [
      'auth-unreachable',
      'where too much was asked',
      async () => new Response('', { status: 429 }),
    ],
    [
      'auth-unreachable',
      'without a connection to Backstage',
      () => Promise.reject(new TypeError('Failed to fetch')),
    ],
    [
      'none',
      'with no such provider',
      async () => new Response('', { status: 404 }),
    ],
    ['there', 'when the outage is over', async () => Response.json({})],
  ])('is %s %s', async (session, _, answer) => {
    const { authApi, fetch } = setup(answer);

    expect(await authApi.checkSession?.()).toBe(session);

    const [url, init] = fetch.mock.calls[0];
    expect(url).toContain('http://localhost/api/auth/sentry/refresh?');
    expect(new URL(url).searchParams.get('env')).toBe('production');
    expect(new URL(url).searchParams.get('scope')).toBe(sentryScopes.join(' '));
    expect(init).toMatchObject({
      credentials: 'include',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
  });

  it('is asked about once by those that ask together', async () => {
    const { authApi, fetch } = setup(refused('InputError'));

    await Promise.all([authApi.checkSession?.(), authApi.checkSession?.()]);
    expect(fetch).toHaveBeenCalledTimes(1);

    rememberConnected(true);
    await authApi.checkSession?.();
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});

describe('a browser that was never connected', () => {
  it('asks the auth backend for no session', async () => {
    const { authApi, fetch } = setup(refused('InputError'));
    rememberConnected(false);

    expect(await authApi.getAccessToken(sentryScopes, { optional: true })).toBe(
      '',
    );
    expect(await authApi.getProfile({ optional: true })).toBeUndefined();
    expect(
      await authApi.getBackstageIdentity({ optional: true }),
    ).toBeUndefined();
    expect(await authApi.checkSession?.()).toBe('none');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is one that has lost its session, or was signed out', async () => {
    const { authApi, fetch } = setup(refused('InputError: Missing cookie'));
    await authApi.checkSession?.();
    await authApi.checkSession?.();
    expect(fetch).toHaveBeenCalledTimes(1);

    rememberConnected(true);
    fetch.mockResolvedValue(new Response(null, { status: 200 }));
    await authApi.signOut();
    fetch.mockClear();
    await authApi.getAccessToken(sentryScopes, { optional: true });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe('a connection', () => {
  const session = () =>
    Response.json({
      providerInfo: { accessToken: 'own', scope: sentryScopes.join(' ') },
      profile: {},
    });

  it('is taken up by the next visit', async () => {
    const { authApi, fetch } = setup(async () => session());
    expect(await authApi.getAccessToken(sentryScopes, { optional: true })).toBe(
      'own',
    );
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
