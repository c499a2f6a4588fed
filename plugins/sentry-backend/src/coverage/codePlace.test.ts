import type { Entity } from '@backstage/catalog-model';
import {
  codePlaceOf,
  isSameRepository,
  overlap,
  placeAt,
  placeOfMapping,
} from './codePlace';

const withAnnotations = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations },
});

describe('placeAt', () => {
  it.each([
    ['https://github.com/acme/Shop', 'acme/shop', ''],
    ['https://github.com/acme/shop.git', 'acme/shop', ''],
    ['https://github.com/acme/shop/tree/main/', 'acme/shop', ''],
    ['https://github.com/acme/shop/tree/main/web/app/', 'acme/shop', 'web/app'],
    [
      'https://github.com/acme/shop/blob/main/web/catalog-info.yaml',
      'acme/shop',
      'web',
    ],
    [
      'https://gitlab.com/acme/web/shop/-/tree/main/api',
      'acme/web/shop',
      'api',
    ],
    ['https://bitbucket.org/acme/shop/src/main/api/', 'acme/shop', 'api'],
    [
      'https://gitea.example.com/acme/shop/src/branch/main/api',
      'acme/shop',
      'api',
    ],
    [
      'https://bitbucket.example.com/projects/ACME/repos/shop/browse/api',
      'projects/acme/repos/shop',
      'api',
    ],
    [
      'https://dev.azure.com/acme/web/_git/shop?path=/api',
      'acme/web/_git/shop',
      'api',
    ],
  ])('reads %s', (address, repository, directory) => {
    expect(placeAt(address)).toEqual({
      host: new URL(address).host,
      repository,
      directory,
    });
  });

  it.each([
    undefined,
    '',
    'not an address',
    'file:///acme/shop',
    'https://example.com/',
    'https://example.com/acme',
  ])('finds no repository at %s', address =>
    expect(placeAt(address)).toBeUndefined(),
  );
});

it('prefers the location of the source to the slug of the project', () => {
  const slug = { 'github.com/project-slug': 'acme/shop' };
  expect(codePlaceOf(withAnnotations(slug))).toEqual({
    repository: 'acme/shop',
    directory: '',
  });
  const location = 'url:https://github.example.com/acme/shop/tree/main/web/';
  expect(
    codePlaceOf(
      withAnnotations({ ...slug, 'backstage.io/source-location': location }),
    ),
  ).toEqual({
    host: 'github.example.com',
    repository: 'acme/shop',
    directory: 'web',
  });
  expect(codePlaceOf(withAnnotations({}))).toBeUndefined();
});

it('reads no location that is longer than addresses are', () => {
  const long = `acme/${'/'.repeat(2_000)}shop`;
  expect(
    codePlaceOf(
      withAnnotations({
        'backstage.io/source-location': `url:https://github.com/${long}`,
        'github.com/project-slug': long,
      }),
    ),
  ).toBeUndefined();
});

it('compares repositories as a whole, and hosts where both are known', () => {
  const shop = placeOfMapping({ name: 'Acme / Web / Shop' }, '/src/');
  expect(shop).toEqual({ repository: 'acme/web/shop', directory: 'src' });
  const at = (address: string) => placeAt(address)!;
  expect(isSameRepository(shop, at('https://gitlab.com/acme/web/shop'))).toBe(
    true,
  );
  expect(isSameRepository(shop, at('https://gitlab.com/acme/web/shop2'))).toBe(
    false,
  );
  expect(
    isSameRepository(
      at('https://gitlab.com/acme/shop'),
      at('https://github.com/acme/shop'),
    ),
  ).toBe(false);
});

it('takes a directory for another only where one is in the other', () => {
  const in_ = (directory: string) => ({ repository: 'acme/shop', directory });
  expect(overlap(in_('web'), in_('web/src'))).toBe(true);
  expect(overlap(in_(''), in_('web'))).toBe(true);
  expect(overlap(in_('web'), in_('web-api'))).toBe(false);
});
