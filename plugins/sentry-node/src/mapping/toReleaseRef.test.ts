import { toReleaseRef } from './toReleaseRef';

const context = { baseUrl: 'https://sentry.io', organization: 'acme' };
const of = (version: string) => toReleaseRef({ version }, context)?.version;

describe('toReleaseRef', () => {
  it.each([
    'Tally.Desktop@4.12.0.1',
    'web@feature.login-42',
    'app@next.beta',
    'shop@2.4.0-rc.com',
    '@acme/shop@1.0.0',
    'build-by-ada@example.com',
  ])('gives the version %s as it is', version => {
    expect(of(version)).toBe(version);
  });

  it.each(['a\u0000b', 'a\u202eb', 'a\nb', '\ud800', 'x'.repeat(251), ' '])(
    'leaves out %j, which Sentry takes for no version',
    version => {
      expect(of(version)).toBeUndefined();
    },
  );
});
