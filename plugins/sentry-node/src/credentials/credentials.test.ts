import { inspect } from 'node:util';
import { mockCredentials } from '@backstage/backend-test-utils';
import { ApiKeyCredentials, TokenCredentials } from './static';
import { SentryCaller } from './types';

const SECRET = 'planted-secret';

describe('ApiKeyCredentials', () => {
  it('send the key as the user of HTTP Basic, with an empty password', async () => {
    const value = await new ApiKeyCredentials({
      key: SECRET,
    }).getAuthorization();
    const [scheme, encoded] = value.split(' ');
    expect(scheme).toBe('Basic');
    expect(Buffer.from(encoded, 'base64').toString()).toBe(`${SECRET}:`);
  });

  it('have another name than a token of the same letters', () => {
    expect(new ApiKeyCredentials({ key: SECRET }).credentialId).not.toBe(
      new TokenCredentials({ token: SECRET }).credentialId,
    );
  });

  it('never expose the key', () => {
    const shown = inspect(new ApiKeyCredentials({ key: SECRET }), {
      showHidden: true,
    });
    expect(shown).not.toContain(SECRET);
  });
});

describe('TokenCredentials', () => {
  const jwt = (claims: unknown) =>
    ['{}', JSON.stringify(claims), 'signature']
      .map(part => Buffer.from(part).toString('base64url'))
      .join('.');

  it('return when a token ends, where the token says so', () => {
    const { expiresAt } = new TokenCredentials({
      token: jwt({ exp: 1_790_000_000 }),
    });
    expect(expiresAt).toBe(Date.UTC(2026, 8, 21, 14, 13, 20));
  });

  it.each([
    ['of Sentry', 'f'.repeat(64)],
    ['of three parts that are no JWT', 'sntryu_a.b.c'],
    ['without an end', jwt({ sub: 'ada' })],
    ['with an odd end', jwt({ exp: 'soon' })],
    ['with claims that are nothing', jwt(null)],
  ])('know no end of a token %s', (_, token) => {
    expect(new TokenCredentials({ token }).expiresAt).toBeUndefined();
  });
});

describe('SentryCaller', () => {
  it('hands out the token of the user, and shows it nowhere', () => {
    const caller = new SentryCaller({
      credentials: mockCredentials.user(),
      userToken: SECRET,
    });
    expect(caller.getUserToken()).toBe(SECRET);
    expect(JSON.stringify(caller)).not.toContain(SECRET);
    expect(inspect(caller, { depth: 9, showHidden: true })).not.toContain(
      SECRET,
    );
    expect({ ...caller }).not.toHaveProperty('userToken');
  });
});
