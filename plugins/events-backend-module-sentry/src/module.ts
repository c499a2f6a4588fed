import {
  coreServices,
  createBackendModule,
  type LoggerService,
  type RootConfigService,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  readSentryWebhookSources,
  type SentryWebhookSource,
} from 'backstage-plugin-sentry-node';
import { createIngressRouter } from './ingressRouter';

/**
 * Accepts Sentry's webhooks at `/api/events/http/sentry/:instance?`. Anyone may call that
 * route: nothing of a request is parsed or published unless it is signed with a client
 * secret of the instance, and no text of an event is published or logged at all. Without
 * a secret in config there is no such route.
 *
 * @public
 */
export const eventsModuleSentry = createBackendModule({
  pluginId: 'events',
  moduleId: 'sentry',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
      },
      async init({ config, events, httpRouter, logger, metrics }) {
        const sources = readSources(config, logger);
        if (sources.length === 0) {
          return;
        }
        // Modules start before their plugin, so that this router is asked first.
        httpRouter.use(
          createIngressRouter({ sources, events, logger, metrics }),
        );
        httpRouter.addAuthPolicy({
          path: '/http/sentry',
          allow: 'unauthenticated',
        });
      },
    });
  },
});

/** A mistake in the section `sentry` must not stop the events of the portal. */
function readSources(
  config: RootConfigService,
  logger: LoggerService,
): SentryWebhookSource[] {
  try {
    const sources = readSentryWebhookSources(config);
    if (sources.length === 0) {
      logger.info(
        'Webhooks of Sentry are off: sentry.webhooks.clientSecret is not set',
      );
    }
    return sources;
  } catch (error) {
    logger.error(`Webhooks of Sentry are off. ${error}`);
    return [];
  }
}
