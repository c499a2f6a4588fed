import { sentryIssuesLink } from './sentryLinks';

describe('sentryIssuesLink', () => {
  it.each(['https://sentry.io', 'https://de.sentry.io'])(
    "leads to the organization's own host for %s",
    baseUrl => {
      expect(
        sentryIssuesLink({
          baseUrl,
          organization: 'acme',
          projects: ['11', '12'],
          query: 'is:unresolved a&b',
          environments: ['production'],
          statsPeriod: '14d',
        }),
      ).toBe(
        'https://acme.sentry.io/issues/?project=11&project=12&environment=production&query=is%3Aunresolved+a%26b&statsPeriod=14d',
      );
    },
  );

  it.each(['https://example.com/sentry', 'https://notsentry.io'])(
    'leads to a path of the server %s',
    baseUrl => {
      expect(sentryIssuesLink({ baseUrl, organization: 'acme' })).toBe(
        `${baseUrl}/organizations/acme/issues/`,
      );
    },
  );
});
