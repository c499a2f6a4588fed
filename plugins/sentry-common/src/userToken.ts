/**
 * The request header in which the frontend hands over the access token of the
 * user's own Sentry identity. Never `Authorization`, which carries Backstage's.
 *
 * @public
 */
export const SENTRY_USER_TOKEN_HEADER = 'x-sentry-user-token';
