import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { scaffolderAutocompleteExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { createAlertAction } from './actions/createAlert';
import { createSentryCreateProjectAction } from './actions/createProject';
import { createSentryFetchDSNAction } from './actions/fetchDsn';
import { createLinkRepositoryAction } from './actions/linkRepository';
import { createSendEventAction } from './actions/sendEvent';
import { createAutocompleteHandler } from './autocomplete';
import { createCredentialsRoute } from './credentialsRoute';

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
        autocomplete: scaffolderAutocompleteExtensionPoint,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ scaffolder, autocomplete, config, ...http }) {
        scaffolder.addActions(
          createSentryCreateProjectAction({ config }),
          createSentryFetchDSNAction({ config }),
          createLinkRepositoryAction({ config }),
          createAlertAction({ config }),
          createSendEventAction({ config }),
        );
        autocomplete.addAutocompleteProvider({
          id: 'sentry',
          handler: createAutocompleteHandler({ config }),
        });
        // Modules start before their plugin, so that this router is asked first.
        http.httpRouter.use(createCredentialsRoute({ config, ...http }));
      },
    });
  },
});
