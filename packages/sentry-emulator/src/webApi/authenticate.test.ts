import request from 'supertest';
import { call } from '../__testUtils__/call';
import { startEmulator } from '../emulator';
import { organizationToken } from '../world';
import type { Emulator } from '../types/Emulator';
import type { EmulatorToken } from '../types/options';

const issues = '/api/0/organizations/acme/issues/';
const reads = ['event:read', 'org:read', 'project:read'];

describe('tokens', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  afterAll(() => emulator.close());

  let forget: (() => void) | undefined;
  afterEach(() => forget?.());

  const add = (token: Partial<EmulatorToken>) => {
    forget = emulator.addToken({
      token: 'planted',
      scopes: reads,
      organizations: ['acme'],
      ...token,
    });
  };
  const basic = (credentials: string) =>
    request(emulator.url)
      .get(issues)
      .set(
        'Authorization',
        `Basic ${Buffer.from(credentials).toString('base64')}`,
      );

  it.each([
    ['expired', 'Token expired'],
    ['revoked', 'Invalid token'],
    ['inactive-user', 'User inactive or deleted'],
  ] as const)('are refused when %s, everywhere', async (state, detail) => {
    add({ state });
    for (const path of [issues, '/api/0/']) {
      const { status, body } = await call(emulator, path, 'planted');
      expect([status, body]).toEqual([401, { detail }]);
    }
  });

  it('of members who must use single sign-on get the sign-in address of their organization', async () => {
    add({ state: 'sso-required' });
    const { status, body } = await call(emulator, issues, 'planted');
    expect(status).toBe(401);
    expect(body).toEqual({
      detail: {
        code: 'sso-required',
        message: 'Must login via SSO',
        extra: { loginUrl: `${emulator.url}/auth/login/acme/` },
      },
    });
    expect((await call(emulator, '/api/0/', 'planted')).status).toBe(200);
  });

  it('of an organization hold org:ci alone and read no issues', async () => {
    const token = organizationToken({
      organization: 'acme',
      url: emulator.url,
    });
    expect(token).toMatch(/^sntrys_[^_]+_[^_]{43}$/);
    const unknown = await call(emulator, issues, token);
    expect([unknown.status, unknown.body.detail]).toEqual([
      401,
      'Invalid org token',
    ]);
    add({ token, kind: 'organization' });
    const refused = await call(emulator, issues, token);
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toContain('event:read');
    const root = await call(emulator, '/api/0/', token);
    expect(root.body).toEqual({
      version: '0',
      auth: { scopes: ['org:ci'] },
      user: null,
    });
  });

  it('that are API keys come as a user without a password, in no other way', async () => {
    add({ kind: 'api-key' });
    expect((await basic('planted:')).status).toBe(200);
    const withPassword = await basic('planted:planted');
    expect([withPassword.status, withPassword.body.detail]).toEqual([
      401,
      'Authentication credentials were not provided.',
    ]);
    const asBearer = await call(emulator, issues, 'planted');
    expect([asBearer.status, asBearer.body.detail]).toEqual([
      401,
      'Invalid token',
    ]);
  });

  it('that are none are no API keys either', async () => {
    add({ kind: 'user' });
    const notOne = await basic('planted:');
    expect([notOne.status, notOne.body.detail]).toEqual([
      401,
      'API key is not valid',
    ]);
    expect((await basic('nobody:')).status).toBe(401);
  });

  it('that were API keys are rejected', async () => {
    add({ kind: 'api-key', state: 'revoked' });
    expect((await basic('planted:')).body.detail).toBe('API key is not valid');
  });

  it('of an integration read issues and have no user', async () => {
    add({ kind: 'internal-integration' });
    expect((await call(emulator, issues, 'planted')).status).toBe(200);
    for (const path of ['/api/0/users/me/', '/api/0/users/me/regions/']) {
      expect((await call(emulator, path, 'planted')).status).toBe(403);
    }
  });

  it('of a user identify the user and what they may do', async () => {
    add({ user: '501' });
    const root = await call(emulator, '/api/0/', 'planted');
    expect(root.body).toMatchObject({
      auth: { scopes: reads },
      user: { id: '501', name: 'Ada Park' },
    });
    const me = await call(emulator, '/api/0/users/me/', 'planted');
    expect(me.body).toMatchObject({ id: '501' });
  });

  it('learn what they may do in their organization', async () => {
    add({});
    const path = '/api/0/organizations/acme/?detailed=0';
    const { body } = await call(emulator, path, 'planted');
    expect(body).toMatchObject({
      slug: 'acme',
      access: reads,
      links: { regionUrl: emulator.url },
    });
  });
});

it('a self-hosted Sentry names the page of single sign-on by its path', async () => {
  const emulator = await startEmulator({
    port: 0,
    dialect: 'self-hosted',
    basePath: '/sentry',
  });
  emulator.addToken({
    token: 'planted',
    scopes: reads,
    organizations: ['acme'],
    state: 'sso-required',
  });
  const { body } = await call(emulator, issues, 'planted');
  await emulator.close();
  expect(body.detail.extra.loginUrl).toBe('/sentry/auth/login/acme/');
});
