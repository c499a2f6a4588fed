import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scorecardMetricsExtensionPoint } from '@red-hat-developer-hub/backstage-plugin-scorecard-node';
import { SentryBackendClient } from 'backstage-plugin-sentry-node';
import { createSentryMetricProviders } from './metricProviders';

/**
 * Adds the metrics `sentry.<fact>`. Without the scorecard plugin it does nothing.
 *
 * @public
 */
export const scorecardModuleSentry = createBackendModule({
  pluginId: 'scorecard',
  moduleId: 'sentry',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        metrics: scorecardMetricsExtensionPoint,
      },
      async init({ metrics, ...deps }) {
        metrics.addMetricProvider(
          ...createSentryMetricProviders(new SentryBackendClient(deps)),
        );
      },
    });
  },
});
