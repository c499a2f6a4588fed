/**
 * The `sentry` provider of Backstage's auth backend: users sign in with Sentry, or
 * connect their Sentry identity to a portal they have signed in to otherwise. Add it
 * with `backend.add(import('backstage-plugin-auth-backend-module-sentry-provider'))`.
 *
 * @packageDocumentation
 */
export {
  authModuleSentryProvider,
  authModuleSentryProvider as default,
} from './module';
export { sentryAuthenticator } from './authenticator';
export { sentrySignInResolvers } from './resolvers';
export type { SentryProfile } from './client/schemas';
