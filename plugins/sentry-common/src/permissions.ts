import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';

/**
 * Read the Sentry issues of a catalog entity. A policy may decide per entity,
 * for example with the catalog's `IS_ENTITY_OWNER` rule.
 *
 * @public
 */
export const sentryIssueReadPermission = createPermission({
  name: 'sentry.issue.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Resolve, archive, assign and otherwise change the Sentry issues of a catalog
 * entity.
 *
 * @public
 */
export const sentryIssueUpdatePermission = createPermission({
  name: 'sentry.issue.update',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Read the diagnostics of the configured Sentry instances and the coverage of
 * the catalog.
 *
 * @public
 */
export const sentryInstanceReadPermission = createPermission({
  name: 'sentry.instance.read',
  attributes: { action: 'read' },
});

/**
 * Every permission of the Sentry plugins.
 *
 * @public
 */
export const sentryPermissions: Permission[] = [
  sentryIssueReadPermission,
  sentryIssueUpdatePermission,
  sentryInstanceReadPermission,
];
