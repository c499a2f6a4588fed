import { startEmulator } from '../emulator';
import {
  backWith,
  decide,
  obtainCode,
  openAuthorizePage,
} from '../__testUtils__/oauth';
import { isRegistered } from './authorize';
import type { Emulator } from '../types/Emulator';

const state = 'a state & more';

describe('the authorize page', () => {
  let now = Date.UTC(2026, 10, 21);
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, clock: () => now });
  });
  afterAll(() => emulator.close());

  it('shows who asks, for what, and who can sign in', async () => {
    const { status, text } = await openAuthorizePage(emulator);
    expect(status).toBe(200);
    expect(text).toContain('Connect Sentry to Backstage');
    for (const part of ['event:read', 'org:read', 'Ada Park', 'Jonas Weber']) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('example.com');
  });

  it('goes back with a code and the state once approved', async () => {
    const page = await openAuthorizePage(emulator);
    const response = await decide(emulator, page, {
      op: 'approve',
      user: '501',
    });
    expect(response.status).toBe(302);
    expect(response.headers.location).toMatch(
      /^http:\/\/localhost:7007\/api\/auth\/sentry\/handler\/frame\?/,
    );
    expect(backWith(response)).toEqual({
      code: expect.stringMatching(/^[0-9a-f]{64}$/),
      state,
    });
  });

  it('goes back with access_denied once denied', async () => {
    const page = await openAuthorizePage(emulator);
    const response = await decide(emulator, page, { op: 'deny' });
    expect(backWith(response)).toEqual({ error: 'access_denied', state });
  });

  it('takes one decision a page, and none after ten minutes', async () => {
    const page = await openAuthorizePage(emulator);
    await decide(emulator, page, { op: 'deny' });
    const again = await decide(emulator, page, { op: 'approve', user: '501' });
    expect(again.status).toBe(400);

    const old = await openAuthorizePage(emulator);
    now += 10 * 60_000;
    const late = await decide(emulator, old, { op: 'approve', user: '501' });
    expect(late.status).toBe(400);
  });

  it('rejects unknown users', async () => {
    const page = await openAuthorizePage(emulator);
    const response = await decide(emulator, page, { op: 'approve', user: '9' });
    expect(response.status).toBe(400);
  });

  it.each([
    ['an unknown application', { client_id: 'unknown' }, 'client_id'],
    ['no application', { client_id: undefined }, 'client_id'],
    ['another response type', { response_type: 'token' }, 'client_id'],
    [
      'an address that is not registered',
      { redirect_uri: 'http://localhost:7007/elsewhere' },
      'redirect_uri',
    ],
    ['no address out of several', { redirect_uri: undefined }, 'redirect_uri'],
  ])('shows %s to the user only', async (_name, changes, blamed) => {
    const response = await openAuthorizePage(emulator, changes);
    expect(response.status).toBe(400);
    expect(response.headers).not.toHaveProperty('location');
    expect(response.text).toContain(`Missing or invalid ${blamed} parameter`);
  });

  it.each([
    ['an unknown scope', { scope: 'event:read world:rule' }, 'invalid_scope'],
    ['plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
    [
      'PKCE without a method',
      { code_challenge_method: undefined },
      'invalid_request',
    ],
    [
      'a short challenge',
      { code_challenge: 'c'.repeat(42) },
      'invalid_request',
    ],
    [
      'a long challenge',
      { code_challenge: 'c'.repeat(129) },
      'invalid_request',
    ],
    [
      'a challenge of other characters',
      { code_challenge: '+'.repeat(43) },
      'invalid_request',
    ],
  ])('sends %s to the application', async (_name, changes, error) => {
    const response = await openAuthorizePage(emulator, changes);
    expect(response.status).toBe(302);
    expect(backWith(response)).toEqual({ error, state });
  });

  it('does without PKCE, a state and scopes', async () => {
    const code = await obtainCode(emulator, '501', {
      code_challenge: undefined,
      code_challenge_method: undefined,
      state: undefined,
      scope: undefined,
    });
    expect(code).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('registered addresses', () => {
  it.each([
    ['http://localhost/back', 'http://localhost:3000/back', true],
    ['http://127.0.0.1/back', 'http://127.0.0.1:1/back', true],
    ['http://localhost:7007/back', 'http://localhost:7007/back', true],
    ['http://localhost:7007/back', 'http://localhost:7008/back', false],
    ['http://localhost/back', 'https://localhost:3000/back', false],
    ['http://localhost/back', 'http://localhost:3000/back?x=1', false],
    ['http://localhost/back', 'http://127.0.0.1:3000/back', false],
    ['http://sentry.test/back', 'http://sentry.test:3000/back', false],
    ['http://localhost/back', 'not a url', false],
  ])('%s allows %s: %s', (registered, asked, allowed) => {
    expect(isRegistered(asked, [registered])).toBe(allowed);
  });
});
