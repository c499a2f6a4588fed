import request from 'supertest';
import { startEmulator } from '../emulator';
import { captureWithSdk } from '../sdk/capture';
import { call } from '../__testUtils__/call';
import { connect } from '../__testUtils__/oauth';
import { defaultWorld } from '../world';
import type { Emulator } from '../types/Emulator';

const ada = '501';
const jonas = '502';
const acme = '/api/0/organizations/acme/';

describe('a token that speaks for a user', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    const world = defaultWorld();
    world.users?.push({
      id: '503',
      name: 'New Here',
      email: 'new@example.com',
      emailVerified: false,
      organizations: [],
    });
    emulator = await startEmulator({ port: 0, world });
    for (const project of ['shop-web', 'checkout']) {
      await captureWithSdk({
        dsn: emulator.dsn('acme', project),
        events: [{ type: 'Error', value: project }],
      });
    }
  });
  afterAll(() => emulator.close());

  const get = async (user: string, path: string, scope?: string) => {
    const { access_token: token } = await connect(emulator, user, scope);
    return call(emulator, path, token);
  };
  const slugs = (body: { slug: string }[]) => body.map(({ slug }) => slug);

  it('says whose it is and what it may do', async () => {
    const root = await get(ada, '/api/0/');
    expect(root.body).toMatchObject({
      auth: { scopes: ['event:read', 'project:read', 'org:read'] },
      user: { id: ada, name: 'Ada Park', email: 'ada@example.com' },
    });
    const current = await get(jonas, '/api/0/auth/');
    expect(current.body).toMatchObject({ id: jonas, name: 'Jonas Weber' });
  });

  it('is asked for at /auth/, where a token without a user has no answer', async () => {
    expect((await call(emulator, '/api/0/auth/', null)).status).toBe(401);
    const remove = emulator.addToken({
      token: 'nobody',
      scopes: [],
      organizations: [],
    });
    expect((await call(emulator, '/api/0/auth/', 'nobody')).status).toBe(400);
    remove();
  });

  it('is one of the demo too, and an integration has a user of its own', async () => {
    const ofBackstage = { id: '505', name: 'Backstage' };
    for (const path of ['/api/0/auth/', '/api/0/users/me/']) {
      expect((await call(emulator, path)).body).toMatchObject(ofBackstage);
    }
    const root = await call(emulator, '/api/0/');
    expect(root.body.user).toMatchObject(ofBackstage);
    const remove = emulator.addToken({
      token: 'integration',
      kind: 'internal-integration',
      scopes: ['org:read'],
      organizations: ['acme'],
    });
    const { body } = await call(emulator, '/api/0/', 'integration');
    const me = await call(emulator, '/api/0/users/me/', 'integration');
    remove();
    expect(body.user.email).toMatch(/@proxy-user\.sentry\.io$/);
    expect(me.status).toBe(403);
  });

  it('reaches the organizations of the user', async () => {
    const mine = async (user: string) =>
      slugs((await get(user, '/api/0/organizations/')).body);
    expect(await mine(ada)).toEqual(['acme', 'acme-labs']);
    expect(await mine(jonas)).toEqual(['acme']);
    const labs = await get(jonas, '/api/0/organizations/acme-labs/');
    expect(labs.status).toBe(403);
  });

  it('lists all projects, and says which of them the user is a member of', async () => {
    const { body } = await get(jonas, `${acme}projects/`);
    expect(
      body.map((p: { slug: string; isMember: boolean; hasAccess: boolean }) => [
        p.slug,
        p.isMember,
        p.hasAccess,
      ]),
    ).toEqual([
      ['checkout', true, true],
      ['payments', false, false],
      ['shop-web', false, false],
      ['storefront-ios', false, false],
    ]);
  });

  it('sees the issues of the projects of the user alone', async () => {
    const titles = async (user: string) =>
      (await get(user, `${acme}issues/?project=-1`)).body
        .map((issue: { title: string }) => issue.title)
        .sort();
    expect(await titles(ada)).toEqual(['Error: checkout', 'Error: shop-web']);
    expect(await titles(jonas)).toEqual(['Error: checkout']);

    const named = await get(jonas, `${acme}issues/?project=11`);
    expect(named.status).toBe(403);
    const project = await get(jonas, '/api/0/projects/acme/shop-web/');
    expect(project.status).toBe(403);
    const { body } = await get(ada, `${acme}issues/?project=11`);
    const issue = await get(jonas, `${acme}issues/${body[0].id}/`);
    expect(issue.status).toBe(404);
  });

  it('may do only what the user has agreed to', async () => {
    const response = await get(ada, `${acme}issues/`, 'org:read');
    expect(response.status).toBe(403);
  });

  describe('userinfo', () => {
    const userinfo = async (token?: string) => {
      const req = request(emulator.url).get('/oauth/userinfo/');
      return token ? req.set('Authorization', `Bearer ${token}`) : req;
    };
    const of = async (user: string, scope: string) =>
      userinfo((await connect(emulator, user, scope)).access_token);

    it('returns what the scopes allow', async () => {
      expect((await of(ada, 'openid')).body).toEqual({ sub: ada });
      expect((await of(ada, 'openid profile')).body.name).toBe('Ada Park');
      expect((await of(ada, 'openid email')).body).toEqual({
        sub: ada,
        email: 'ada@example.com',
        email_verified: true,
      });
      expect((await of('503', 'openid email')).body.email_verified).toBe(false);
    });

    it.each(['expired', 'revoked', 'inactive-user'] as const)(
      'refuses a token that is %s',
      async state => {
        const remove = emulator.addToken({
          token: 'planted',
          scopes: ['openid'],
          organizations: ['acme'],
          user: ada,
          state,
        });
        const refused = await userinfo('planted');
        remove();
        expect([refused.status, refused.body]).toEqual([
          401,
          { error: 'invalid_token' },
        ]);
      },
    );

    it('identifies a user who must sign in with the provider of an organization', async () => {
      const remove = emulator.addToken({
        token: 'planted',
        scopes: ['openid'],
        organizations: ['acme'],
        user: ada,
        state: 'sso-required',
      });
      expect((await userinfo('planted')).body).toEqual({ sub: ada });
      remove();
    });

    it('refuses tokens without openid, unknown tokens and none', async () => {
      const narrow = await of(ada, 'org:read');
      expect([narrow.status, narrow.body]).toEqual([
        403,
        { error: 'insufficient_scope' },
      ]);
      expect(narrow.headers['www-authenticate']).toContain('scope="openid"');
      const unknown = await userinfo('unknown');
      expect([unknown.status, unknown.body]).toEqual([
        401,
        { error: 'invalid_token' },
      ]);
      expect((await userinfo()).status).toBe(401);
    });
  });
});

it('refuses a planted token from its expiry on', async () => {
  let now = 1000;
  const emulator = await startEmulator({ port: 0, clock: () => now });
  emulator.addToken({
    token: 'brief',
    scopes: ['org:read'],
    organizations: ['acme'],
    expiresAt: 2000,
  });
  expect((await call(emulator, acme, 'brief')).status).toBe(200);
  now = 2000;
  const response = await call(emulator, acme, 'brief');
  expect([response.status, response.body]).toEqual([
    401,
    { detail: 'Token expired' },
  ]);
  await emulator.close();
});
