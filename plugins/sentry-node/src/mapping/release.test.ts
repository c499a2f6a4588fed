import { toReleaseRef, RawRelease, toSentryRelease } from './release';

describe('toReleaseRef', () => {
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
});

describe('toSentryRelease', () => {
  const context = {
    instance: 'default',
    baseUrl: 'https://sentry.io',
    organization: 'acme',
  };
  const newIssues = (fields: Partial<RawRelease>) =>
    toSentryRelease({ version: 'shop@1.0.0', ...fields }, context, ['11'])
      ?.newIssues;

  describe('the new issues of a release', () => {
    it('are those in our projects', () => {
      const projects = [
        { id: '11', newGroups: 2 },
        { id: '12', newGroups: 5 },
      ];
      expect(newIssues({ newGroups: 7, projects })).toBe(2);
    });

    it('are those of the release where it is of our projects alone', () => {
      expect(newIssues({ newGroups: 7, projects: [{ id: '11' }] })).toBe(7);
      expect(newIssues({ newGroups: 7 })).toBe(7);
    });

    it('are left out where they include those of other projects', () => {
      const projects = [{ id: '11' }, { id: '12' }];
      expect(newIssues({ newGroups: 7, projects: [{ id: '11' }, {}] })).toBe(
        undefined,
      );
      expect(newIssues({ newGroups: 7, projects })).toBeUndefined();
      expect(
        newIssues({ newGroups: 7, projects: [{ id: '12', newGroups: 7 }] }),
      ).toBeUndefined();
    });
  });
});
