import { glitchtipQuery } from './glitchtipSearch';

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
