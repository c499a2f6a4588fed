import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { techInsightsFactRetrieversExtensionPoint } from '@backstage-community/plugin-tech-insights-node';
import { SentryBackendClient } from 'backstage-plugin-sentry-node';
import { createSentryFactRetriever, RETRIEVER_ID } from './factRetriever';

/**
 * Adds the fact retriever `sentry-facts`. Tech Insights runs it only with
 * `techInsights.factRetrievers.sentry-facts.cadence` in config.
 *
 * @public
 */
export const techInsightsModuleSentry = createBackendModule({
  pluginId: 'tech-insights',
  moduleId: 'sentry',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        factRetrievers: techInsightsFactRetrieversExtensionPoint,
      },
      async init({ factRetrievers, ...deps }) {
        factRetrievers.addFactRetrievers({
          [RETRIEVER_ID]: createSentryFactRetriever({
            ...deps,
            sentry: new SentryBackendClient(deps),
          }),
        });
      },
    });
  },
});
