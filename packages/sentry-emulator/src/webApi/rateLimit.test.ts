import { addUserToken, put } from '../__testUtils__/api';
import { call } from '../__testUtils__/call';
import { startEmulator } from '../emulator';
import { captureWithSdk } from '../sdk/capture';
import { demoToken } from '../world';
import type { Emulator } from '../types/Emulator';

const organization = '/api/0/organizations/acme';

/** Ends what was counted: windows are of real time. */
function passWindow() {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 10_000);
}

describe('the rate limits of Sentry', () => {
  let emulator: Emulator;
  let issue: string;
  beforeEach(async () => {
    emulator = await startEmulator({ port: 0, rateLimits: true });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ error: new Error('a') }],
    });
    const [{ id }] = emulator.issues('acme', 'shop-web');
    issue = `${organization}/issues/${id}/`;
    const now = Date.now();
    // All in one window.
    jest.spyOn(Date, 'now').mockReturnValue(now);
  });
  afterEach(async () => {
    jest.mocked(Date.now).mockRestore();
    await emulator.close();
  });

  const statuses = async (path: string, times: number, token?: string) => {
    const all: number[] = [];
    for (let i = 0; i < times; i++) {
      all.push((await call(emulator, path, token)).status);
    }
    return all;
  };
  const answered = (all: number[]) => all.filter(status => status === 200);

  it.each<[what: string, path: () => string, limit: number]>([
    ['counts', () => `${organization}/issues-count/?query=`, 10],
    ['an issue', () => issue, 5],
    ['its tags', () => `${issue}tags/`, 5],
    ['its events', () => `${issue}events/latest/`, 15],
    ['a list', () => `${organization}/issues/`, 40],
  ])('refuses %s beyond that of the endpoint', async (_, path, limit) => {
    const all = await statuses(path(), limit + 2);
    expect(answered(all)).toHaveLength(limit);
    expect(all.slice(-2)).toEqual([429, 429]);
    passWindow();
    expect(await statuses(path(), 1)).toEqual([200]);
  });

  it('refuses as Sentry does, in JSON that is called HTML, without Retry-After', async () => {
    await statuses(issue, 5);
    const { headers, text } = await call(emulator, issue);
    expect(headers['content-type']).toContain('text/html');
    expect(headers).not.toHaveProperty('retry-after');
    expect(headers).toMatchObject({
      'x-sentry-rate-limit-limit': '5',
      'x-sentry-rate-limit-remaining': '0',
      'x-sentry-rate-limit-reset': String(Math.floor(Date.now() / 1000) + 1),
    });
    expect(JSON.parse(text)).toEqual({
      detail:
        'You are attempting to use this endpoint too frequently. Limit is 5 requests in 1 seconds',
    });
  });

  it('counts methods and endpoints apart, and all without a limit of their own together', async () => {
    await statuses(issue, 6);
    expect((await put(emulator, issue, { status: 'resolved' })).status).toBe(
      200,
    );
    expect(await statuses(`${issue}tags/`, 1)).toEqual([200]);
    await statuses(`${organization}/issues/`, 39);
    expect(await statuses(`${organization}/projects/`, 2)).toEqual([200, 429]);
  });

  it('counts all tokens of a user together, and others apart', async () => {
    const one = addUserToken(emulator, '501');
    const another = addUserToken(emulator, '501', 'member:read');
    await statuses(issue, 3, one);
    expect(await statuses(issue, 3, another)).toEqual([200, 200, 429]);
    expect(await statuses(issue, 1, addUserToken(emulator, '502'))).toEqual([
      200,
    ]);
  });

  it('counts an integration by its organization', async () => {
    const tokens = ['first', 'second'].map(token => {
      emulator.addToken({
        token,
        kind: 'internal-integration',
        scopes: ['event:read'],
        organizations: ['acme'],
      });
      return token;
    });
    await statuses(issue, 5, tokens[0]);
    expect(await statuses(issue, 1, tokens[1])).toEqual([429]);
  });

  it('spares a token without limits', async () => {
    emulator.addToken({
      token: 'unlimited',
      isUnlimited: true,
      scopes: ['event:read'],
      organizations: ['acme'],
    });
    expect(answered(await statuses(issue, 8, 'unlimited'))).toHaveLength(8);
  });
});

it('shows the usual limit and refuses nothing unless it is asked to', async () => {
  const emulator = await startEmulator({ port: 0 });
  const path = `${organization}/issues-count/?query=`;
  for (let i = 0; i < 12; i++) {
    const { status, headers } = await call(
      emulator,
      path,
      demoToken('default'),
    );
    expect([status, headers['x-sentry-rate-limit-limit']]).toEqual([200, '40']);
  }
  await emulator.close();
});
