import type { JsonObject } from '@backstage/types';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  organizationToken,
  type EmulatorToken,
} from 'backstage-plugin-sentry-emulator';
import { sentryProblemStatus } from 'backstage-plugin-sentry-common';
import { createHash } from 'node:crypto';
import {
  exchanged,
  startExchange,
  type ExchangeAnswer,
} from '../__testUtils__/startExchange';
import { startLoopback } from '../__testUtils__/startLoopback';
import { component, startPortal } from '../__testUtils__/startPortal';
import { useEmulator } from '../__testUtils__/useEmulator';
import { HEADER } from '../__testUtils__/userPortal';

// Made by hashing, so that no literal token stands in any file.
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** One way in, and what it takes for somebody to look. */
interface Way {
  name: string;
  token: Partial<EmulatorToken>;
  auth: (secret: string) => JsonObject;
  /** Whether the secret comes with the request. */
  fromUser?: boolean;
  /** Whether a service gives the secret out. */
  isExchanged?: boolean;
  /** Who is named as the one who can mend it. */
  mends: RegExp;
}

let exchange: Awaited<ReturnType<typeof startExchange>>;
const platformTeam = /platform team/;
const asToken = (token: string) => ({ type: 'token', token });
const ways: Way[] = [
  {
    name: 'the token of a user',
    token: { kind: 'user', user: '501' },
    auth: asToken,
    mends: platformTeam,
  },
  {
    name: 'the token of an internal integration',
    token: { kind: 'internal-integration' },
    auth: asToken,
    mends: platformTeam,
  },
  {
    name: 'the token of an OAuth application',
    token: { kind: 'user', user: '501', expiresAt: Date.UTC(2100, 0, 1) },
    auth: asToken,
    mends: platformTeam,
  },
  {
    name: 'an API key',
    token: { kind: 'api-key' },
    auth: apiKey => ({ type: 'api-key', apiKey }),
    mends: platformTeam,
  },
  {
    name: "the viewer's own token",
    token: { kind: 'user', user: '501' },
    auth: () => ({ type: 'user' }),
    fromUser: true,
    mends: /Connect to Sentry|Ask an admin|Sign in/,
  },
  {
    name: 'an exchanged token',
    token: { kind: 'user', user: '501' },
    auth: () => exchange.auth,
    isExchanged: true,
    mends: platformTeam,
  },
];

const emulator = useEmulator();
let answer: () => ExchangeAnswer;
beforeAll(async () => {
  exchange = await startExchange({
    clientSecret: hash('client secret'),
    answer: () => answer(),
  });
});
afterAll(() => exchange.close());

/** Asks for issues that way with that secret. */
async function ask(way: Way, secret: string, baseUrl?: string) {
  answer = () => exchanged(secret);
  const portal = await startPortal({
    emulator: emulator(),
    ...(baseUrl && { baseUrl }),
    entities: [component('shop', 'shop-web')],
    sentry: { token: undefined, auth: way.auth(secret), instances: [] },
  });
  const asking = portal
    .get('shop', 'issues')
    .set('authorization', mockCredentials.user.header('user:default/ada'));
  return way.fromUser ? asking.set(HEADER, secret) : asking;
}

const scopes = ['event:read', 'org:read', 'project:read'];
let count = 0;
/** Makes a token for that way. */
function admit(way: Way, own: Partial<EmulatorToken> = {}): string {
  const token = hash(`${way.name} ${(count += 1)}`);
  emulator().addToken({
    token,
    scopes,
    organizations: ['acme'],
    ...way.token,
    ...own,
  });
  return token;
}

