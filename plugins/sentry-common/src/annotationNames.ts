/**
 * Names the Sentry projects of an entity: `project`, `org/project` or
 * `instance:org/project`, several separated by commas.
 *
 * @public
 */
export const SENTRY_PROJECT_SLUG_ANNOTATION = 'sentry.io/project-slug';

/**
 * How one project is written in {@link SENTRY_PROJECT_SLUG_ANNOTATION}, for texts
 * that say what to write.
 *
 * @public
 */
export const SENTRY_PROJECT_FORM =
  '`project`, `org/project` or `instance:org/project`';

/**
 * Of a User entity: the id of that user's account in Sentry.
 *
 * @public
 */
export const SENTRY_USER_ID_ANNOTATION = 'sentry.io/user-id';

/**
 * Names the environments an entity's issues are filtered by unless the viewer
 * chooses others; several separated by commas.
 *
 * @public
 */
export const SENTRY_ENVIRONMENT_ANNOTATION = 'sentry.io/environment';

/**
 * The search an entity's issues start from, in Sentry's syntax, instead of
 * `is:unresolved`.
 *
 * @public
 */
export const SENTRY_QUERY_ANNOTATION = 'sentry.io/query';

/**
 * Where the files of stack traces are in the entity's repository: a directory for all
 * relative names (`packages/web`), or `from=>to` for names that start with `from`
 * (`/app=>packages/web`, `webpack://shop/=>src`); several separated by commas, the first that
 * fits counts. Directories are below that of `backstage.io/source-location`; with a slash in
 * front, below the root of its repository. Without the annotation, relative names are
 * looked for in the directory of `backstage.io/source-location`.
 *
 * @public
 */
export const SENTRY_SOURCE_ROOT_ANNOTATION = 'sentry.io/source-root';

/**
 * Marks an entity whose {@link SENTRY_PROJECT_SLUG_ANNOTATION} is in no file: it was generated
 * from a match that Sentry and the catalog agree on, and follows it. Its value is `coverage`.
 *
 * @public
 */
export const SENTRY_GENERATED_ANNOTATION = 'sentry.io/generated';

/**
 * What the owners of an entity are notified of: some of `new`, `regressed`, `escalating` and
 * `assigned`, separated by commas, or `none`. Without it, config decides.
 *
 * @public
 */
export const SENTRY_NOTIFY_ANNOTATION = 'sentry.io/notify';
