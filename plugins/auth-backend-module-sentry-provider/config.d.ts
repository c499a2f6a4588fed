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
           * Address of a self-hosted Sentry, with its path; http only on this
           * machine. Default: https://sentry.io
           */
          baseUrl?: string;
          /** The address Sentry sends the browser back to, if not the backend's own. */
          callbackUrl?: string;
          /** Scopes to ask for besides event:read, org:read and project:read. */
          additionalScopes?: string | string[];
          /** How long the browser keeps the connection. Default: 1,000 days */
          sessionDuration?: HumanDuration | string;
          /** Sign-in to Backstage; without it users only connect. */
          signIn?: {
            /** How users are found in the catalog, in this order. */
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
