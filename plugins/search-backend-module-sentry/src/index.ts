/**
 * A module of the search backend: the issues of the entities that name Sentry projects,
 * found by those who may read them.
 *
 * @packageDocumentation
 */
export { searchModuleSentry as default } from './module';
export type { SentryIssueDocument } from './document';
