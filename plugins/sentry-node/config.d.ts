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
   * Sentry for Backstage. Without it the plugins start and report what is missing.
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

    /** How the backend authenticates to Sentry, instead of `token`. */
    auth?: {
      /**
       * The kind of credential: token, api-key, user (the caller's own Sentry token) or
       * token-exchange; others by a credentials provider, which documents its own keys.
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
      /** With type token-exchange: the id of Backstage at that service. */
      clientId?: string;
      /**
       * With type token-exchange: the secret of that id. A changed one needs no restart.
       *
       * @visibility secret
       */
      clientSecret?: string;
      /** With type token-exchange: what the tokens are for. Default: the instance's API */
      resource?: string;
      /** With type token-exchange: the service's name for the API, where it needs one. */
      audience?: string;
      /** With type token-exchange. Default: event:read, project:read and org:read */
      scopes?: string[];
      /** With type token-exchange: the type of Backstage's own tokens. Default: urn:ietf:params:oauth:token-type:jwt */
      subjectTokenType?: string;
      /**
       * With types user and token-exchange: whether users whose User entity has no
       * sentry.io/user-id are refused. Default: false
       */
      requireUserId?: boolean;
    };

    /**
     * Address of Sentry, without /api/0; it may have a path. sentry.io forwards requests to
     * other regions; the region's own address saves that hop. Default: https://sentry.io
     */
    baseUrl?: string;

    /**
     * What links use in place of `baseUrl`, where that is reachable from the backend only.
     * Default: `baseUrl`
     */
    publicUrl?: string;

    /** The kind of server. Default: detected */
    server?: 'sentry' | 'glitchtip';

    /** Slugs of further organizations that annotations may name; '*' for any that the token can
     * read. Default: none */
    allowedOrganizations?: string[] | '*';

    /** More servers or organizations. */
    instances?: Array<{
      /** Required. Annotations put it before the colon: `eu:acme-eu/billing`. */
      name: string;
      /** Slug of the organization that annotations of this instance mean. */
      organization?: string;
      /**
       * Short for `auth: { type: token, token: … }`.
       *
       * @visibility secret
       */
      token?: string;
      /** How the backend authenticates to this instance. */
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
        /** With type token-exchange: the id of Backstage at that service. */
        clientId?: string;
        /**
         * With type token-exchange: the secret of that id. A changed one needs no restart.
         *
         * @visibility secret
         */
        clientSecret?: string;
        /** With type token-exchange: what the tokens are for. Default: the instance's API */
        resource?: string;
        /** With type token-exchange: the service's name for the API, where it needs one. */
        audience?: string;
        /** With type token-exchange. Default: event:read, project:read and org:read */
        scopes?: string[];
        /** With type token-exchange: the type of Backstage's own tokens. Default: urn:ietf:params:oauth:token-type:jwt */
        subjectTokenType?: string;
        /** With types user and token-exchange: whether users without sentry.io/user-id are refused. */
        requireUserId?: boolean;
      };
      /** Address of this instance. Default: https://sentry.io */
      baseUrl?: string;
      /** What links use in place of `baseUrl`. Default: `baseUrl` */
      publicUrl?: string;
      /** The kind of server. Default: detected */
      server?: 'sentry' | 'glitchtip';
      /** Slugs of further organizations that annotations may name; '*' for any. */
      allowedOrganizations?: string[] | '*';
      /** Webhooks of this instance. */
      webhooks?: {
        /**
         * The client secret of the integration that sends them, or a list.
         *
         * @visibility secret
         */
        clientSecret?: string | string[];
      };
      /** Overrides `sentry.client` for this instance. */
      client?: {
        /**
         * Time one attempt may take, such as 10s.
         */
        timeout?: HumanDuration | DurationText;
        /**
         * Requests in flight at once.
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
       * How long after that it may still be served, while a new one is fetched or Sentry
       * fails. Default: 15m
       */
      staleFor?: HumanDuration | DurationText | 0 | '0';
      /**
       * How long a decision on access is remembered; 0 turns that off. Default: 30s
       */
      accessTtl?: HumanDuration | DurationText | 0 | '0';
    };

    /** Requests to Sentry. */
    client?: {
      /**
       * Time one attempt may take. Default: 10s
       */
      timeout?: HumanDuration | DurationText;
      /**
       * Requests in flight at once, for each instance. Default: 5
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

    /** Which parts of an event users see. */
    detail?: {
      /**
       * Parts that are left out by default: requestHeaders (those beyond a safe
       * list), requestBody, localVariables, userIdentity (id, names and e-mail address),
       * extra, breadcrumbData. Cookies, credentials and IP addresses are always left out.
       * Default: none
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

    /**
     * What owners of entities are notified of, by Backstage's notifications. An empty object
     * turns them on. Default: off
     */
    notifications?: {
      /**
       * For entities without the annotation sentry.io/notify. Default: all of them
       */
      on?: Array<'new' | 'regressed' | 'escalating' | 'assigned'>;
      /** The least priority of new issues. Default: medium */
      minPriority?: 'low' | 'medium' | 'high';
      /**
       * Whether notifications have the titles of issues. Owners are not asked for by the
       * permission sentry.issue.read. Default: true
       */
      includeTitles?: boolean;
      /** When Sentry is asked for what is new; webhooks make it at once. */
      schedule?: {
        /** From 1m. Default: 10m */
        frequency?: HumanDuration | DurationText;
        /** How long one look may take. Default: 5m */
        timeout?: HumanDuration | DurationText;
        /** How long after the start the first look is. Default: 0 */
        initialDelay?: HumanDuration | DurationText | 0 | '0';
      };
      /**
       * Ref of the group or user that is notified before a credential ends and of an
       * instance that stays unreachable, such as group:default/platform. Default: none
       */
      platformTeam?: string;
    };

    /** How entities of the catalog are compared with the projects of Sentry. */
    coverage?: {
      /** When they are compared. */
      schedule?: {
        /** From 1m. Default: 1h */
        frequency?: HumanDuration | DurationText;
        /** How long one comparison may take. Default: 10m */
        timeout?: HumanDuration | DurationText;
        /** How long after the start the first comparison is. Default: 1m */
        initialDelay?: HumanDuration | DurationText | 0 | '0';
      };
      /**
       * Whether the module of the catalog backend gives entities without the annotation
       * sentry.io/project-slug that of their exact match, and of matches that owners accept.
       * Default: false
       */
      applyExactMatches?: boolean;
    };

    /** What the module of the catalog backend does. */
    catalog?: {
      /**
       * Whether the annotations are described in the catalog's model, for people and agents.
       * The first layer of a portal makes the catalog process all its entities by that model
       * instead of the built-in kinds. Default: false
       */
      annotationModel?: boolean;
    };

    /** Webhooks of Sentry, of the instance that annotations mean when they name none. */
    webhooks?: {
      /**
       * The client secret of the internal integration in Sentry that sends webhooks. A list,
       * while it is replaced or where several integrations send here. Default: webhooks are off
       *
       * @visibility secret
       */
      clientSecret?: string | string[];
    };
  };
}
