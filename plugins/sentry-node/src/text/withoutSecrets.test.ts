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

describe('a secret within JSON', () => {
  const secret = 'planted/key+"of"<somebody>';
  const json = JSON.stringify({ detail: `No: ${secret}!` });

  it.each([
    ['as it is', json],
    ['with escaped slashes', json.replaceAll('/', '\\/')],
    [
      'with signs by number',
      json
        .replaceAll('\\"', '\\u0022')
        .replaceAll('+', '\\u002B')
        .replaceAll('<', '\\u003c'),
    ],
    [
      'all by number',
      json.replaceAll(
        'planted',
        [...'planted']
          .map(letter => `\\u00${letter.charCodeAt(0).toString(16)}`)
          .join(''),
      ),
    ],
  ])('is taken out %s', (_, text) => {
    expect(JSON.parse(text)).toEqual({ detail: `No: ${secret}!` });
    expect(JSON.parse(withoutSecrets(text, [secret]))).toEqual({
      detail: 'No: [removed]!',
    });
  });

  it('leaves the rest what it was', () => {
    const value = {
      path: 'C:\\u0041\\/b "q" \\" </script>',
      text: 'é \u0001 \n\t \u2028 \u007f',
    };
    const text = JSON.stringify(value)
      .replaceAll('</', '<\\/')
      .replace('é', '\\u00e9')
      .replace('\u007f', '\\u007f');
    expect(JSON.parse(withoutSecrets(text, [secret]))).toEqual(value);
  });
});
