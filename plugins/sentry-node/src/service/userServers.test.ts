import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { sentryServerOf, sentryUserServers } from './userServers';

const homes = (auth: JsonObject) => [
  ...sentryUserServers(new ConfigReader({ auth })),
];

describe('sentryUserServers', () => {
  it('is where the auth provider connects users to', () => {
    expect(homes({})).toEqual([]);
    expect(homes({ providers: { sentry: { production: {} } } })).toEqual([
      'https://sentry.io',
    ]);
    const providers = {
      sentry: {
        development: { baseUrl: 'http://127.0.0.1:7009/sentry/' },
        production: { baseUrl: 'https://sentry.example.com' },
      },
    };
    expect(homes({ providers })).toEqual([
      'http://127.0.0.1:7009/sentry',
      'https://sentry.example.com',
    ]);
    expect(homes({ environment: 'production', providers })).toEqual([
      'https://sentry.example.com',
    ]);
  });

  it('takes regions for one server, and what only sounds like it for another', () => {
    expect(sentryServerOf('https://de.sentry.io')).toBe('https://sentry.io');
    expect(sentryServerOf('https://notsentry.io')).toBe('https://notsentry.io');
    expect(sentryServerOf('http://sentry.io')).not.toBe('https://sentry.io');
    expect(sentryServerOf('https://sentry.io.example.com')).not.toBe(
      'https://sentry.io',
    );
  });
});
