export interface Config {
  scaffolder?: {
    /** What template actions create projects, teams, alerts and test events with. */
    sentry?: {
      /**
       * Token with the scopes project:write, team:write, alerts:write and org:read. It is sent to
       * `apiBaseUrl` alone. The token of the section `sentry` is never used instead.
       * @visibility secret
       */
      token?: string;

      /** Address of Sentry's Web API. Default: https://sentry.io/api/0 */
      apiBaseUrl?: string;

      /** Credentials of other instances, by the name that `sentry.instances` gives them. */
      instances?: {
        [name: string]: {
          /**
           * The same of this instance.
           * @visibility secret
           */
          token?: string;

          /** Default: `baseUrl` of the instance, followed by /api/0. */
          apiBaseUrl?: string;
        };
      };
    };
  };
}
