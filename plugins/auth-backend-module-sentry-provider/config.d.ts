import type { HumanDuration } from '@backstage/types';

export interface Config {
  auth?: {
    providers?: {
      /**
       * Sign-in with Sentry, and the connection of a user's Sentry identity.
       *
       * @visibility frontend
       */
      sentry?: {
        [authEnv: string]: {
          /** Client ID of the application in Sentry. */
          clientId: string;
          /**
           * Client secret of the application in Sentry.
           *
           * @visibility secret
           */
          clientSecret: string;
          /**
           * The address of a Sentry of your own, with its path; by http on this
           * machine alone. Default: https://sentry.io
           */
          baseUrl?: string;
          /** The address Sentry sends the browser back to, if not the backend's own. */
          callbackUrl?: string;
          /** Scopes to ask for besides event:read, org:read and project:read. */
          additionalScopes?: string | string[];
          /** How long the browser keeps the connection. */
          sessionDuration?: HumanDuration | string;
          /** How users are found in the catalog; without it users only connect. */
          signIn?: {
            resolvers: Array<
              | {
                  resolver: 'emailMatchingUserEntityProfileEmail';
                  allowedDomains?: string[];
                  dangerouslyAllowSignInWithoutUserInCatalog?: boolean;
                }
              | { resolver: 'userIdMatchingUserEntityAnnotation' }
              | {
                  resolver: 'emailLocalPartMatchingUserEntityName';
                  allowedDomains?: string[];
                  dangerouslyAllowSignInWithoutUserInCatalog?: boolean;
                }
            >;
          };
        };
      };
    };
  };
}
