import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { sentryTrafficServiceRef } from '../client/http/SentryTraffic';
import { sentryCredentialsProvidersServiceRef } from '../credentials';
import { DefaultSentryService } from './DefaultSentryService';
import type { SentryService } from './SentryService';

/**
 * The configured Sentry instances, for any backend plugin or module. Reads the
 * `sentry` section when the first of a plugin's parts depends on it, so that a
 * malformed one fails that plugin, with the path in config and the fix.
 *
 * @public
 */
export const sentryServiceRef = createServiceRef<SentryService>({
  id: 'sentry.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        providers: sentryCredentialsProvidersServiceRef,
        traffic: sentryTrafficServiceRef,
      },
      factory: deps => DefaultSentryService.create(deps),
    }),
});
