import { isOfRepository } from './isOfRepository';

const github = 'https://github.com/acme/shop/tree/main/packages/web/';

describe('the repository of a commit', () => {
  it.each([
    [github, 'https://github.com/acme/shop'],
    [github, 'https://github.com/Acme/Shop.git/'],
    ['https://github.com/acme/shop', 'https://github.com/acme/shop'],
    [
      'https://gitlab.example.com/group/sub/shop/-/tree/main/',
      'https://gitlab.example.com/group/sub/shop',
    ],
    [
      'https://dev.azure.com/acme/p/_git/shop?path=/app',
      'https://dev.azure.com/acme/p/_git/shop',
    ],
    [
      'https://bitbucket.example.com/projects/A/repos/shop/browse/src',
      'https://bitbucket.example.com/projects/A/repos/shop/browse',
    ],
  ])('has %s, being %s', (location, url) => {
    expect(isOfRepository(location, { url })).toBe(true);
  });

  it.each([
    'https://github.com/acme/shop-api',
    'https://github.com/acme/sho',
    'https://github.com/acme/shop/tree/main/packages/api',
    'https://github.com/umbrella/shop',
    'https://gitlab.com/acme/shop',
    'https://github.com/',
  ])('does not have the entity, being %s', url => {
    expect(isOfRepository(github, { url, name: 'acme/shop' })).toBe(false);
  });

  it.each([
    [github, 'acme/shop'],
    ['https://gitlab.com/acme/shop/-/tree/main/', 'Acme / Shop'],
    ['https://bitbucket.example.com/projects/A/repos/shop/browse', 'A/shop'],
  ])('has %s by its name %s, where it has no address', (location, name) => {
    expect(isOfRepository(location, { name })).toBe(true);
  });

  it.each(['acme/shop-api', 'shop', 'organization-1', '', undefined])(
    'does not have the entity by the name %s',
    name => {
      expect(isOfRepository(github, { name })).toBe(false);
    },
  );
});
