/**
 * A module of the events backend that accepts Sentry's webhooks and publishes them,
 * reduced, to the topics `sentry.<resource>`.
 *
 * @packageDocumentation
 */
export { eventsModuleSentry as default } from './module';
