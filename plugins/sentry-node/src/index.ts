/**
 * Node library of the Sentry plugins: the `sentry` section of config, the client
 * of Sentry's Web API with its credentials, and the service that hands both to
 * backend plugins and modules. Start with `sentryServiceRef`.
 *
 * @packageDocumentation
 */
export {
  sentryServiceRef,
  sentryCredentialsProvidersServiceRef,
} from './service/refs';
export type { SentryService } from './service/SentryService';
export { sentryServerOf } from './service/userServers';
export { SentryBackendClient } from './backendClient';
export { sentryFacts, type SentryFacts } from './facts';
export { readSentryBaseUrl } from './config/baseUrl';
export { nearestOf } from './config/configError';
export {
  readSentryWebhookSources,
  type SentryWebhookSource,
} from './config/webhooks';
export type { SentryConfig, SentryInstanceConfig } from './config/types';
export {
  SentryCaller,
  type SentryCallerCredentials,
  type SentryCredentials,
  type SentryCredentialsProvider,
} from './credentials/types';
export { SentryProblemError } from './problems';
export type { SentryAnswer, SentryClient } from './client/SentryClient';
export type { SentryIssueClient } from './client/SentryIssueClient';
export type { SentryProjectClient } from './client/SentryProjectClient';
export type * from './client/types';
export { readJsonBody } from './http';
export { checkSentryIdentity } from './client/requests/organizations';
export type { SentryCapabilities } from './client/servers/dialects';
export { withoutSecrets } from './text/withoutSecrets';
export { sentryLinks, type SentryPlace } from './mapping/links';
export type { SentryIssueState } from './mapping/issue';
export {
  readSentryWebhookEvent,
  sentryWebhookResources,
  type SentryWebhookEvent,
} from './webhookEvent';
