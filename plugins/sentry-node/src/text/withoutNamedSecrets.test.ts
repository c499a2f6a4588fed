import { withoutNamedSecrets } from './withoutNamedSecrets';

const long = 'x'.repeat(1_500);

describe('withoutNamedSecrets', () => {
  it.each([
    ['password = hunter2', 'password = [removed]'],
    ['msg="password=hunter2"', 'msg="password=[removed]"'],
    [`token=${long}`, 'token=[removed]'],
    [`{"token":"${long}"}`, '{"token":[removed]}'],
    [`{"token":"${long}`, '{"token":[removed]'],
    ['{"password":"a\\"hunter2"}', '{"password":[removed]}'],
    ['"{\\"password\\":\\"hunter2\\"}"', '"{\\"password\\":[removed]}"'],
    ['{"cookies":{"sid":"abc"},"a":1}', '{"cookies":[removed],"a":1}'],
    ['{"tokens": ["abc", "def"]}', '{"tokens": [removed]}'],
    ['{"password"=>"hunter2"}', '{"password"=>[removed]}'],
    ["{ password: 'hunter2', a: 1 }", '{ password: [removed], a: 1 }'],
    ['map[password:hunter2 a:1]', 'map[password:[removed] a:1]'],
    ['X-Api-Key: hunter2', 'X-Api-Key: [removed]'],
    ["-H 'X-Api-Key: hunter2' x", "-H 'X-Api-Key: [removed]' x"],
    ['Cookie: sid=abc; theme=dark', 'Cookie: [removed]'],
    ['Set-Cookie: a=abc; Path=/', 'Set-Cookie: [removed]'],
    ['Authorization: Token abc failed', 'Authorization: [removed] failed'],
    ["-H 'Authorization: Basic YTpi' x", "-H 'Authorization: [removed]' x"],
    ['"Authorization":"Bearer abc"', '"Authorization":[removed]'],
    ['<password>hunter2</password>', '<password>[removed]</password>'],
  ])('turns %s into %s', (text, expected) => {
    expect(withoutNamedSecrets(text)).toBe(expected);
  });

  it.each([
    "Unexpected token: '<'",
    'Password: must be longer',
    'JsonWebTokenError: "invalid signature"',
    'List<AccessToken> is no List<Token>',
    'if (token == null) return; const f = token => token.id;',
    'Missing cookie: please accept them',
  ])('leaves alone: %s', text => {
    expect(withoutNamedSecrets(text)).toBe(text);
  });

  it('takes no longer for texts made to hold it up', () => {
    for (const part of ['\\', '"a":', "a:'", 'a=', '<a>', 'cookie:', '{[']) {
      const text = part.repeat(50_000);
      expect(withoutNamedSecrets(text)).not.toBe('');
    }
  });
});
