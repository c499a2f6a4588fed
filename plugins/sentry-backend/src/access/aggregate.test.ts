import type { Entity } from '@backstage/catalog-model';
import { commonSource, sourceOfEntity } from './aggregate';

const entity = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', annotations },
});
const at = (location: string) =>
  entity({ 'backstage.io/source-location': location });
const shop = 'https://github.com/acme/shop/tree/main/';

describe('the source of an entity', () => {
  it('is what its annotations say', () => {
    expect(
      sourceOfEntity(
        entity({
          'backstage.io/source-location': `url:${shop}`,
          'sentry.io/source-root': '/app=>src',
        }),
      ),
    ).toEqual({
      location: shop,
      roots: [{ from: '/app', to: 'src' }],
      problems: [],
    });
  });

  it.each(['file:/srv/shop/', 'url:ftp://example.com/', 'url:', shop])(
    'is none at %s',
    location => {
      expect(sourceOfEntity(at(location))).toBeUndefined();
    },
  );

  it('is none at what is longer than addresses are', () => {
    const location = `url:${shop}${'/'.repeat(2_000)}a`;
    expect(sourceOfEntity(at(location))).toBeUndefined();
  });

  it('is none of a project that entities with another source have, too', () => {
    const first = commonSource(undefined, at(`url:${shop}`));
    expect(first.source?.location).toBe(shop);
    expect(commonSource(first, at(`url:${shop}`))).toEqual(first);
    expect(commonSource(first, at('url:https://github.com/acme/b/'))).toEqual(
      {},
    );
    expect(commonSource(first, entity({}))).toEqual({});
  });
});
