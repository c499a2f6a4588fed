export {
  SENTRY_ENVIRONMENT_ANNOTATION,
  SENTRY_PROJECT_FORM,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  SENTRY_QUERY_ANNOTATION,
  SENTRY_SOURCE_ROOT_ANNOTATION,
  SENTRY_USER_ID_ANNOTATION,
} from './names';
export {
  parseSentryProjectAnnotation,
  type SentryProjectRef,
  type SentryProjectAnnotation,
} from './parseProjects';
export {
  isSentryAvailable,
  readSentryAnnotations,
  readSentryFilterAnnotations,
} from './readAnnotations';
export type {
  SentryAnnotations,
  SentryFilterAnnotations,
} from './readAnnotations';
export { readSentrySourceRoots, type SentrySourceRoot } from './sourceRoot';
