/**
 * What the Sentry plugins of Backstage share: the shapes of the HTTP API, the
 * annotations and their parser, problem codes and permissions. Isomorphic: no
 * I/O, no Node, no React.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './issueQuery';
export * from './permissions';
export * from './problems';
export { isSentryShortId } from './shortId';
export * from './types';
export { SENTRY_USER_TOKEN_HEADER } from './userToken';
