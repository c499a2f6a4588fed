import { withoutUrlSecrets } from './withoutUrlSecrets';

describe('withoutUrlSecrets', () => {
  it.each([
    ['postgres://app:hunter2@db:5432/shop', 'postgres://db:5432/shop'],
    [
      'GET /pay?api_key=abc&page=2 failed',
      'GET /pay?api_key=[removed]&page=2 failed',
    ],
    [
      'at https://a.example.com/x#access_token=abc, then',
      'at https://a.example.com/x, then',
    ],
    ['https://a/https://b/#abc, then', 'https://a/https://b/, then'],
    ['https://a#abc https://b#def', 'https://a https://b'],
    ['/cb?code=abc&state=def', '/cb?code=[removed]&state=[removed]'],
    ['x?filter%5Btoken%5D=abc', 'x?filter%5Btoken%5D=[removed]'],
    ['postgres://app:hun@ter2@db/shop', 'postgres://db/shop'],
    ['postgres://app:hun/ter2@db/shop', 'postgres://db/shop'],
    ['/login?next=/a?token=abc', '/login?next=/a?token=[removed]'],
    [
      '/login?next=%2Fa%3Fpage%3D2%26token%3Dabc',
      '/login?next=%2Fa%3Fpage%3D2%26token%3D[removed]',
    ],
    [
      '/cb?SAMLResponse=abc&pass=def',
      '/cb?SAMLResponse=[removed]&pass=[removed]',
    ],
    ['password=hunter2 is wrong', 'password=[removed] is wrong'],
    [
      'jdbc:sqlserver://db;user=sa;password=p@ss w0rd;encrypt=true',
      'jdbc:sqlserver://db;user=[removed];password=[removed];encrypt=true',
    ],
    [
      'Protocol=https;AccountName=shop;AccountKey=YWJj+/YQ==;Suffix=a',
      'Protocol=https;AccountName=shop;AccountKey=[removed];Suffix=a',
    ],
    ['/a?token=abc&session=undefined', '/a?token=[removed]&session=undefined'],
    ['{"client_secret": "abc"}', '{"client_secret": [removed]}'],
  ])('turns %s into %s', (text, expected) => {
    expect(withoutUrlSecrets(text)).toBe(expected);
  });

  it.each([
    'Unexpected token: }',
    "Cannot read properties of undefined (reading 'token')",
    'Request failed with code=500',
    'https://shop.example.com/a?page=2&sort=name',
    'https://shop.example.com:8080/@scope/a',
    'invalid token "<" at line 3',
    'GET /cb?token_type=bearer&className=a&session=null',
  ])('leaves alone: %s', text => {
    expect(withoutUrlSecrets(text)).toBe(text);
  });

  it('takes no longer for texts made to hold it up', () => {
    for (const part of ['a://', 'http://a', '?a=', '"a"   :', 'a'.repeat(90)]) {
      const text = part.repeat(20_000);
      expect(withoutUrlSecrets(text)).toHaveLength(text.length);
    }
  });
});
