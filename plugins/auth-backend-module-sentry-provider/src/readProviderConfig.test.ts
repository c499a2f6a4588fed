import { mockServices } from '@backstage/backend-test-utils';
import { readProviderConfig } from './readProviderConfig';

const read = (data: object) =>
  readProviderConfig(
    mockServices.rootConfig({
      data: { clientId: 'id', clientSecret: 'the secret', ...data },
    }),
  );

it('means sentry.io by default', () => {
  expect(read({})).toEqual({
    baseUrl: 'https://sentry.io',
    clientId: 'id',
    clientSecret: 'the secret',
  });
});

it.each([
  ['https://sentry.test/', 'https://sentry.test'],
  ['https://tools.test/sentry', 'https://tools.test/sentry'],
  ['http://127.0.0.1:7009//', 'http://127.0.0.1:7009'],
])('reads %s as %s', (baseUrl, expected) => {
  expect(read({ baseUrl }).baseUrl).toBe(expected);
});

it.each([
  'sentry.io',
  'ftp://sentry.test',
  'https://user:password@sentry.test',
  'https://sentry.test/?a=b',
  'https://sentry.test/#a',
  'https://sentry.test/?',
  'https://sentry.test/#',
  'https://sentry.test/api/0/',
  'http://sentry.test',
])('refuses %s without repeating it', baseUrl => {
  expect(() => read({ baseUrl })).toThrow(
    /auth\.providers\.sentry\.\S*baseUrl: (?!.*(password|a=b|\.test))/,
  );
});

it.each(['clientId', 'clientSecret'])('names a missing %s', key => {
  expect(() => read({ [key]: undefined })).toThrow(key);
});
