import { permittedRegion } from './permittedRegion';

const SAAS = 'https://sentry.io';

describe('permittedRegion', () => {
  it.each([
    [SAAS, 'https://de.sentry.io', 'https://de.sentry.io'],
    [SAAS, 'https://us2.sentry.io/', 'https://us2.sentry.io'],
    ['https://acme.sentry.io', 'https://us.sentry.io', 'https://us.sentry.io'],
    [
      'https://sentry.example.co.uk/errors',
      'https://eu.example.co.uk/sentry/',
      'https://eu.example.co.uk/sentry',
    ],
    [
      'http://sentry.example.com',
      'http://eu.example.com:9000',
      'http://eu.example.com:9000',
    ],
    [
      'http://sentry.example.com',
      'https://eu.example.com',
      'https://eu.example.com',
    ],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9001', 'http://127.0.0.1:9001'],
    ['http://sentry:9000', 'http://sentry:9001', 'http://sentry:9001'],
  ])('lets the token of %s go to %s', (home, region, baseUrl) => {
    expect(permittedRegion(home, region)).toEqual({
      place: 'elsewhere',
      baseUrl,
    });
  });

  it.each([
    [SAAS, 'https://sentry.io'],
    [SAAS, 'https://sentry.io:443/'],
    // The path that the server is reached by, and does not know of, is kept.
    ['https://example.com/sentry', 'https://example.com'],
    [SAAS, ''],
    [SAAS, 'nonsense'],
  ])('finds the organizations of %s at home in %j', (home, region) => {
    expect(permittedRegion(home, region)).toEqual({ place: 'home' });
  });

  it.each<[what: string, home: string, region: string]>([
    ['another domain', SAAS, 'https://sentry.example.com'],
    ['a domain that only ends alike', SAAS, 'https://evilsentry.io'],
    ['a domain that only begins alike', SAAS, 'https://sentry.io.example.com'],
    [
      'another customer of a public suffix',
      'https://sentry.example.co.uk',
      'https://sentry.other.co.uk',
    ],
    [
      'another customer of a hosting company',
      'https://acme.github.io',
      'https://other.github.io',
    ],
    ['http where the server has https', SAAS, 'http://de.sentry.io'],
    ['another protocol', SAAS, 'ftp://de.sentry.io'],
    ['credentials in it', SAAS, 'https://user:secret@de.sentry.io'],
    ['a query', SAAS, 'https://de.sentry.io/?next='],
    ['another IP address', 'http://10.0.0.1', 'http://10.0.0.2'],
    ['another loopback address', 'http://127.0.0.1', 'http://127.0.0.2'],
    ['a loopback address from outside', SAAS, 'https://127.0.0.1'],
    ['this machine by another name', 'http://127.0.0.1', 'http://localhost'],
    ['another machine of the network', 'http://sentry', 'http://vault'],
    ['IPv6 of another machine', 'http://[::1]:9000', 'http://[::2]:9000'],
  ])('keeps the token from %s', (_, home, region) => {
    const { host } = new URL(region);
    expect(permittedRegion(home, region)).toEqual({ place: 'forbidden', host });
  });
});
