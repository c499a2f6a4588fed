/**
 * A module of the scorecard backend of Red Hat Developer Hub: metrics of the Sentry issues of
 * entities.
 *
 * @packageDocumentation
 */
export { scorecardModuleSentry as default } from './module';
