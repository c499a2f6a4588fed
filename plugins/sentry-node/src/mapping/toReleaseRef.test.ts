import { toReleaseRef } from './toReleaseRef';

const context = { baseUrl: 'https://sentry.io', organization: 'acme' };
const of = (version: string) => toReleaseRef({ version }, context)?.version;

describe('toReleaseRef', () => {
  it.each([
    'web@feature.login-42',
    'app@next.beta',
    'shop@2.4.0-rc.com',
    'shop@2.4.0+build.7',
    '@acme/shop@1.0.0',
  ])('gives %s, which looks like an address and is none', version => {
    expect(of(version)).toBe(version);
  });

  it.each([
    'ada@example.com',
    'ada@example.com@1.0',
    'ada@example.com-1.0',
    'build-by-ada@example.com',
    'ada%40example.com@1.0',
    'ada@host.local@1.0',
  ])('leaves out %s, which names somebody', version => {
    expect(of(version)).toBeUndefined();
  });
});
