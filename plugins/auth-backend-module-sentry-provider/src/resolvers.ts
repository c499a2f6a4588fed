import {
  commonSignInResolvers,
  createSignInResolverFactory,
  type OAuthAuthenticatorResult,
  type SignInInfo,
} from '@backstage/plugin-auth-node';
import { NotAllowedError } from '@backstage/errors';
import { SENTRY_USER_ID_ANNOTATION } from 'backstage-plugin-sentry-common';
import { z } from 'zod/v3';
import type { SentryProfile } from './client/schemas';

type Info = SignInInfo<OAuthAuthenticatorResult<SentryProfile>>;

/**
 * The ways in which the user of a sign-in with Sentry is found in the catalog.
 *
 * @public
 */
export namespace sentrySignInResolvers {
  /**
   * Finds the user entity whose `spec.profile.email` is the e-mail address that the
   * user has confirmed in Sentry. Throws a NotAllowedError for one who has not.
   */
  export const emailMatchingUserEntityProfileEmail =
    createSignInResolverFactory({
      optionsSchema: z
        .object({
          allowedDomains: z.array(z.string()).optional(),
          dangerouslyAllowSignInWithoutUserInCatalog: z.boolean().optional(),
        })
        .optional(),
      create(options) {
        const findByEmail =
          commonSignInResolvers.emailMatchingUserEntityProfileEmail(options);
        return async (info: Info, ctx) => {
          const domain = info.profile.email?.split('@').at(-1);
          if (domain === undefined) {
            throw new NotAllowedError(
              'Sentry does not say that this user has confirmed an e-mail address. It has to be confirmed in the account settings of Sentry.',
            );
          }
          if (options?.allowedDomains?.includes(domain) === false) {
            throw new NotAllowedError(
              "The domain of this user's e-mail address is not allowed to sign in",
            );
          }
          return findByEmail(info, ctx);
        };
      },
    });

  /**
   * Finds the user entity whose annotation `sentry.io/user-id` is the user's id in
   * Sentry, which never changes and is nobody else's.
   */
  export const userIdMatchingUserEntityAnnotation = createSignInResolverFactory(
    {
      create() {
        return async ({ result }: Info, ctx) =>
          ctx.signInWithCatalogUser({
            annotations: { [SENTRY_USER_ID_ANNOTATION]: result.fullProfile.id },
          });
      },
    },
  );
}
