import {
  createServiceFactory,
  type BackendFeature,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** Users to whom a permission is denied, or from whom the catalog hides everything. */
export interface Policy {
  /** Whether the others are let in. Default true. */
  allowed?: boolean;
  denied?: string[];
  hiddenFrom?: string[];
}

/** A catalog and a permission framework that tell users apart. */
export function policyFeatures(
  entities: Entity[],
  policy: Policy,
): BackendFeature[] {
  const catalog: CatalogService = catalogServiceMock({ entities });
  const { allowed = true, denied = [], hiddenFrom = [] } = policy;
  const read = catalog.getEntityByRef.bind(catalog);
  jest
    .spyOn(catalog, 'getEntityByRef')
    .mockImplementation(async (ref, options) =>
      isOneOf(hiddenFrom, options.credentials) ? undefined : read(ref, options),
    );
  return [
    createServiceFactory({
      service: catalogServiceRef,
      deps: {},
      factory: () => catalog,
    }),
    mockServices.permissions.mock({
      authorize: async (requests, options) =>
        requests.map(() => ({
          result:
            allowed && !(options && isOneOf(denied, options.credentials))
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        })),
    }).factory,
  ];
}

function isOneOf(
  users: string[],
  { principal }: BackstageCredentials,
): boolean {
  return (
    typeof principal === 'object' &&
    principal !== null &&
    'userEntityRef' in principal &&
    users.includes(String(principal.userEntityRef))
  );
}
