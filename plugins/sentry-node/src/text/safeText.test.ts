import { safeAddress, safeText } from './safeText';

const token = 'ab'.repeat(32);

describe('safeText', () => {
  it.each([
    token,
    `user_${token}`,
    `sntryu_${token}`,
    'sntrys_eyJpYXQiOjF9_abc',
    'ada@example.com',
  ])('takes out %s', secret => {
    const text = safeText(`It says ${secret} there`);
    expect(text).toMatch(/^It says .*\[[\w-]+\] there$/);
    expect(text).not.toContain(secret.slice(-12));
  });

  it.each(['Bearer opaque-secret', 'Basic YWJjZGVmZ2g6', 'bearer%20opaque'])(
    'takes out what follows the scheme of %s',
    secret => {
      expect(safeText(`It says ${secret} there`)).toMatch(
        /^It says \w+ \[removed\] there$/,
      );
    },
  );

  it('leaves the id of an event', () => {
    const text = `No event ${'0f'.repeat(16)}`;
    expect(safeText(text)).toBe(text);
  });

  it('cuts off what is too long to read, and takes out line breaks', () => {
    expect(safeText('a\nb')).toBe('a b');
    expect(safeText('word '.repeat(1_000))).toMatch(/^(word ){90,99}word…$/);
  });
});

describe('safeAddress', () => {
  it.each([
    'https://sentry.example.com/auth/login/acme/',
    'http://127.0.0.1:9000/auth/login/',
  ])('gives %s as it is', address => {
    expect(safeAddress(new URL(address))).toBe(address);
  });

  it.each([`?next=${token}`, `auth/${token}/`, '?for=ada@example.com'])(
    'leaves out an address with %s',
    path => {
      expect(
        safeAddress(new URL(path, 'https://sentry.example.com/')),
      ).toBeUndefined();
    },
  );
});
