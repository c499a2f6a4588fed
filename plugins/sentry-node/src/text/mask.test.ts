import { growthOf } from '../__testUtils__/growth';
import {
  hasEmail,
  isSensitiveName,
  isSensitiveParameter,
  maskText,
  safeAddress,
  safeText,
  tidyName,
  tidyText,
  visibleText,
} from './mask';
import { shorten } from './shorten';

const token = 'ab'.repeat(32);

describe('maskText', () => {
  it.each([
    ['mail to ada.l+x@mail.example.com failed', 'mail to [e-mail] failed'],
    ['from <ada@example.com>', 'from <[e-mail]>'],
    ['GET /u/ada%40example.com failed', 'GET /u/[e-mail] failed'],
    ['GET /u/ada%2540example.com', 'GET /u/[e-mail]'],
    ['ada&#64;example.com', '[e-mail]'],
    ['{"to":"ada\\u0040example.com"}', '{"to":"[e-mail]"}'],
    ['"ada l"@example.com', '[e-mail]'],
    ['to ada@example.\u0440\u0444', 'to [e-mail]'],
    ['ada@163.com', '[e-mail]'],
    ['ada@example.com@example.org', '[e-mail]@example.org'],
    [`${'a'.repeat(70)}@example.com`, `${'a'.repeat(6)}[e-mail]`],
    ['ada@, @example.com or ada@example.com', 'ada@, @example.com or [e-mail]'],
  ])('masks the e-mail address in %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  // Put together, so that nothing that searches this repository takes one for real.
  it.each([
    ['sntryu', '_abc'],
    ['eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl'],
    ['ghp', `_${'a'.repeat(36)}`],
    ['glpat', `-${'a'.repeat(20)}`],
    ['glrt', `-${'a'.repeat(20)}`],
    ['xoxb', '-123456789012-abcdef'],
    ['xapp', '-1-A0123456789'],
    ['sk_live', '_abcdefghijkl'],
    ['AKIA', 'ABCDEFGHIJKLMNOP'],
    ['sk-proj', `-${'aB3_-'.repeat(8)}`],
    ['sk-ant', `-api03-${'aB3-_'.repeat(8)}`],
    ['sk', `-${'aB3'.repeat(16)}`],
    ['hf', `_${'aB'.repeat(17)}`],
    ['SG', `.${'a'.repeat(22)}.${'b'.repeat(43)}`],
    ['-----BEGIN RSA PRIVATE KEY', '-----\nabc\n-----END RSA PRIVATE KEY-----'],
    ['-----BEGIN PRIVATE KEY', '-----\nabc'],
  ])('masks %s%s', (start, rest) => {
    expect(maskText(`It says ${start}${rest}`)).toBe('It says [removed]');
  });

  it.each([
    ['401 for Bearer abcdef0123456789.x', '401 for Bearer [removed]'],
    ['postgres://app:hunter2@db:5432/shop', 'postgres://db:5432/shop'],
    ['postgres://app:hun@ter2@db/shop', 'postgres://db/shop'],
    ['postgres://app:hun/ter2@db/shop', 'postgres://db/shop'],
    ['at https://ada:pw@shop.example.com/', 'at https://shop.example.com/'],
    ['GET /pay?api_key=abc&page=2', 'GET /pay?api_key=[removed]&page=2'],
    ['/x#access_token=abc, then', '/x#access_token=[removed] then'],
    ['/cb?code=abc&state=def', '/cb?code=[removed]&state=[removed]'],
    ['x?filter%5Btoken%5D=abc', 'x?filter%5Btoken%5D=[removed]'],
    ['/login?next=/a?token=abc', '/login?next=/a?token=[removed]'],
    [
      '/login?next=%2Fa%3Fpage%3D2%26token%3Dabc',
      '/login?next=%2Fa%3Fpage%3D2%26token%3D[removed]',
    ],
    [
      'Server=db;Password=hunter2;Database=shop',
      'Server=db;Password=[removed];Database=shop',
    ],
  ])('masks the credential in %s', (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  it('masks what a webhook of Slack is posted with', () => {
    const path = ['T00000000', 'B00000000', 'x'.repeat(24)].join('/');
    expect(maskText(`POST https://hooks.slack.com/services/${path}: 404`)).toBe(
      'POST https://hooks.slack.com/services/[removed]: 404',
    );
  });

  it.each([
    'connect ECONNREFUSED 10.0.3.17:5432',
    'peer [2001:db8::7]:443, gateway/192.0.2.7 and ::1',
    'Tally.Desktop@4.12.0.1 needs 4.12.0.2',
    'shop@2.4.0-rc.beta, react-dom@19.1.0_canary.tgz and web@v1.2.3-rc.one',
    'cart@2x.png is missing',
    'Mozilla/5.0 (X11) Chrome/120.0.6099.130 Safari/537.36',
    'System.Web, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089',
    'user@host, @scope/name@1.2, a.b.com',
    'npm-package-with-a-long-name, skip_live_test, eyJ.a and task-proj-with-a-name',
    'sk-antenna, hf_transfer, SG.md and global-configuration-of-the-settings',
    "Unexpected token: '<'",
    "Cannot read properties of undefined (reading 'token')",
    'Request failed with code=500, password is required',
    'https://shop.example.com:8080/@scope/a?page=2&sort=name',
    'GET /cb?token_type=bearer&className=a',
    'Basic auth failed for the bearer of bad news',
  ])('leaves %s as it is', text => {
    expect(maskText(text)).toBe(text);
  });

  it.each([
    ...['@', 'a@', '@a.', '%40', '%25', 'a@b.', '"@', 'a.'],
    ...['SG.', 'sk-', 'sk-ant-', 'hf_', 'hooks.slack.com/', '-eyJ', 'eyJa.'],
    ...['a://', 'http://a:', 'a://b:c', '?a=', ';password=', '%3Ftoken%3D'],
    ...['bearer ', 'sntrys_', '-----BEGIN PRIVATE KEY-----', 'max_', 'a'],
  ])('reads a text of many %s in time that grows with its length', part => {
    expect(growthOf(maskText, part, 40_000)).toBeLessThan(10);
  });
});

describe('visibleText', () => {
  it.each([
    ['\u001b[31mError\u001b[0m: no total', 'Error: no total'],
    ['\u001b[38;5;196mred\u009b0m', 'red'],
    ['\u001b]8;;https://x.example.com\u0007link\u001b]8;;\u0007', 'link'],
    ['\u001b]0;title\u001b\\text', 'text'],
    ['a\u001b(Bb\u001bMc\u001b', 'abc'],
    ['\u001b]never ended', 'never ended'],
    ['safe\u202etxt.exe', 'safetxt.exe'],
    ['\u2066a\u2069\u200f\u061cb', 'ab'],
    ['bell\u0007 nul\u0000 del\u007f', 'bell nul del'],
  ])('is %j without what steers terminals and directions', (text, seen) => {
    expect(visibleText(text)).toBe(seen);
  });

  it.each(['two\nlines\tand a tab', 'שלום, мир, 👩‍👩‍👧', '[31m and ^[['])(
    'leaves %j as it is',
    text => {
      expect(visibleText(text)).toBe(text);
    },
  );

  it('has one kind of line ends', () => {
    expect(visibleText('a\r\nb\rc')).toBe('a\nb\nc');
  });

  it.each(['\u001b[', '\u001b]', '\u001bP', '\u001b[0', '\u001b ', '\u202e'])(
    'reads a text of many %j in time that grows with its length',
    part => {
      expect(growthOf(visibleText, part, 40_000)).toBeLessThan(10);
    },
  );
});

describe('tidyText and tidyName', () => {
  it('mask free text, and leave names', () => {
    const text = '\u001b[31mada@example.com\u001b[0m';
    expect(tidyText(text)).toBe('[e-mail]');
    expect(tidyName(text)).toBe('ada@example.com');
  });

  it.each([undefined, null, '', ' \n', '\u001b[0m', '\u202e'])(
    'know no text in %j',
    text => {
      expect([tidyText(text), tidyName(text)]).toEqual([undefined, undefined]);
    },
  );

  it('mask what reaches over the end of what is shown', () => {
    const text = `${'word '.repeat(37)}ada.lovelace@example.com and more`;
    expect(tidyText(text, 200)).toMatch(/word \[e-mail\] ?\S*…$/);
    expect(tidyText('x '.repeat(5_000))).toHaveLength(2_000);
  });
});

describe('hasEmail', () => {
  it.each(['ada@example.com', 'Ada <ada@example.com>', 'ada%40example.com'])(
    'knows %s',
    text => {
      expect(hasEmail(text)).toBe(true);
    },
  );

  it.each(['shop@2.4.0', 'user@host', 'a.b.com', '@acme/shop@2.4.0-rc.1'])(
    'does not take %s for one',
    text => {
      expect(hasEmail(text)).toBe(false);
    },
  );
});

describe('isSensitiveName', () => {
  it.each([
    ...['password', 'db_password', 'userPwd', 'client_secret', 'tokens'],
    ...['sessionId', 'access_tokens', 'AccountKey', 'secret_account'],
    ...['ssn', 'SSN', 'user_ssn', 'userSsn', 'userSSN', 'ssnLast4', 'SSNLast4'],
    ...['ssn_last_4', 'customer.ssn', 'x-ssn', 'password_hat', 'token_count_x'],
    'x'.repeat(201),
  ])('knows %s', name => {
    expect(isSensitiveName(name)).toBe(true);
  });

  it.each([
    ...['className', 'processName', 'businessName', 'accessNumber'],
    ...['classname', 'CLASSNAME', 'PROCESSNAME', 'business_name', 'assnHead'],
    ...['PublicKeyToken', 'token_type', 'tokenType', 'CancellationToken'],
    ...['max_tokens', 'prompt_tokens', 'max_output_tokens', 'maxTokens'],
    ...['session_count', 'sessionCount', 'token.count', 'password_length'],
    ...['password_reset_at', 'sessionTimeout'],
  ])('does not take %s for one', name => {
    expect(isSensitiveName(name)).toBe(false);
  });
});

describe('isSensitiveParameter', () => {
  it.each(['user[password]', 'a?token', 'code', 'ssn'])('knows %s', name => {
    expect(isSensitiveParameter(name)).toBe(true);
  });

  it.each(['token_type', 'item[className]', 'page', 'postcode'])(
    'does not take %s for one',
    name => {
      expect(isSensitiveParameter(name)).toBe(false);
    },
  );
});

describe('safeText', () => {
  it.each([
    token,
    `user_${token}`,
    `sntryu_${token}`,
    'sntrys_eyJpYXQiOjF9_abc',
    'ada@example.com',
  ])('masks %s', secret => {
    const text = safeText(`It says ${secret} there`);
    expect(text).toMatch(/^It says .*\[[\w-]+\] there$/);
    expect(text).not.toContain(secret.slice(-12));
  });

  it.each(['Bearer opaque-secret', 'Basic YWJjZGVmZ2g6', 'bearer%20opaque'])(
    'masks what follows the scheme of %s',
    secret => {
      expect(safeText(`It says ${secret} there`)).toMatch(
        /^It says \w+ \[removed\] there$/,
      );
    },
  );

  it('leaves the id of an event, and an address that was not reached', () => {
    const text = `No event ${'0f'.repeat(16)} at 10.0.3.17:5432`;
    expect(safeText(text)).toBe(text);
  });

  it('is one line, cut where it is too long to read', () => {
    expect(safeText('a\nb \u001b[1mc')).toBe('a b c');
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

describe('shorten', () => {
  it('leaves what is short enough', () => {
    expect(shorten('as long as that', 15)).toBe('as long as that');
  });

  it.each([
    ['one two three', 9, 'one two…'],
    ['one two three', 7, 'one two…'],
    ['one two three', 8, 'one two…'],
    ['["new","resolved","unassigned"]', 20, '["new","resolved"…'],
    ["['new', 'resolved', 'unlinked']", 23, "['new', 'resolved'…"],
  ])('ends %s between words, at %d at most: %s', (text, max, expected) => {
    expect(shorten(text, max)).toBe(expected);
  });

  it('cuts a word that is nearly all there is', () => {
    expect(shorten(`see ${'x'.repeat(500)}`, 200)).toBe(
      `see ${'x'.repeat(196)}…`,
    );
  });

  it('cuts no character in half', () => {
    expect(shorten('😀'.repeat(200), 201)).toBe(`${'😀'.repeat(100)}…`);
  });

  it('gives up no more than a line', () => {
    expect(
      shorten(`${'word '.repeat(30)}${'x'.repeat(500)}`, 240),
    ).toHaveLength(241);
  });
});
