import type { JsonObject } from '@backstage/types';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createHash, randomBytes } from 'node:crypto';
import request from 'supertest';
import { FakeCache } from './FakeCache';
import { SecretWitness } from './secretWitness';
import { echoFaults, startEcho, type EchoFault } from './startEcho';
import { exchanged, startExchange, type ExchangeAnswer } from './startExchange';
import { component, startPortal } from './startPortal';
import { timeMachine } from './timeMachine';
import { useEmulator } from './useEmulator';
import { HEADER } from './userPortal';

/** As Sentry's tokens look, and as anybody else's secrets may. */
export const hex = () =>
  createHash('sha256').update(randomBytes(32)).digest('hex');
const opaque = () => randomBytes(36).toString('base64url');
export const secrets = {
  'the token of the portal': hex(),
  'the API key': hex(),
  'the token of the viewer': hex(),
  'the exchanged token': hex(),
  'the client secret of the exchange': opaque(),
  'the secret of the webhooks': opaque(),
};
type Secret = keyof typeof secrets;

export const entities = [
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

/** A Sentry behind what repeats every secret, for the tests of one file. */
export function useEchoedSentry() {
  const emulator = useEmulator();
  const time = timeMachine();
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
            .set(
              'authorization',
              mockCredentials.user.header('user:default/ada'),
            )
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

  /** Lets go wrong whatever can. Returns the secrets that were found where they must not be. */
  async function findLeaks(own: Secret, auth: () => JsonObject) {
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
    return witness.leaks;
  }

  return {
    echo: () => echo,
    exchange: () => exchange,
    /** Sets what the exchange answers from now on. */
    setAnswer: (next: () => ExchangeAnswer) => {
      answer = next;
    },
    start,
    findLeaks,
  };
}
