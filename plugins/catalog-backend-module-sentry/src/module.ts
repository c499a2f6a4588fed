import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { sentryAnnotationModel } from './annotationModel';
import { SentryAnnotationProcessor } from './SentryAnnotationProcessor';

/**
 * Warns of wrong Sentry annotations by `status.items` of the entity, of type
 * `sentry.io/annotation` and level `warning`. With `sentry.catalog.annotationModel` in config
 * it adds {@link sentryAnnotationModel} to the catalog's model, too.
 *
 * @public
 */
export const catalogModuleSentry = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'sentry',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        model: catalogModelExtensionPoint,
        processing: catalogProcessingExtensionPoint,
      },
      async init({ config, model, processing }) {
        processing.addProcessor(new SentryAnnotationProcessor());
        if (config.getOptionalBoolean('sentry.catalog.annotationModel')) {
          model.addModelSource(
            CatalogModelSources.static([sentryAnnotationModel]),
          );
        }
      },
    });
  },
});
