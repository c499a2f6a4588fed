/**
 * Template actions of Sentry: projects, keys, repositories, alerts and test events.
 *
 * @packageDocumentation
 */
export { createSentryCreateProjectAction } from './actions/createProject';
export { createSentryFetchDSNAction } from './actions/fetchDsn';
export { sentryModule as default } from './module';
