import { isGlitchtipSearch } from './glitchtipSearch';

describe('isGlitchtipSearch', () => {
  it.each([
    '',
    'is:unresolved',
    'is:ignored level:fatal has:area',
    'area:"eu west" no cart',
    'browser.name:Chrome "two: words"',
  ])('knows %p', query => {
    expect(isGlitchtipSearch(query)).toBe(true);
  });

  it.each([
    'is:new',
    'is:unresolved is:regressed',
    'is:unresolved is:escalating',
    'is:linked',
    'is:unresolved error.unhandled:true',
    'is:unresolved issue.priority:high',
    'issue:SHOP-WEB-1',
    'project:shop-web is:unresolved',
    'timesSeen:>100',
    '!level:fatal',
    'level:[error, fatal] is:unresolved',
  ])('does not know %p, of which it would find nothing', query => {
    expect(isGlitchtipSearch(query)).toBe(false);
  });
});
