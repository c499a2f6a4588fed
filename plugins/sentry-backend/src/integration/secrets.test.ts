import type { JsonObject } from '@backstage/types';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createHash, randomBytes } from 'node:crypto';
import request from 'supertest';
import { FakeCache } from '../__testUtils__/FakeCache';
import { linesWithCredentials } from '../__testUtils__/logGuard';
import { SecretWitness } from '../__testUtils__/secretWitness';
import {
  echoFaults,
  startEcho,
  type EchoFault,
} from '../__testUtils__/startEcho';
import {
  exchanged,
  startExchange,
  type ExchangeAnswer,
} from '../__testUtils__/startExchange';
import { component, startPortal } from '../__testUtils__/startPortal';
import { timeMachine } from '../__testUtils__/timeMachine';
import { useEmulator } from '../__testUtils__/useEmulator';
import { HEADER } from '../__testUtils__/userPortal';

const emulator = useEmulator();
const time = timeMachine();

/** As Sentry's tokens look, and as anybody else's secrets may. */
const hex = () => createHash('sha256').update(randomBytes(32)).digest('hex');
const opaque = () => randomBytes(36).toString('base64url');
const secrets = {
  'the token of the portal': hex(),
  'the API key': hex(),
  'the token of the viewer': hex(),
  'the exchanged token': hex(),
  'the client secret of the exchange': opaque(),
  'the secret of the webhooks': opaque(),
};
type Secret = keyof typeof secrets;

let echo: Awaited<ReturnType<typeof startEcho>>;
let exchange: Awaited<ReturnType<typeof startExchange>>;
let answer: () => ExchangeAnswer;
beforeAll(async () => {
  echo = await startEcho(emulator().url);
  exchange = await startExchange({
    clientSecret: secrets['the client secret of the exchange'],
    answer: () => answer(),
  });
  for (const name of [
    'the token of the portal',
    'the API key',
    'the token of the viewer',
    'the exchanged token',
  ] as const) {
    emulator().addToken({
      token: secrets[name],
      scopes: ['event:read', 'org:read', 'project:read'],
      organizations: ['acme'],
      ...(name === 'the API key' && { kind: 'api-key' }),
    });
  }
});
beforeEach(() => {
  echo.set();
  answer = () => exchanged(secrets['the exchanged token']);
});
afterAll(() => Promise.all([echo.close(), exchange.close()]));

const ways: [name: string, secret: Secret, auth: () => JsonObject][] = [
  [
    'a token',
    'the token of the portal',
    () => ({ type: 'token', token: secrets['the token of the portal'] }),
  ],
  [
    'an API key',
    'the API key',
    () => ({ type: 'api-key', apiKey: secrets['the API key'] }),
  ],
  [
    'the token of the viewer',
    'the token of the viewer',
    () => ({ type: 'user' }),
  ],
  ['token exchange', 'the exchanged token', () => exchange.auth],
];

const entities = [
  component('shop', 'shop-web'),
  component('two', 'shop-web, checkout'),
  component('foreign', 'umbrella/hive'),
  component('broken', 'acme/'),
];
const urls = [
  ...[
    'shop/projects',
    'shop/issues',
    'shop/environments',
    'shop/summary',
    'shop/issues/1',
    'shop/issues/SHOP-WEB-1/events/latest',
    'shop/releases',
    'shop/assignees',
    'two/issues?query=is:unresolved&sort=freq',
    'two/environments',
    'foreign/issues',
    'broken/issues',
  ].map(route => `/api/sentry/entities/component/default/${route}`),
  '/api/sentry/instances',
  '/api/sentry/me/organizations',
  '/api/sentry/me/issues',
  '/api/sentry/coverage',
];

