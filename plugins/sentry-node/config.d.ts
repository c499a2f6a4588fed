import type { HumanDuration } from '@backstage/types';

// As strict as the backend's reader, which names the fix. `backstage-cli config:check
// --strict` finds unknown keys with it. The form of texts is left to the reader.

/**
 * Such as 60s, 15m, 2 hours or PT1M. A number has no unit, and is taken for its text.
 *
 * @pattern [a-zA-Z]|^\s*$
 */
type DurationText = string;

export interface Config {
  /**
   * Sentry for Backstage. Without it the plugins start, and say what is missing.
   *
   * `organization`, `token`, `auth`, `baseUrl` and `allowedOrganizations` at this
   * level describe the instance named `default`.
   */
  sentry?: {
    /**
     * Slug of the organization that annotations mean when they name none.
     *
     * @visibility frontend
     */
    organization?: string;

    /**
     * A token that reads issues: of an internal integration, a user or an OAuth
     * application, with the scopes event:read, org:read and project:read. Short
     * for `auth: { type: token, token: … }`.
     *
     * @visibility secret
     */
    token?: string;

    /** How the backend proves itself to Sentry, instead of `token`. */
    auth?: {
      /**
       * The kind of credential: token, api-key, user (the caller's own Sentry token) or
       * token-exchange; others by a provider, which says what further keys it reads.
       */
      type: string;
      /**
       * With type token: as `token` above.
       *
       * @visibility secret
       */
      token?: string;
      /**
       * With type api-key: the legacy API key of an organization.
       *
       * @visibility secret
       */
      apiKey?: string;
      /** With type token-exchange: the token endpoint of the security token service, by https. */
      tokenUrl?: string;
      /** With type token-exchange: what that service knows Backstage as. */
      clientId?: string;
      /**
       * With type token-exchange: what proves that. A changed one needs no restart.
       *
       * @visibility secret
       */
      clientSecret?: string;
      /** With type token-exchange: what the tokens are for. Default: the instance's API. */
      resource?: string;
      /** With type token-exchange: the name that the service has for it, where it wants one. */
      audience?: string;
      /** With type token-exchange. Default: event:read, project:read and org:read */
      scopes?: string[];
      /** With type token-exchange: what Backstage's identities are called. Default: urn:ietf:params:oauth:token-type:jwt */
      subjectTokenType?: string;
      /**
       * With types user and token-exchange: whether users are refused whose User entity
       * has no sentry.io/user-id. Default: false
       */
      requireUserId?: boolean;
    };

    /**
     * Where Sentry answers, without /api/0; a path is kept. Sentry hands on what belongs to
     * another region; the region's own address saves that detour. Default: https://sentry.io
     */
    baseUrl?: string;

    /**
     * What links use in place of `baseUrl`, where that is reachable from the backend only.
     * Default: `baseUrl`
     */
    publicUrl?: string;

    /** The kind of server: sentry or glitchtip. Default: found out. */
    server?: 'sentry' | 'glitchtip';

    /** Slugs of the organizations that annotations may name besides; '*' for any. */
    allowedOrganizations?: string[] | '*';

    /** More servers or organizations. */
    instances?: Array<{
      /** Stands before the colon in annotations: `eu:acme-eu/billing`. Each needs one. */
      name: string;
      /** Slug of the organization that annotations of this instance mean. */
      organization?: string;
      /**
       * Short for `auth: { type: token, token: … }`.
       *
       * @visibility secret
       */
      token?: string;
      /** How the backend proves itself to this instance. */
      auth?: {
        /** The kind of credential: token, api-key, user, token-exchange, or one that a provider serves. */
        type: string;
        /**
         * With type token.
         *
         * @visibility secret
         */
        token?: string;
        /**
         * With type api-key.
         *
         * @visibility secret
         */
        apiKey?: string;
        /** With type token-exchange: the token endpoint of the security token service, by https. */
        tokenUrl?: string;
        /** With type token-exchange: what that service knows Backstage as. */
        clientId?: string;
        /**
         * With type token-exchange: what proves that. A changed one needs no restart.
         *
         * @visibility secret
         */
        clientSecret?: string;
        /** With type token-exchange: what the tokens are for. Default: the instance's API. */
        resource?: string;
        /** With type token-exchange: the name that the service has for it, where it wants one. */
        audience?: string;
        /** With type token-exchange. Default: event:read, project:read and org:read */
        scopes?: string[];
        /** With type token-exchange: what Backstage's identities are called. Default: urn:ietf:params:oauth:token-type:jwt */
        subjectTokenType?: string;
        /** With types user and token-exchange: whether users without sentry.io/user-id are refused. */
        requireUserId?: boolean;
      };
      /** Where this instance answers. Default: https://sentry.io */
      baseUrl?: string;
      /** What links use in place of `baseUrl`. Default: `baseUrl` */
      publicUrl?: string;
      /** The kind of server: sentry or glitchtip. Default: found out. */
      server?: 'sentry' | 'glitchtip';
      /** Slugs of further organizations that annotations may name; '*' for any. */
      allowedOrganizations?: string[] | '*';
      /** Overrides `sentry.client` for this instance. */
      client?: {
        /**
         * Time one attempt may take, such as 10s.
         */
        timeout?: HumanDuration | DurationText;
        /**
         * Requests under way at once.
         *
         * @asType integer
         * @minimum 1
         */
        maxConcurrency?: number;
        /**
         * Further attempts after a failed one.
         *
         * @asType integer
         * @minimum 0
         * @maximum 10
         */
        retries?: number;
      };
    }>;

    /** How long answers of Sentry are kept. The only number that is a duration is 0. */
    cache?: {
      /**
       * How long an answer is fresh. Default: 60s
       */
      ttl?: HumanDuration | DurationText | 0 | '0';
      /**
       * How long after that it may be served while a new one is fetched, or when none can
       * be. Default: 15m
       */
      staleFor?: HumanDuration | DurationText | 0 | '0';
      /**
       * How long a decision on access is remembered; 0 turns that off. Default: 30s
       */
      accessTtl?: HumanDuration | DurationText | 0 | '0';
    };

    /** How Sentry is asked. */
    client?: {
      /**
       * Time one attempt may take. Default: 10s
       */
      timeout?: HumanDuration | DurationText;
      /**
       * Requests under way at once, for each instance. Default: 5
       *
       * @asType integer
       * @minimum 1
       */
      maxConcurrency?: number;
      /**
       * Further attempts after a failed one. Default: 2
       *
       * @asType integer
       * @minimum 0
       * @maximum 10
       */
      retries?: number;
    };

    /** What of an event users get to see. */
    detail?: {
      /**
       * What is left out unless it is named here: requestHeaders (those beyond a safe
       * list), requestBody, localVariables, userIdentity (id, names and e-mail address),
       * extra, breadcrumbData. Cookies, credentials and IP addresses always are. Default:
       * none
       */
      include?: Array<
        | 'requestHeaders'
        | 'requestBody'
        | 'localVariables'
        | 'userIdentity'
        | 'extra'
        | 'breadcrumbData'
      >;
    };

    /**
     * Changing issues from Backstage: for holders of the permission sentry.issue.update, with
     * a credential that has the scope event:write.
     */
    triage?: {
      /** Whether issues can be resolved, archived, assigned and prioritized. Default: false */
      enabled?: boolean;
    };

    /** What Sentry tells Backstage by itself. */
    webhooks?: {
      /**
       * The client secret of the integration in Sentry that sends webhooks.
       *
       * @visibility secret
       */
      clientSecret?: string;
    };
  };
}
