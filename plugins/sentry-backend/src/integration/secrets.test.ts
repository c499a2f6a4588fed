import {
  entities,
  hex,
  secrets,
  useEchoedSentry,
} from '../__testUtils__/echoedSentry';
import { linesWithCredentials } from '../__testUtils__/logGuard';
import { SecretWitness } from '../__testUtils__/secretWitness';
import { startPortal } from '../__testUtils__/startPortal';

const { echo, findLeaks } = useEchoedSentry();

describe("the portal's own secrets", () => {
  it('with a token, are in no log line, audit event, metric, cache entry or response, whatever goes wrong', async () => {
    const leaks = await findLeaks('the token of the portal', () => ({
      type: 'token',
      token: secrets['the token of the portal'],
    }));
    expect(leaks).toEqual([]);
  });

  it('with an API key, are in no log line, audit event, metric, cache entry or response, whatever goes wrong', async () => {
    const leaks = await findLeaks('the API key', () => ({
      type: 'api-key',
      apiKey: secrets['the API key'],
    }));
    expect(leaks).toEqual([]);
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
      baseUrl: echo().url,
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