describe.each(ways)('$name', way => {
  const { mends } = way;

  it('lets in where all is right', async () => {
    const { status, body } = await ask(way, admit(way));
    expect([status, body.problems]).toEqual([200, []]);
  });

  it.each<
    [string, Partial<EmulatorToken>, keyof typeof sentryProblemStatus, RegExp]
  >([
    ['expired', { state: 'expired' }, 'TOKEN_REJECTED', /expired|switched off/],
    ['revoked', { state: 'revoked' }, 'TOKEN_REJECTED', /revoked|switched off/],
    [
      'of somebody who has left',
      { state: 'inactive-user' },
      'TOKEN_REJECTED',
      /deactivated|switched off/,
    ],
    [
      'of somebody who must sign in another way',
      { state: 'sso-required' },
      'SSO_REQUIRED',
      /`acme`.*single sign-on/,
    ],
    [
      'without the scope for issues',
      { scopes: ['org:read', 'project:read'] },
      'SCOPE_MISSING',
      /event:read/,
    ],
    [
      'without any scope for reading',
      { scopes: ['project:releases'] },
      'SCOPE_MISSING',
      /org:read/,
    ],
  ])('says so when it is %s', async (_, own, code, message) => {
    const { status, body } = await ask(way, admit(way, own));
    expect([status, body.error]).toEqual([
      sentryProblemStatus[code],
      expect.objectContaining({
        code,
        message: expect.stringMatching(message),
        action: expect.stringMatching(mends),
      }),
    ]);
  });

  it('says so when Sentry does not know it', async () => {
    const { status, body } = await ask(way, hash('unknown'));
    expect([status, body.error.code]).toEqual([502, 'TOKEN_REJECTED']);
  });

  it('says so when it is of another kind', async () => {
    const kind = way.token.kind === 'api-key' ? 'user' : 'api-key';
    const { status, body } = await ask(way, admit(way, { kind }));
    expect([status, body.error.code]).toEqual([502, 'TOKEN_REJECTED']);
  });

  it('says so when it is of another organization', async () => {
    const secret = admit(way, { organizations: ['umbrella'] });
    const { body } = await ask(way, secret);
    expect(body.error).toMatchObject({
      code: expect.stringMatching(
        way.fromUser
          ? /^NOT_CONNECTED$/
          : /^(SCOPE_MISSING|ORGANIZATION_NOT_FOUND)$/,
      ),
      message: expect.stringContaining('`acme`'),
    });
  });

  it('says so when the server is no Sentry', async () => {
    const page = await startLoopback((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><title>Welcome</title></html>');
    });
    try {
      const { status, body } = await ask(way, admit(way), page.url);
      expect([status, body.error]).toEqual([
        502,
        expect.objectContaining({
          code: 'UPSTREAM_UNEXPECTED',
          action: expect.stringContaining('baseUrl'),
        }),
      ]);
    } finally {
      await page.close();
    }
  });

  it('follows no redirect to another server, which gets nothing', async () => {
    const elsewhere = await startLoopback((_request, response) => {
      response.end('{}');
    });
    const host = await startLoopback(({ url }, response) => {
      response.writeHead(302, { location: `${elsewhere.url}${url}` });
      response.end();
    });
    try {
      const { status, body } = await ask(way, admit(way), host.url);
      expect([status, body.error.code]).toEqual([502, 'UPSTREAM_UNEXPECTED']);
      expect(host.seen.length).toBeGreaterThan(0);
      expect(elsewhere.seen).toEqual([]);
    } finally {
      await Promise.all([elsewhere.close(), host.close()]);
    }
  });

  it('says so when nobody is there', async () => {
    const secret = admit(way);
    const { status, body } = await ask(way, secret, 'http://127.0.0.1:9');
    expect([status, body.error.code]).toEqual([503, 'UPSTREAM_UNAVAILABLE']);
  });
});

describe('what is no credential to read with', () => {
  const sentrys = organizationToken({
    organization: 'acme',
    url: 'https://sentry.io',
  });
  const dsn = () => emulator().dsn('acme', 'shop-web');
  const [userToken, , , apiKey, own, byExchange] = ways;

  it.each([
    ['a token', userToken],
    ['an API key', apiKey],
  ])(
    'ends the start where it is configured as %s, saying what to create',
    async (_, way) => {
      for (const secret of [sentrys, dsn()]) {
        const failure = await ask(way, secret).then(
          () => undefined,
          (error: Error) => error,
        );
        expect(failure?.message).toMatch(
          secret === sentrys || way === apiKey
            ? /internal integration|API key/
            : /DSN.*internal integration/s,
        );
        expect(failure?.message).toContain('sentry.auth');
        expect(failure?.message).not.toContain(secret);
      }
      expect(emulator().requests()).toEqual([]);
    },
  );

  it.each([
    ['a viewer', own],
    ['a security token service', byExchange],
  ])('is told from what it may where %s brings it', async (_, way) => {
    emulator().addToken({
      token: sentrys,
      scopes: [],
      organizations: ['acme'],
      kind: 'organization',
    });
    const organizations = await ask(way, sentrys);
    expect(organizations.body.error).toMatchObject({
      code: 'SCOPE_MISSING',
      message: expect.stringContaining('org:read'),
    });
    const projects = await ask(way, dsn());
    expect(projects.body.error.code).toBe('TOKEN_REJECTED');
    expect(projects.text).not.toContain(dsn());
  });
});

describe('a security token service that gives out nothing', () => {
  it.each<[string, ExchangeAnswer, keyof typeof sentryProblemStatus]>([
    [
      'by policy',
      { status: 400, body: { error: 'access_denied' } },
      'SCOPE_MISSING',
    ],
    [
      'without consent',
      { status: 400, body: { error: 'consent_required' } },
      'NOT_CONNECTED',
    ],
    [
      'to that identity',
      { status: 400, body: { error: 'invalid_grant' } },
      'TOKEN_REJECTED',
    ],
    [
      'to this client',
      { status: 401, body: { error: 'invalid_client' } },
      'NOT_CONFIGURED',
    ],
  ])('is answered by its reason: %s', async (_, refusal, code) => {
    const way = ways[5];
    const portal = await startPortal({
      emulator: emulator(),
      entities: [component('shop', 'shop-web')],
      sentry: { token: undefined, auth: way.auth(''), instances: [] },
    });
    answer = () => refusal;
    const { status, body } = await portal.get('shop', 'issues');
    expect([status, body.error]).toEqual([
      sentryProblemStatus[code],
      expect.objectContaining({ code, action: expect.any(String) }),
    ]);
    expect(emulator().requests()).toEqual([]);
  });
});
