import { secretsOf, withoutSecrets } from './withoutSecrets';

const KEY = 'opaque/key-of-somebody';
const basic = `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`;

describe('withoutSecrets', () => {
  it.each([
    ['itself', `Bearer ${KEY}`, `Denied: Bearer ${KEY}!`],
    ['without its scheme', `Bearer ${KEY}`, `Denied: ${KEY}!`],
    ['in a URL', `Bearer ${KEY}`, `/login?next=${encodeURIComponent(KEY)}`],
    ['of Basic as sent', basic, `Denied: ${basic}!`],
    ['of Basic in clear', basic, `Denied: ${KEY}: or ${KEY}`],
    ['more than once', `Bearer ${KEY}`, `${KEY} ${KEY}`],
  ])('takes out the credential %s', (_, authorization, text) => {
    const safe = withoutSecrets(text, secretsOf(authorization));
    expect(safe).toContain('[removed]');
    expect(safe).not.toMatch(/opaque|b3BhcXVl/);
  });

  it.each(['', 'Bearer ', 'Bearer of', 'nothing'])(
    'leaves the text alone where %p holds none',
    authorization => {
      expect(withoutSecrets('nothing of it', secretsOf(authorization))).toBe(
        'nothing of it',
      );
    },
  );
});
