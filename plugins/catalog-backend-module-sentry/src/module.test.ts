import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
} from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import catalogModuleSentry from './index';

const location = 'file:/catalog-info.yaml';

function component(
  name: string,
  annotations: Record<string, string>,
): AlphaEntity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        ...annotations,
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
  };
}

/** Starts a catalog with these entities, and waits until each is stored. */
async function catalogWith(
  entities: AlphaEntity[],
  config: { sentry?: { catalog: { annotationModel: boolean } } } = {},
): Promise<Map<string, AlphaEntity>> {
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: { catalog: { processingInterval: { seconds: 1 } }, ...config },
      }),
      catalogBackend,
      catalogModuleSentry,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'entities-of-this-test',
        register(reg) {
          reg.registerInit({
            deps: { processing: catalogProcessingExtensionPoint },
            async init({ processing }) {
              processing.addEntityProvider({
                getProviderName: () => 'test',
                connect: connection =>
                  connection.applyMutation({
                    type: 'full',
                    entities: entities.map(entity => ({ entity })),
                  }),
              });
            },
          });
        },
      }),
    ],
  });
  const { port } = server;
  for (;;) {
    const answer = await fetch(
      `http://localhost:${port()}/api/catalog/entities`,
      { headers: { authorization: mockCredentials.user.header() } },
    );
    const stored: AlphaEntity[] = await answer.json();
    if (stored.length === entities.length) {
      return new Map(stored.map(entity => [entity.metadata.name, entity]));
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const worst = {
  'sentry.io/project-slug': Array.from(
    { length: 200 },
    (_, index) => `../\u0007\`${index}`,
  ).join(','),
  'sentry.io/environment': 'production,'.repeat(50),
  'sentry.io/query': '"'.repeat(5_000),
  'sentry.io/source-root': '../../etc',
  'sentry.io/notify': '<b>all</b>',
};

describe('the module of the catalog', () => {
  it.each([false, true])(
    'stores an entity with the worst annotations, and warns (annotation model: %s)',
    async annotationModel => {
      const stored = await catalogWith(
        [
          component('worst', worst),
          component('typo', { 'sentry.io/project-slug': 'acme/shop web' }),
          component('good', { 'sentry.io/project-slug': 'shop-web' }),
          component('none', {}),
        ],
        { sentry: { catalog: { annotationModel } } },
      );

      expect(stored.get('good')?.status).toBeUndefined();
      expect(stored.get('none')?.status).toBeUndefined();
      expect(stored.get('typo')?.status?.items).toEqual([
        {
          type: 'sentry.io/annotation',
          level: 'warning',
          message:
            "The annotation sentry.io/project-slug has an entry `acme/shop web` that can't be read: a slug has no spaces or control characters. In this entity's catalog-info.yaml, write each entry as `project`, `org/project` or `instance:org/project`, several separated by commas.",
        },
      ]);
      const warnings = stored.get('worst')?.status?.items ?? [];
      expect(warnings).toHaveLength(10);
      expect(new Set(warnings.map(({ level }) => level))).toEqual(
        new Set(['warning']),
      );
    },
  );
});
