import {
  createServiceFactory,
  type BackendFeature,
  type BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  catalogServiceRef,
  type CatalogService,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** What is kept from users. */
export interface Policy {
  /** Whether the others are let in. Default true. */
  allowed?: boolean;
  /** Users to whom a permission is denied for everything. */
  denied?: string[];
  /** Users to whom a permission to change anything is denied. */
  readOnly?: string[];
  /** Users to whom a permission to read anything is denied. */
  writeOnly?: string[];
  /** Entities, by user, to which a permission to change anything is denied. */
  readOnlyEntities?: Record<string, string[]>;
  /** Users and services to whom the permission to read instances is denied. */
  noInstances?: string[];
  /** Users from whom the catalog hides everything. */
  hiddenFrom?: string[];
  /** Entities, by user, to which the permission is denied. */
  deniedEntities?: Record<string, string[]>;
  /** Entities, by user, that the catalog hides. */
  hiddenEntities?: Record<string, string[]>;
}

/** A catalog and a permission framework that tell users apart. */
export function policyFeatures(
  entities: Entity[],
  policy: Policy,
): BackendFeature[] {
  const { allowed = true, denied = [], deniedEntities = {} } = policy;
  const { readOnly = [], writeOnly = [], readOnlyEntities = {} } = policy;
  const { noInstances = [] } = policy;
  const isDenied = (
    ref: string,
    isRead: boolean,
    { principal }: BackstageCredentials,
  ) =>
    deniedEntities[userOf(principal)]?.includes(ref) ||
    (!isRead && readOnlyEntities[userOf(principal)]?.includes(ref));
  return [
    createServiceFactory({
      service: catalogServiceRef,
      deps: {},
      factory: () => catalogOf(entities, policy),
    }),
    mockServices.permissions.mock({
      authorize: async (requests, options) =>
        requests.map(request => ({
          result:
            allowed &&
            !(
              options &&
              (denied.includes(userOf(options.credentials.principal)) ||
                (request.permission.name === 'sentry.instance.read' &&
                  noInstances.includes(
                    userOf(options.credentials.principal),
                  )) ||
                (request.permission.attributes.action === 'read'
                  ? writeOnly
                  : readOnly
                ).includes(userOf(options.credentials.principal)) ||
                ('resourceRef' in request &&
                  isDenied(
                    String(request.resourceRef),
                    request.permission.attributes.action === 'read',
                    options.credentials,
                  )))
            )
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        })),
    }).factory,
  ];
}

function catalogOf(
  entities: Entity[],
  { hiddenFrom = [], hiddenEntities = {} }: Policy,
): CatalogService {
  // A test may change them meanwhile.
  const catalog = (): CatalogService => catalogServiceMock({ entities });
  // What a user may see is a catalog of its own.
  const visible = ({ principal }: BackstageCredentials): CatalogService => {
    const user = userOf(principal);
    const hidden = hiddenEntities[user];
    return hidden || hiddenFrom.includes(user)
      ? catalogServiceMock({
          entities: hiddenFrom.includes(user)
            ? []
            : entities.filter(
                entity => !hidden?.includes(stringifyEntityRef(entity)),
              ),
        })
      : catalog();
  };
  return {
    ...catalogServiceMock.mock(),
    getEntityByRef: (ref, options) =>
      visible(options.credentials).getEntityByRef(ref, options),
    getEntitiesByRefs: (request, options) =>
      visible(options.credentials).getEntitiesByRefs(request, options),
    queryEntities: (request, options) =>
      visible(options.credentials).queryEntities(request, options),
    streamEntities: (request, options) =>
      visible(options.credentials).streamEntities(request, options),
  };
}

/** The ref of a user, or the subject of a service. */
function userOf(principal: unknown): string {
  const { userEntityRef, subject } = Object(principal);
  return String(userEntityRef ?? subject ?? '');
}
