import {
  fakeSentryClient,
  sentryServiceMock,
} from 'backstage-plugin-sentry-node/testUtils';
import { inspectInstance } from './inspectInstance';

describe('the address that is recommended', () => {
  const inspect = async (baseUrl: string, regionUrl?: string) => {
    const { config } = sentryServiceMock({
      sentry: { organization: 'acme', baseUrl },
    });
    const client = {
      ...fakeSentryClient(),
      getIndex: async () => ({}),
      getOrganization: async () => ({
        id: '1',
        slug: 'acme',
        name: 'Acme',
        ...(regionUrl && { regionUrl }),
      }),
    };
    const status = await inspectInstance(config.instances[0], client, false);
    return status.recommendedBaseUrl;
  };

  it('is that of the region of the organization', async () => {
    expect(await inspect('https://sentry.io', 'https://de.sentry.io')).toBe(
      'https://de.sentry.io',
    );
    expect(await inspect('https://us.sentry.io', 'https://de.sentry.io')).toBe(
      'https://de.sentry.io',
    );
  });

  it.each([
    ['it is that already', 'https://de.sentry.io', 'https://de.sentry.io'],
    ['there are no regions', 'https://sentry.io', undefined],
    [
      'the server is another',
      'https://sentry.acme.test',
      'https://de.sentry.io',
    ],
    ['the region is another server', 'https://sentry.io', 'https://evil.test'],
    ['it is not encrypted', 'https://sentry.io', 'http://de.sentry.io'],
    [
      'the server only calls itself so',
      'http://10.0.0.1:9000',
      'http://sentry.internal',
    ],
  ])('is none where %s', async (_, baseUrl, regionUrl) => {
    expect(await inspect(baseUrl, regionUrl)).toBeUndefined();
  });
});
