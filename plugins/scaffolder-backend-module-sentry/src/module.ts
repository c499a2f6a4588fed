import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createSentryCreateProjectAction } from './actions/createProject';
import { createSentryFetchDSNAction } from './actions/fetchDsn';

/**
 * Adds the template actions of Sentry to the scaffolder. It has the id of the module it
 * replaces, `@backstage/plugin-scaffolder-backend-module-sentry`, so that a backend with
 * both does not start.
 *
 * @public
 */
export const sentryModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'sentry',
  register(reg) {
    reg.registerInit({
      deps: {
        scaffolder: scaffolderActionsExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ scaffolder, config }) {
        scaffolder.addActions(
          createSentryCreateProjectAction({ config }),
          createSentryFetchDSNAction({ config }),
        );
      },
    });
  },
});
