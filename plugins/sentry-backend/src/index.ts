/**
 * The backend plugin of Sentry for Backstage. Add it to a backend with
 * `backend.add(import('backstage-plugin-sentry-backend'))`.
 *
 * @packageDocumentation
 */
export { sentryPlugin, sentryPlugin as default } from './plugin';
