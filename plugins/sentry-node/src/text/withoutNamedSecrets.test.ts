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
    ["password='it''s' failed", 'password=[removed] failed'],
    ["{ password: 'it''s me' }", '{ password: [removed] }'],
    ['-H "X-Api-Key: abcdefabcdef"', '-H "X-Api-Key: [removed]"'],
    ['login --password hunter2 failed', 'login --password [removed] failed'],
    ['--token abc123', '--token [removed]'],
    ['--api-key "a b" x', '--api-key [removed] x'],
    ['AccountKey=YWJj+/YQ==;x=1', 'AccountKey=[removed];x=1'],
    ['session=undefined1', 'session=[removed]'],
    ['token=1234567', 'token=[removed]'],
    ['password=1234', 'password=[removed]'],
    ['{"password":["hunter2"]}', '{"password":[removed]}'],
    ['{"set-cookie":["a=b; Path=/"]}', '{"set-cookie":[removed]}'],
    ['got token=abcdef', 'got token=[removed]'],
    [
      'Authorization: Digest username="bob", response="0a1b"',
      'Authorization: [removed]',
    ],
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
    'max_tokens=9000 is too large',
    "{'prompt_tokens': 3000}",
    '{"session_count": 3, "tokens_used": 1234}',
    'sessionId=undefined',
    'session=None',
    'SECRET_KEY = None',
    'password=""',
    "password='' is empty",
    '{"password": null}',
    'Foo, Version=4.0.0.0, PublicKeyToken=b77a5c561934e089',
    'expected token=IDENT got token=RPAREN',
    "Unexpected token: 'export'",
    '{"token_type":"Bearer"}',
    '{"password":["This password is too short."]}',
    'CancellationToken=System.Threading.CancellationToken',
    '(SQL: select 1 where password_reset_at = 2020)',
    'className=abc processName: "def"',
    'option --password is required',
    'unknown option --token',
    'Set-Cookie: SameSite=Lax was rejected',
    'Authorization: header is missing',
  ])('leaves alone: %s', text => {
    expect(withoutNamedSecrets(text)).toBe(text);
  });

  it('takes no longer for texts made to hold it up', () => {
    for (const part of [
      '\\',
      '"a":',
      "a:'",
      'a=',
      '<a>',
      'cookie:',
      '{[',
      '--a ',
      "a=''",
      '"a-b:',
      'password:',
    ]) {
      const text = part.repeat(50_000);
      expect(withoutNamedSecrets(text)).not.toBe('');
    }
  });
});
