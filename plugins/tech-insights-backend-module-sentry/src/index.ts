/**
 * A module of the Tech Insights backend: facts about the Sentry issues of entities.
 *
 * @packageDocumentation
 */
export { techInsightsModuleSentry as default } from './module';
