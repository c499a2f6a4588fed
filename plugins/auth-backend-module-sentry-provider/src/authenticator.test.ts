import { createHash } from 'node:crypto';
import {
  demoOAuthApplication,
  startEmulator,
} from 'backstage-plugin-sentry-emulator';
import { Portal } from './__testUtils__/Portal';
import { usePortal } from './__testUtils__/usePortal';

const ada = '501';
const scopes = 'event:read org:read project:read';
const { clientId } = demoOAuthApplication();

async function ask(url: string, token?: string) {
  return fetch(url, { headers: { Authorization: `Bearer ${token}` } });
}

describe('connecting to Sentry', () => {
  const world = usePortal();

  it('asks for the least scopes, with PKCE and a state', async () => {
    const { portal, emulator } = world;
    const address = await portal.begin();
    expect(`${address.origin}${address.pathname}`).toBe(
      `${emulator.url}/oauth/authorize/`,
    );
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: 'http://localhost:7007/api/auth/sentry/handler/frame',
      scope: scopes,
      state: expect.stringMatching(/^[0-9a-f]+$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  it('keeps the verifier in the browser, out of reach of scripts and addresses', async () => {
    const { portal } = world;
    const address = await portal.begin();
    const [, verifier] = portal.cookie('sentry-code-verifier').split('=');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    expect(address.searchParams.get('code_challenge')).toBe(challenge);
    expect(address.href).not.toContain(verifier);
    const cookie = portal.cookies.find(c => c.includes(verifier));
    expect(cookie).toContain('Path=/api/auth/sentry/handler/frame');
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
  });

  it('ends with a token of that user that Sentry takes', async () => {
    const { portal, emulator } = world;
    const { response } = await portal.connect(ada);
    expect(response).toEqual({
      profile: { displayName: 'Ada Park', email: 'ada@example.com' },
      providerInfo: {
        accessToken: expect.stringMatching(/^[0-9a-f]{64}$/),
        scope: scopes,
        expiresInSeconds: expect.any(Number),
      },
    });
    const answer = await ask(
      `${emulator.url}/api/0/auth/`,
      response?.providerInfo.accessToken,
    );
    expect(await answer.json()).toMatchObject({ id: ada });
  });

  it('asks for further scopes on demand, and claims none that was not granted', async () => {
    const { portal } = world;
    await portal.connect(ada);
    const before = await portal.refresh({ scope: `${scopes} event:write` });
    expect(before.body.providerInfo.scope).toBe(scopes);

    await portal.connect(ada, `${scopes} event:write`);
    const after = await portal.refresh({ scope: `${scopes} event:write` });
    expect(after.body.providerInfo.scope.split(' ')).toContain('event:write');
  });

  it('says so when access is denied', async () => {
    const { portal } = world;
    const back = await portal.decide(await portal.begin(), { op: 'deny' });
    expect((await portal.comeBack(back)).error?.message).toBe(
      'Authentication failed, access was denied on the page of Sentry',
    );
  });

  it('says which setting to check when Sentry does not know a scope', async () => {
    const { portal } = world;
    const { error } = await portal.connect(ada, 'world:rule');
    expect(error?.message).toContain('Check `additionalScopes`');
  });

  it('repeats nothing of an error that it does not know', async () => {
    const { portal } = world;
    const address = await portal.begin();
    const back = new URL(address.searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('state', address.searchParams.get('state') ?? '');
    back.searchParams.set('error', '<b>Call 555-0100</b>');
    expect((await portal.comeBack(back)).error?.message).toBe(
      'Authentication failed, Sentry refused with an error that it does not name',
    );
  });

  it('repeats nothing that stands beside several errors', async () => {
    const { portal } = world;
    const address = await portal.begin();
    const back = new URL(address.searchParams.get('redirect_uri') ?? '');
    back.search = `${new URLSearchParams([
      ['state', address.searchParams.get('state') ?? ''],
      ['error', 'access_denied'],
      ['error', 'access_denied'],
      ['error_description', 'Call 555-0100'],
    ])}`;
    const { error } = await portal.comeBack(back);
    expect(error?.message).toContain('an error that it does not name');
    expect(JSON.stringify(error)).not.toContain('555');
  });

  it('takes no code in a browser that has not asked for it', async () => {
    const { portal } = world;
    const stolen = await portal.decide(await portal.begin(), {
      op: 'approve',
      user: ada,
    });
    portal.newBrowser();
    expect((await portal.comeBack(stolen)).error?.message).toContain('nonce');

    const own = await portal.begin();
    stolen.searchParams.set('state', own.searchParams.get('state') ?? '');
    expect((await portal.comeBack(stolen)).error?.message).toContain(
      'Connect to Sentry again',
    );
  });

  it('takes no code without the verifier, even with the right state', async () => {
    const { portal } = world;
    const back = await portal.decide(await portal.begin(), {
      op: 'approve',
      user: ada,
    });
    await portal.comeBack(back);
    expect((await portal.comeBack(back)).error?.message).toContain(
      'Start again',
    );
  });
});

describe('a provider with settings of its own', () => {
  const world = usePortal({
    provider: { additionalScopes: ['member:read'] },
  });

  it('asks for additional scopes', async () => {
    const { portal } = world;
    const { response } = await portal.connect(ada);
    expect(response?.providerInfo.scope).toBe(`${scopes} member:read`);
  });

  it('keeps the path of a Sentry of one’s own', async () => {
    const portal = await Portal.start({
      sentryUrl: 'https://tools.test/sentry/',
    });
    const address = await portal.begin();
    await portal.stop();
    expect(`${address.origin}${address.pathname}`).toBe(
      'https://tools.test/sentry/oauth/authorize/',
    );
  });
});

describe('a provider that is set up wrong', () => {
  const world = usePortal({ provider: { clientSecret: 'not the secret' } });

  it('names the settings to check when the client secret is wrong', async () => {
    const { portal } = world;
    const { error } = await portal.connect(ada);
    expect(error?.message).toContain('Check `clientId` and `clientSecret`');
    expect(`${error?.message} ${portal.logged}`).not.toMatch(/not the secret/);
  });
});

it('says that Sentry can not be reached', async () => {
  const emulator = await startEmulator({ port: 0 });
  const portal = await Portal.start({ sentryUrl: emulator.url });
  const back = await portal.decide(await portal.begin(), {
    op: 'approve',
    user: ada,
  });
  await emulator.close();
  const { error } = await portal.comeBack(back);
  await portal.stop();
  expect(error?.message).toContain('Sentry could not be reached');
});
