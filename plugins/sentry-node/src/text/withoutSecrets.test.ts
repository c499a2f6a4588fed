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
    ['in JSON', `Bearer a"b\\c-${KEY}`, JSON.stringify(`a"b\\c-${KEY}`)],
    [
      'in JSON with escaped slashes',
      `Bearer ${KEY}`,
      `{"token":"${KEY.replaceAll('/', '\\/')}"}`,
    ],
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

  it('reads texts and names of fields wherever they are, and leaves the rest', () => {
    const onFound = jest.fn();
    expect(
      withoutSecrets(
        { a: [1, null, true, [`see ${KEY}`]], [KEY]: { b: 'c' }, d: undefined },
        [KEY],
        onFound,
      ),
    ).toEqual({
      a: [1, null, true, ['see [removed]']],
      '[removed]': { b: 'c' },
      d: undefined,
    });
    expect(onFound).toHaveBeenCalledTimes(1);
  });

  it('gives back what holds no secret itself, and says nothing', () => {
    const onFound = jest.fn();
    const value = { a: ['b', { c: 'C:\\u0041\\/b "q" \\" é' }] };
    expect(withoutSecrets(value, [KEY], onFound)).toBe(value);
    expect(onFound).not.toHaveBeenCalled();
  });

  it('is not held up by what is nested beyond all measure', () => {
    const nested = JSON.parse(
      `{"a":"${KEY}","b":${'['.repeat(500_000)}${']'.repeat(500_000)}}`,
    );
    expect(withoutSecrets(nested, [KEY])).toHaveProperty('a', '[removed]');
  });
});
