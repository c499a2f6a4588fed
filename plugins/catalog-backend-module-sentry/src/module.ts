import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { CatalogModelSources } from '@backstage/catalog-model/alpha';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogModelExtensionPoint } from '@backstage/plugin-catalog-node/alpha';
import { sentryAnnotationModel } from './annotationModel';
import { GeneratedAnnotations } from './GeneratedAnnotations';
import { SentryAnnotationProcessor } from './SentryAnnotationProcessor';
import { SentryGeneratedAnnotationProcessor } from './SentryGeneratedAnnotationProcessor';

// What the Sentry backend answers from its database.
const FETCHED = { minutes: 1 };

/**
 * Warns of wrong Sentry annotations by `status.items` of the entity, of type
 * `sentry.io/annotation` and level `warning`. With `sentry.catalog.annotationModel` in config
 * it adds {@link sentryAnnotationModel} to the catalog's model, with
 * `sentry.coverage.applyExactMatches` it gives entities without `sentry.io/project-slug` that of
 * their exact match, marked by `sentry.io/generated`.
 *
 * @public
 */
export const catalogModuleSentry = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'sentry',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        model: catalogModelExtensionPoint,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ config, model, processing, scheduler, ...deps }) {
        if (config.getOptionalBoolean('sentry.coverage.applyExactMatches')) {
          const generated = new GeneratedAnnotations(deps);
          processing.addProcessor(
            new SentryGeneratedAnnotationProcessor(generated),
          );
          await scheduler.scheduleTask({
            id: 'sentry-generated-annotations',
            frequency: FETCHED,
            timeout: FETCHED,
            // Each replica processes entities.
            scope: 'local',
            fn: signal => generated.fetch(signal),
          });
        }
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
