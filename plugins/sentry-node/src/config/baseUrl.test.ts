import { readSentryBaseUrl } from './baseUrl';

const path = 'sentry.baseUrl';

describe('baseUrl', () => {
  it.each([
    ['https://sentry.test/', 'https://sentry.test'],
    [
      'https://tools.test/apis/organizations-x',
      'https://tools.test/apis/organizations-x',
    ],
    ['https://tools.test/sentry//', 'https://tools.test/sentry'],
    ['http://127.0.0.1:7009', 'http://127.0.0.1:7009'],
    ['http://[::1]:7009', 'http://[::1]:7009'],
  ])('reads %s as %s, without a warning', (value, expected) => {
    const warn = jest.fn();
    expect(readSentryBaseUrl(value, { path, warn })).toBe(expected);
    expect(readSentryBaseUrl(value, { path })).toBe(expected);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['planted', /sentry\.baseUrl: it is not a URL/],
    ['ftp://planted.test', /neither http nor https/],
    ['https://user:planted@sentry.test', /holds credentials/],
    ['https://planted.test/?', /a query or a hash/],
    ['https://planted.test/#', /a query or a hash/],
    ['https://planted.test/?a=b', /a query or a hash/],
    [
      'https://planted.test/api/0/',
      /it has \/api in its path.* Remove \/api and/,
    ],
    ['https://planted.test/api/', /it has \/api in its path/],
    ['https://planted.test/sentry/api/0/projects', /it has \/api in its path/],
    [
      'https://planted.test/organizations/acme/issues/',
      /Remove \/organizations and what follows it/,
    ],
  ])('refuses %s without repeating it', (value, says) => {
    const read = () => readSentryBaseUrl(value, { path, warn: () => {} });
    expect(read).toThrow(says);
    expect(read).not.toThrow('planted');
  });

  it('warns of http to another machine where that is borne, and refuses it elsewhere', () => {
    const warn = jest.fn();
    const value = 'http://sentry.test';
    expect(readSentryBaseUrl(value, { path, warn })).toBe(value);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('unencrypted'));
    expect(() => readSentryBaseUrl(value, { path })).toThrow(
      /sentry\.baseUrl: it uses http, .* Use https/,
    );
  });
});
