/**
 * What the Sentry plugins of Backstage share: the shapes of the HTTP API, the
 * annotations and their parser, problem codes and permissions. Isomorphic: no
 * I/O, no Node, no React.
 *
 * @packageDocumentation
 */
export * from './annotationNames';
export * from './annotations';
export * from './issueQuery';
export * from './permissions';
export * from './problems';
export * from './projectAnnotation';
export * from './sourceRoot';
export * from './types/activity';
export * from './types/alerts';
export * from './types/coverage';
export * from './types/event';
export * from './types/instance';
export * from './types/issue';
export * from './types/issueDetail';
export * from './types/linked';
export * from './types/project';
export * from './types/release';
export * from './types/shared';
export * from './types/summary';
export * from './types/tags';
export * from './types/triage';
