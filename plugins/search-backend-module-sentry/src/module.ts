import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { SentryBackendClient } from 'backstage-plugin-sentry-node';
import { SentryIssueCollatorFactory } from './SentryIssueCollatorFactory';

const SECTION = 'search.collators.sentry';

/**
 * Adds documents of the type `sentry-issue` to Backstage's search. Search shows each to the
 * users who have `sentry.issue.read` for its entity, and asks the catalog nothing: a policy
 * that hides an entity has to deny that permission for it, too.
 *
 * @public
 */
export const searchModuleSentry = createBackendModule({
  pluginId: 'search',
  moduleId: 'sentry-collator',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        indexRegistry: searchIndexRegistryExtensionPoint,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { config, indexRegistry, scheduler } = deps;
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(readSchedule(config)),
          factory: new SentryIssueCollatorFactory({
            ...deps,
            sentry: new SentryBackendClient(deps),
            issuesPerProject: readIssuesPerProject(config),
            locationTemplate:
              config.getOptionalString(
                'search.collators.catalog.locationTemplate',
              ) ?? '/catalog/:namespace/:kind/:name',
          }),
        });
      },
    });
  },
});

function readSchedule(
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config.getOptionalConfig(`${SECTION}.schedule`);
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : {
        frequency: { minutes: 30 },
        timeout: { minutes: 25 },
        // The catalog and the plugin `sentry` start at the same time.
        initialDelay: { seconds: 30 },
      };
}

function readIssuesPerProject(config: RootConfigService): number {
  const key = `${SECTION}.issuesPerProject`;
  const count = config.getOptionalNumber(key) ?? 25;
  if (!Number.isInteger(count) || count < 1 || count > 100) {
    throw new InputError(
      `Invalid config at ${key}: expected a whole number from 1 to 100.`,
    );
  }
  return count;
}