/** Those of which an answer is kept. */
const keptUrls = urls.filter(url => /default\/(?:shop|two)\//.test(url));

/** A portal that goes that way through what repeats everything, and is watched. */
async function start(auth: () => JsonObject) {
  const witness = SecretWitness.of(secrets);
  const cache = new FakeCache();
  const portal = await startPortal({
    baseUrl: echo.url,
    entities,
    cache,
    startupCheck: true,
    sentry: {
      token: undefined,
      auth: auth(),
      instances: [],
      triage: { enabled: true },
      webhooks: { clientSecret: secrets['the secret of the webhooks'] },
      client: { retries: 0, timeout: { seconds: 5 } },
    },
    features: witness.features,
  });
  const askAll = async (asked = urls) => {
    const answers = await Promise.all(
      asked.map(url =>
        request(portal.server)
          .get(url)
          .set('authorization', mockCredentials.user.header('user:default/ada'))
          .set(HEADER, secrets['the token of the viewer']),
      ),
    );
    answers.forEach(found => witness.noteResponse(found));
    // Until failures are forgotten, and answers are stale.
    time.pass(65_000);
    return answers.map(({ status }) => status);
  };
  return { witness, cache, askAll };
}

describe.each(ways)(
  'secrets, where Sentry is asked with %s',
  (_, own, auth) => {
    it('are in no log line, audit event, metric, cache entry or response, whatever goes wrong', async () => {
      const { witness, cache, askAll } = await start(auth);
      const faults = Object.keys(echoFaults) as EchoFault[]; // of an object literal
      // First with nothing to serve instead, then with answers that have become stale.
      for (const fault of [...faults, undefined]) {
        echo.set(fault);
        expect(await askAll()).not.toContain(500);
      }
      for (const fault of faults) {
        echo.set(fault);
        expect(await askAll(keptUrls)).not.toContain(500);
      }
      witness.note('cache', [...cache.entries]);

      const sent = echo.seen.map(
        ({ authorization = '' }) =>
          Buffer.from(authorization.split(' ')[1] ?? '', 'base64').toString() +
          authorization,
      );
      expect(sent.some(header => header.includes(secrets[own]))).toBe(true);
      for (const place of ['log', 'audit', 'metric', 'response'] as const) {
        expect(witness.count(place)).toBeGreaterThan(0);
      }
      expect(witness.leaks).toEqual([]);
    });
  },
);

describe('secrets of a token exchange', () => {
  it.each([
    'invalid_grant',
    'invalid_client',
    'access_denied',
    'consent_required',
    'invalid_scope',
    'something_else',
  ])('are in nothing that is said of %s', async error => {
    const { witness, askAll } = await start(() => exchange.auth);
    answer = () => {
      const echoed = `Bearer ${secrets['the exchanged token']} ${secrets['the token of the portal']}`;
      return {
        status: 400,
        body: { error, error_description: echoed, error_uri: echoed },
      };
    };
    await askAll();
    expect(exchange.forms.length).toBeGreaterThan(0);
    expect(witness.leaks).toEqual([]);
  });
});

describe('secrets in config', () => {
  it.each([
    ['a token with a space', { type: 'token', token: `a ${hex()}` }],
    [
      'an API key with a line break',
      { type: 'api-key', apiKey: `a\n${hex()}` },
    ],
    ['a token with its scheme', { type: 'token', token: `Bearer ${hex()}` }],
    ['a DSN', { type: 'token', token: `https://${hex()}@sentry.io/1` }],
    ['an unknown type', { type: 'tokn', token: hex() }],
  ])('are not in the error that ends the start: %s', async (_, auth) => {
    const given = Object.values(auth)[1];
    const planted = /[0-9a-f]{64}/.exec(given)?.[0] ?? given;
    const witness = SecretWitness.of({ planted });
    const failure = await startPortal({
      baseUrl: echo.url,
      entities,
      sentry: { token: undefined, auth, instances: [] },
      features: witness.features,
    }).then(
      () => undefined,
      (error: Error) => error,
    );
    witness.note('error', failure);
    expect(failure?.message).toContain('sentry.auth');
    expect(witness.leaks).toEqual([]);
  });
});

describe('the guard of every test', () => {
  it('finds what looks like a credential in a log', () => {
    const token = secrets['the token of the portal'];
    const header = `Basic ${Buffer.from(`${token}:`).toString('base64')}`;
    expect(
      linesWithCredentials([`token ${token}`, header, 'bearer of news', 'ok']),
    ).toHaveLength(2);
  });
});
