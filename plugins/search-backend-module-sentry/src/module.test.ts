import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchBackend from '@backstage/plugin-search-backend';
// The module asks it over HTTP: the whole journey is tested.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import sentryBackend from 'backstage-plugin-sentry-backend';
import {
  captureWithSdk,
  demoToken,
  startEmulator,
  type Emulator,
} from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';
import searchModuleSentry, { type SentryIssueDocument } from './index';

const location = 'file:/catalog-info.yaml';

function component(name: string, owner: string, project?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        ...(project && { 'sentry.io/project-slug': project }),
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: `user:${owner}` },
  };
}

const entities = [
  component('shop-web', 'bob', 'shop-web'),
  component('checkout', 'alice', 'checkout'),
  component('mine', 'bob', 'own:acme/shop-web'),
  component('plain', 'bob'),
];

/** Hides from everyone what they do not own, as docs/permissions.md says: the entity and its issues. */
const policyOfOwners = createBackendModule({
  pluginId: 'permission',
  moduleId: 'owners',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }, user) =>
            isResourcePermission(permission, 'catalog-entity')
              ? createCatalogConditionalDecision(
                  permission,
                  catalogConditions.isEntityOwner({
                    claims: user?.info.ownershipEntityRefs ?? [],
                  }),
                )
              : { result: AuthorizeResult.ALLOW },
        });
      },
    });
  },
});

const catalogOfThisTest = createBackendModule({
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
});

/**
 * Backstage's tokens say which plugin asks on behalf of a user; those of the test backend do
 * not, and what only plugins may ask of the permission framework is then refused.
 */
const httpAuthWithActors = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) => {
    const httpAuth = mockServices.httpAuth({ pluginId: plugin.getId() });
    return mockServices.httpAuth.mock({
      credentials: async (request, options) => {
        const credentials = await httpAuth.credentials(request, options);
        Object.assign(Object(credentials.principal), {
          actor: { type: 'service', subject: 'plugin:search' },
        });
        return credentials;
      },
    });
  },
});

describe('the search of a portal', () => {
  let emulator: Emulator;
  allowLoopbackFetch();
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0 });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'shop-web'),
      events: [{ error: new TypeError('Payment lacks a total') }],
    });
    await captureWithSdk({
      dsn: emulator.dsn('acme', 'checkout'),
      events: [{ error: new Error('Payment was refused') }],
    });
  });
  afterAll(() => emulator.close());

  async function startPortal() {
    const scheduler = mockServices.scheduler();
    const { server } = await startTestBackend({
      features: [
        catalogBackend,
        catalogOfThisTest,
        httpAuthWithActors,
        permissionBackend,
        permissionsServiceFactory,
        policyOfOwners,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => scheduler,
        }),
        searchBackend,
        searchModuleSentry,
        sentryBackend,
        mockServices.rootConfig.factory({
          data: {
            catalog: { processingInterval: { seconds: 1 } },
            permission: { enabled: true },
            sentry: {
              organization: 'acme',
              token: demoToken('default'),
              baseUrl: emulator.url,
              startupCheck: false,
              cache: { ttl: 0 },
              client: { retries: 0 },
              instances: [
                {
                  name: 'own',
                  baseUrl: emulator.url,
                  organization: 'acme',
                  auth: { type: 'user' },
                },
              ],
            },
          },
        }),
      ],
    });
    const ask = async <T>(path: string, user: string): Promise<T> => {
      const response = await fetch(
        `http://localhost:${server.port()}/api/${path}`,
        {
          headers: {
            authorization: user
              ? mockCredentials.user.header(`user:default/${user}`)
              : mockCredentials.service.header(),
          },
        },
      );
      return response.json();
    };
    for (;;) {
      const stored = await ask<Entity[]>('catalog/entities', '');
      if (stored.length === entities.length) {
        break;
      }
    }
    const find = async (term: string, user: string) => {
      const { results } = await ask<{
        results: { type: string; document: SentryIssueDocument }[];
      }>(`search/query?term=${encodeURIComponent(term)}`, user);
      expect(results.every(({ type }) => type === 'sentry-issue')).toBe(true);
      return results.map(({ document }) => document.title).sort();
    };
    return {
      find,
      index: () => scheduler.triggerTask('search_index_sentry_issue'),
    };
  }

  it('finds for each user the issues of the entities that they may read, and no others', async () => {
    const { find, index } = await startPortal();
    await index();
    const bobs = 'TypeError: Payment lacks a total';
    const alices = 'Error: Payment was refused';
    expect(await find('payment', 'bob')).toEqual([bobs]);
    expect(await find('payment', 'alice')).toEqual([alices]);
    expect(await find('payment', 'carol')).toEqual([]);
    expect(await find('sentry', 'carol')).toEqual([]);
    // What Sentry shows to one account is not in an index for all.
    expect(await find('mine', 'bob')).toEqual(['Sentry issues of mine']);

    // A new run takes the place of the old one, unless it fails.
    emulator.addFault({ path: '/issues/', status: 429 });
    await index();
    expect(await find('payment', 'bob')).toEqual([bobs]);
    emulator.clearFaults();
    const [issue] = emulator.issues('acme', 'shop-web');
    await fetch(
      `${emulator.url}/api/0/organizations/acme/issues/${issue.id}/`,
      {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${demoToken('triage')}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ status: 'resolved' }),
      },
    );
    await index();
    expect(await find('payment', 'bob')).toEqual([]);
    expect(await find('payment', 'alice')).toEqual([alices]);
  });
});
