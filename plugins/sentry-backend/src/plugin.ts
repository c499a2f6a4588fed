import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { sentryPermissions } from 'backstage-plugin-sentry-common';
import { sentryServiceRef } from 'backstage-plugin-sentry-node';
import { CatalogReader, EntityAccess, IssuePermission } from './access';
import { createRouter } from './router';
import { createEntityServices } from './service';

/**
 * The backend of Sentry for Backstage: answers what a portal's users ask about the Sentry
 * projects of catalog entities.
 *
 * Sentry's token never leaves the backend, and nobody sees more through it than the
 * issues of entities that they may read in the catalog and hold `sentry.issue.read` for.
 *
 * @public
 */
export const sentryPlugin = createBackendPlugin({
  pluginId: 'sentry',
  register(env) {
    env.registerInit({
      deps: {
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        sentry: sentryServiceRef,
      },
      async init(deps) {
        const { cache, config, httpAuth, logger, metrics, sentry } = deps;
        deps.permissionsRegistry.addPermissions(sentryPermissions);
        const access = EntityAccess.create({
          reader: CatalogReader.create(deps),
          permission: IssuePermission.create(deps),
          ttlMs: sentry.config.cache.accessTtlMs,
        });
        // Backstage's store in memory has no bound, and no replica to share with.
        const store = config.getOptionalString('backend.cache.store');
        const isShared = store !== undefined && store !== 'memory';
        const services = createEntityServices({
          sentry,
          cache: isShared ? cache : undefined,
          logger,
          metrics,
        });
        deps.httpRouter.use(createRouter({ httpAuth, access, services }));
      },
    });
  },
});
