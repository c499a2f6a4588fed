/**
 * A module of the catalog backend that warns of wrong Sentry annotations where the entity
 * is seen, and describes those annotations.
 *
 * @packageDocumentation
 */
export { catalogModuleSentry as default } from './module';
export { sentryAnnotationModel } from './annotationModel';
