import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { sentryPermissions } from 'backstage-plugin-sentry-common';
import {
  readSentryWebhookSources,
  sentryServiceRef,
} from 'backstage-plugin-sentry-node';
import { CallerAccess } from './access/CallerAccess';
import { CatalogReader } from './access/CatalogReader';
import { EntityAccess } from './access/EntityAccess';
import { SentryAccounts } from './access/accounts';
import { SentryPermissions } from './access/permissions';
import { registerActions } from './actions';
import { SentryAudit } from './audit/SentryAudit';
import { CoverageAccess } from './coverage/CoverageAccess';
import { CoverageReader } from './coverage/CoverageReader';
import { CoverageStore } from './coverage/CoverageStore';
import { startCoverage } from './coverage/startCoverage';
import { createEntityServices } from './features/createEntityServices';
import { SourceLinks } from './features/detail/sourceLinks';
import {
  InstancesService,
  logInstances,
} from './features/instances/InstancesService';
import { ReceivedWebhooks } from './features/instances/webhooks';
import { MineService } from './features/mine';
import { OrganizationsService } from './features/organizations';
import { followChanges, followWebhooks } from './live/changeEvents';
import { openDatabase, readLiveSecret } from './live/database';
import { LiveProjects } from './live/LiveProjects';
import { startNotifications } from './notifications/startNotifications';
import { createRouter } from './router/createRouter';
import { IdentityCheck } from './scopes/identity';

/**
 * The backend of Sentry for Backstage: shows and changes the issues of the Sentry projects
 * that catalog entities name in an annotation.
 *
 * Sentry's token never leaves the backend. Callers only see issues of entities that they can
 * read in the catalog and have the permission `sentry.issue.read` for.
 *
 * @public
 */
export const sentryPlugin = createBackendPlugin({
  pluginId: 'sentry',
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        sentry: sentryServiceRef,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auth, cache, config, httpAuth, logger, sentry } = deps;
        deps.permissionsRegistry.addPermissions(sentryPermissions);

        const reader = new CatalogReader(deps);
        const permissions = new SentryPermissions(deps);
        const accounts = new SentryAccounts({ auth, reader });
        const ttlMs = sentry.config.cache.accessTtlMs;
        const access = new EntityAccess({ reader, permissions, ttlMs });
        const callerAccess = new CallerAccess({
          userInfo: deps.userInfo,
          reader,
          permissions,
          logger,
          ttlMs,
        });
        const audit = new SentryAudit({
          auditor: deps.auditor,
          sentry,
          logger,
          lists: config.getOptionalBoolean('sentry.audit.lists') ?? true,
        });

        const database = await openDatabase(deps.database);
        const live = new LiveProjects({
          secret: await readLiveSecret(database),
          signals: deps.signals,
          logger,
        });
        // Backstage's store in memory has no bound: answers are not for it.
        const store = config.getOptionalString('backend.cache.store');
        const identity = new IdentityCheck({ accounts });
        const services = createEntityServices({
          sentry,
          identity,
          events: deps.events,
          cache,
          isShared: store !== undefined && store !== 'memory',
          liveKeysOf: scopes => live.keysOf(scopes),
          sourceLinks: new SourceLinks(config),
          logger,
          metrics: deps.metrics,
        });
        const received = new ReceivedWebhooks(database);
        const instances = new InstancesService({
          ...deps,
          webhookSources: readSentryWebhookSources(config),
          received,
        });
        await followChanges({ ...deps, changes: services.changes });
        const settings = sentry.config.notifications;
        const news =
          settings &&
          (await startNotifications({
            ...deps,
            settings,
            database,
            instances,
            resolver: services.resolver,
          }));
        await followWebhooks({ ...deps, live, received, news });
        deps.lifecycle.addShutdownHook(() => live.stop());

        const coverageStore = new CoverageStore(database);
        await startCoverage({
          ...deps,
          resolver: services.resolver,
          store: coverageStore,
        });

        const mine = new MineService({
          ...services,
          callerAccess,
          accounts,
          sentry,
        });
        deps.httpRouter.use(
          createRouter({
            httpAuth,
            access,
            permissions,
            audit,
            services,
            instances,
            coverage: {
              access: new CoverageAccess({
                ...deps,
                store: coverageStore,
                reader,
                permissions,
              }),
              reader: new CoverageReader({ sentry, store: coverageStore }),
            },
            mine,
            organizations: new OrganizationsService({ sentry, identity }),
          }),
        );
        registerActions({
          registry: deps.actions,
          auth,
          access,
          audit,
          services,
          mine,
          sentry,
          logger,
          allowServices:
            config.getOptionalBoolean('sentry.actions.allowServices') ?? false,
        });
        if (config.getOptionalBoolean('sentry.startupCheck') ?? true) {
          deps.lifecycle.addStartupHook(() => {
            // Not awaited: a slow Sentry does not delay the start.
            logInstances(instances, config, logger);
          });
        }
      },
    });
  },
});
