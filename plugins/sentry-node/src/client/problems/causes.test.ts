import {
  startEmulator,
  type Emulator,
  type EmulatorToken,
} from 'backstage-plugin-sentry-emulator';
import { createTestClient } from '../../__testUtils__/testClient';
import { ApiKeyCredentials, TokenCredentials } from '../../credentials/static';
import { allowLoopbackFetch } from '../../testUtils';
import { createSentryClient } from '../createSentryClient';
import type { SentryClient } from '../SentryClient';

const VALUE = 'c'.repeat(64);
const all = ['org:read', 'project:read', 'event:read'];

/** Why Sentry refuses a credential, as far as it says so. */
describe('a credential that Sentry refuses', () => {
  allowLoopbackFetch();

  let emulator: Emulator;
  let revoke: (() => void) | undefined;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
  });
  afterEach(() => {
    revoke?.();
    revoke = undefined;
  });
  afterAll(() => emulator.close());

  function setup(token: Partial<EmulatorToken> | undefined) {
    if (token) {
      revoke = emulator.addToken({
        token: VALUE,
        scopes: all,
        organizations: ['acme'],
        ...token,
      });
    }
    const { http } = createTestClient({ baseUrl: emulator.url });
    const credentials =
      token?.kind === 'api-key'
        ? new ApiKeyCredentials({ key: VALUE })
        : new TokenCredentials({ token: VALUE });
    return createSentryClient({ http, credentials });
  }
  const issues = (client: SentryClient, project = ['11']) =>
    client.listIssues('acme', { project, query: '' });

  it.each<
    [
      what: string,
      token: Partial<EmulatorToken> | undefined,
      code: string,
      says: RegExp,
    ]
  >([
    [
      'unknown',
      undefined,
      'TOKEN_REJECTED',
      /does not know it: it is mistyped/,
    ],
    ['revoked', { state: 'revoked' }, 'TOKEN_REJECTED', /revoked/],
    ['expired', { state: 'expired' }, 'TOKEN_REJECTED', /it has expired/],
    ['past its end', { expiresAt: 1 }, 'TOKEN_REJECTED', /it has expired/],
    [
      'of somebody who left',
      { state: 'inactive-user' },
      'TOKEN_REJECTED',
      /owner is deactivated/,
    ],
    [
      'an API key switched off',
      { kind: 'api-key', state: 'revoked' },
      'TOKEN_REJECTED',
      /does not know it/,
    ],
    [
      'of an organization, for releases',
      { kind: 'organization' },
      'SCOPE_MISSING',
      /`event:read`/,
    ],
    [
      'without the scope',
      { scopes: ['org:read', 'project:read'] },
      'SCOPE_MISSING',
      /one of the scopes `event:admin`, `event:read`, `event:write`/,
    ],
    [
      'of nobody in the organization',
      { organizations: ['acme-labs'] },
      'SCOPE_MISSING',
      /or has lost access to a project/,
    ],
    [
      'whose owner has not signed in as the organization wants',
      { state: 'sso-required' },
      'SSO_REQUIRED',
      /requires single sign-on/,
    ],
  ])('is reported with its cause: %s', async (_, token, code, says) => {
    await expect(issues(setup(token))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(says),
      action: expect.stringMatching(/\w/),
    });
  });

  it('for want of a login comes with the page to log in', async () => {
    await expect(
      issues(setup({ state: 'sso-required' })),
    ).rejects.toMatchObject({
      documentation: `${emulator.url}/auth/login/acme/`,
    });
  });

  it('is no question of scopes, once the server is known to name those', async () => {
    const client = setup({ scopes: ['org:read'] });
    await expect(issues(client)).rejects.toMatchObject({
      message: expect.stringContaining('`event:read`'),
    });
    await expect(client.listProjects('acme-labs', {})).rejects.toMatchObject({
      code: 'SCOPE_MISSING',
      message: expect.stringMatching(/: its owner is no member/),
    });
  });

  it('for one project of several has a reason of its own, and the project can be found', async () => {
    const client = setup({ projects: ['11'] });
    const refused = await issues(client, ['11', '12']).catch(error => error);
    expect(refused.reason).toBe('project-access');
    await expect(issues(client, ['11'])).resolves.toBeDefined();
    const alone = await issues(client, ['12']).catch(error => error);
    expect(alone.reason).toBe('project-access');
    const { items } = await client.listProjects('acme', {});
    expect(
      items.filter(({ hasAccess }) => hasAccess).map(({ id }) => id),
    ).toEqual(['11']);
    expect(items.find(({ id }) => id === '11')?.isMember).toBe(true);
  });
});
