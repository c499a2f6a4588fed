import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonValue } from '@backstage/types';
import { GeneratedAnnotations } from './GeneratedAnnotations';
import { SentryGeneratedAnnotationProcessor } from './SentryGeneratedAnnotationProcessor';

const location = { type: 'url', target: 'https://example.com' };
const shop = 'component:default/shop';

function component(annotations?: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', ...(annotations && { annotations }) },
  };
}

/** The processor's cache of one entity, which outlives restarts. */
function makeCache() {
  const stored = new Map<string, JsonValue>();
  return {
    get: async <T extends JsonValue>(key: string) =>
      // The test stores what it reads.
      stored.get(key) as T | undefined,
    set: async (key: string, value: JsonValue) => {
      stored.set(key, value);
    },
  };
}

async function annotate(
  entity: Entity,
  annotations: ReadonlyMap<string, string> | undefined,
  cache = makeCache(),
) {
  const processed = await new SentryGeneratedAnnotationProcessor({
    annotations,
  }).preProcessEntity(entity, location, () => {}, location, cache);
  return processed.metadata.annotations;
}

const matches = new Map([[shop, 'acme/shop-web']]);
const generated = {
  'sentry.io/project-slug': 'acme/shop-web',
  'sentry.io/generated': 'coverage',
};

describe('generated annotations', () => {
  it('are added to entities without one, and say so', async () => {
    const entity = component({ 'example.com/own': 'kept' });
    expect(await annotate(entity, matches)).toEqual({
      'example.com/own': 'kept',
      ...generated,
    });
    expect(entity.metadata.annotations).toEqual({ 'example.com/own': 'kept' });
    expect(await annotate(component(), new Map())).toBeUndefined();
  });

  it.each(['own', ''])(
    'never replace one that is there: %j',
    async annotation => {
      const own = { 'sentry.io/project-slug': annotation };
      expect(await annotate(component(own), matches)).toEqual(own);
      // A marker that was copied from elsewhere would call it generated.
      const copied = component({ ...own, 'sentry.io/generated': 'coverage' });
      expect(await annotate(copied, matches)).toEqual(own);
    },
  );

  it('stay over a restart, and go once the match is gone', async () => {
    const cache = makeCache();
    expect(await annotate(component(), undefined, cache)).toBeUndefined();
    expect(await annotate(component(), matches, cache)).toEqual(generated);
    expect(await annotate(component(), undefined, cache)).toEqual(generated);
    expect(await annotate(component(), new Map(), cache)).toBeUndefined();
    expect(await annotate(component(), undefined, cache)).toBeUndefined();
  });

  it('are fetched from the Sentry backend, and changed entities are refreshed', async () => {
    const catalog = catalogServiceMock.mock();
    const source = new GeneratedAnnotations({
      auth: mockServices.auth({ pluginId: 'catalog' }),
      discovery: mockServices.discovery(),
      logger: mockServices.logger.mock(),
      catalog,
    });
    const answers = [
      { items: [] },
      { items: [{ entityRef: shop, annotation: 'shop-web' }], comparedAt: '1' },
      { items: [], comparedAt: '2' },
    ];
    const fetchMock = jest
      .spyOn(global, 'fetch')
      .mockImplementation(async () => Response.json(answers.shift()));
    const fetchOnce = () => source.fetch(new AbortController().signal);

    await fetchOnce();
    expect(source.annotations).toBeUndefined();
    await fetchOnce();
    expect(source.annotations?.get(shop)).toBe('shop-web');
    expect(catalog.refreshEntity).not.toHaveBeenCalled();
    await fetchOnce();
    expect(source.annotations?.size).toBe(0);
    expect(catalog.refreshEntity).toHaveBeenCalledWith(shop, expect.anything());
    expect(fetchMock.mock.calls[0]).toEqual([
      expect.stringMatching(/\/api\/sentry\/coverage\/matches$/),
      expect.objectContaining({
        headers: { authorization: expect.stringMatching(/^Bearer ./) },
      }),
    ]);

    // What is known stays where the backend can't be asked.
    fetchMock.mockImplementation(async () => new Response('', { status: 503 }));
    await expect(fetchOnce()).rejects.toThrow('503');
    expect(source.annotations?.size).toBe(0);
    fetchMock.mockRestore();
  });
});
