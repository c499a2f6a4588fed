import { sentryLinks } from './links';
import { glitchtipQuery } from './glitchtipSearch';

describe('sentryLinks.issues', () => {
  it.each(['https://sentry.io', 'https://de.sentry.io'])(
    "leads to the organization's own host for %s",
    baseUrl => {
      expect(
        sentryLinks.issues({
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
      expect(sentryLinks.issues({ baseUrl, organization: 'acme' })).toBe(
        `${baseUrl}/organizations/acme/issues/`,
      );
    },
  );
});

describe('sentryLinks.issues to a GlitchTip', () => {
  const linked = (query: string) =>
    new URL(
      sentryLinks.issues({
        baseUrl: 'https://glitchtip.example.com',
        organization: 'acme',
        server: 'glitchtip',
        query,
      }),
    ).searchParams.get('query');

  it.each([
    ['is:archived', 'is:ignored'],
    ['timeout is:unresolved', 'is:unresolved timeout'],
  ])('asks for %s as its search has it', (query, asked) => {
    expect(linked(query)).toBe(asked);
  });

  it('leaves what its search does not have as it was written', () => {
    expect(linked('is:regressed')).toBe('is:regressed');
  });
});

describe('sentryLinks.issue', () => {
  const organization = 'acme';
  const own = 'https://sentry.example.com/s';

  it.each([
    ['https://sentry.io', undefined, 'https://acme.sentry.io/issues/1/'],
    [own, undefined, `${own}/organizations/acme/issues/1/`],
    [
      own,
      '/organizations/acme/issues/1/',
      `${own}/organizations/acme/issues/1/`,
    ],
    [
      own,
      'http://localhost:9000/organizations/acme/issues/1/',
      `${own}/organizations/acme/issues/1/`,
    ],
    [
      own,
      'http://web:9000/organizations/acme/issues/1/',
      `${own}/organizations/acme/issues/1/`,
    ],
    [
      'http://127.0.0.1:7113',
      'http://127.0.0.1:7113/organizations/acme/issues/1/',
      'http://127.0.0.1:7113/organizations/acme/issues/1/',
    ],
    [
      own,
      'https://public.example.com/organizations/acme/feedback/?feedbackSlug=a%3A1&project=11',
      'https://public.example.com/organizations/acme/feedback/?feedbackSlug=a%3A1&project=11',
    ],
  ])('at %s of %s is %s', (baseUrl, permalink, link) => {
    expect(sentryLinks.issue({ baseUrl, organization }, '1', permalink)).toBe(
      link,
    );
  });

  it.each([
    [undefined, 'organizations/acme/issues/1/'],
    [
      'http://sentry:9000/organizations/acme/issues/1/',
      'organizations/acme/issues/1/',
    ],
    ['https://acme.sentry.io/issues/1/', 'organizations/acme/issues/1/'],
    ['http://sentry:9000/acme/issues/1', 'acme/issues/1'],
    [
      'http://sentry:9000/s/organizations/acme/feedback/?feedbackSlug=a%3A1',
      'organizations/acme/feedback/?feedbackSlug=a%3A1',
    ],
  ])('of %s is below publicUrl where config names one', (permalink, path) => {
    const place = {
      baseUrl: 'http://sentry:9000',
      publicUrl: own,
      organization,
    };
    expect(sentryLinks.issue(place, '1', permalink)).toBe(`${own}/${path}`);
  });
});

describe('publicUrl', () => {
  const place = {
    baseUrl: 'http://sentry:9000',
    publicUrl: 'https://sentry.example.com',
    organization: 'acme',
  };

  it('is where lists and releases are', () => {
    expect(sentryLinks.issues(place)).toBe(
      'https://sentry.example.com/organizations/acme/issues/',
    );
    expect(sentryLinks.release(place, '1.0')).toBe(
      'https://sentry.example.com/organizations/acme/releases/1.0/',
    );
  });
});

describe('glitchtipQuery', () => {
  it.each([
    ['', ''],
    ['is:unresolved', 'is:unresolved'],
    ['is:archived level:fatal has:area', 'is:ignored level:fatal has:area'],
    ['area:"eu west" no cart', '"area:eu west" no cart'],
    ['browser.name:Chrome "two: words"', 'browser.name:Chrome two words'],
    ['tags[area]:eu "environment":staging', 'area:eu environment:staging'],
    ['release:shop@1.0 user.id:7', 'release:shop@1.0 user.id:7'],
    // Conditions behind text are text to GlitchTip.
    ['cart is:resolved Check*', 'is:resolved cart Check*'],
    // Its words are a shell's.
    ["can't read", `"can't" read`],
    ['back\\slash', '"back\\\\slash"'],
    ['area:"it\'s \\"so\\""', '"area:it\'s \\"so\\""'],
    ['TypeError: no cart', 'TypeError no cart'],
    ['a'.repeat(32), 'a'.repeat(32)],
  ])('writes %j as %j', (query, expected) => {
    expect(glitchtipQuery(query)).toBe(expected);
  });

  it.each([
    'is:new',
    'is:regressed',
    'is:escalating',
    'is:linked',
    'error.unhandled:true',
    'issue.priority:high',
    'issue:SHOP-WEB-1',
    'project:shop-web',
    'timesSeen:>100',
    'area:>3',
    'area:eu*',
    '!level:fatal',
    '!has:area',
    'level:[error, fatal]',
    'level:severe',
    'assigned:me',
    'firstSeen:-24h',
    'OR',
    '(is:unresolved',
  ])('refuses %p, of which GlitchTip would find nothing, by its name', term => {
    const [first] = term.split(' ');
    expect(() => glitchtipQuery(`is:unresolved ${term} cart`)).toThrow(
      expect.objectContaining({
        code: 'QUERY_INVALID',
        message: expect.stringContaining(first),
      }),
    );
  });

  it.each(['"open', 'a "b" c"', 'nul\0l'])('refuses %j', query => {
    expect(() => glitchtipQuery(query)).toThrow(
      expect.objectContaining({ code: 'QUERY_INVALID' }),
    );
  });
});
