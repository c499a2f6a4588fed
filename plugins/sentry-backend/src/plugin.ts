import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { sentryPermissions } from 'backstage-plugin-sentry-common';
import { sentryServiceRef } from 'backstage-plugin-sentry-node';
import { CallerAccess } from './access/CallerAccess';
import { CatalogReader } from './access/CatalogReader';
import { EntityAccess, UpdateAccess } from './access/EntityAccess';
import { InstancePermission, IssuePermission } from './access/permissions';
import { SentryAccounts } from './access/accounts';
import { SentryAudit } from './audit/SentryAudit';
import { followChanges } from './answers/changes';
import { createRouter } from './router/createRouter';
import { createEntityServices } from './features/createEntityServices';
import { IdentityCheck } from './scopes/identity';
import {
  InstancesService,
  logInstances,
} from './features/instances/InstancesService';
import { InstanceWatch } from './features/instances/RecentProblems';
import {
  MyAccess,
  MyChoicesService,
  MyIssuesService,
  MyTeamsService,
} from './features/mine';
import { OrganizationsService } from './features/organizations';
import { SourceLinks } from './features/detail/SourceLinks';

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
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        sentry: sentryServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { cache, config, httpAuth, logger, metrics } = deps;
        const watch = InstanceWatch.create();
        const sentry = watch.over(deps.sentry);
        deps.permissionsRegistry.addPermissions(sentryPermissions);
        const reader = CatalogReader.create(deps);
        const permission = IssuePermission.create(deps);
        const ttlMs = sentry.config.cache.accessTtlMs;
        const access = EntityAccess.create({ reader, permission, ttlMs });
        const accounts = SentryAccounts.create({ auth: deps.auth, reader });
        // Backstage's store in memory has no bound: answers are not for it.
        const store = config.getOptionalString('backend.cache.store');
        const isShared = store !== undefined && store !== 'memory';
        const identity = IdentityCheck.create({ accounts });
        const services = createEntityServices({
          sentry,
          identity,
          events: deps.events,
          cache,
          isShared,
          sourceLinks: SourceLinks.fromConfig(config),
          logger,
          metrics,
        });
        if (sentry.config.triage.enabled) {
          await followChanges(deps.events, services.changes);
        }
        const audit = SentryAudit.create({
          auditor: deps.auditor,
          sentry,
          logger: deps.logger,
          lists: config.getOptionalBoolean('sentry.audit.lists') ?? true,
        });
        const instancePermission = InstancePermission.create(deps);
        const instances = InstancesService.create({ sentry, watch });
        const callerAccess = CallerAccess.create({
          ...deps,
          reader,
          permission,
          ttlMs,
        });
        deps.httpRouter.use(
          createRouter({
            httpAuth,
            access,
            audit,
            services,
            updateAccess: UpdateAccess.create({ permission }),
            instancePermission,
            instances,
            callerAccess,
            myAccess: MyAccess.create({ callerAccess, accounts, sentry }),
            myIssues: MyIssuesService.create({
              issues: services.issues,
              accounts,
              sentry,
            }),
            myChoices: MyChoicesService.create(services),
            myTeams: MyTeamsService.create(services),
            organizations: OrganizationsService.create({ sentry, identity }),
          }),
        );
        if (config.getOptionalBoolean('sentry.startupCheck') ?? true) {
          deps.lifecycle.addStartupHook(() => {
            // Not awaited: a Sentry that is slow holds up nobody's start.
            logInstances({ instances, config, logger });
          });
        }
      },
    });
  },
});
