export interface Config {
  sentry?: {
    /**
     * Whether the state of each instance is checked and logged at the start, which does not
     * wait for it. Default: true
     */
    startupCheck?: boolean;

    /** What agents (MCP) and templates can do with the actions of this plugin. */
    actions?: {
      /**
       * Whether service tokens may use the actions. Permissions don't hold for them: with one,
       * the issues of every entity can be read and, with triage, changed. Default: false
       */
      allowServices?: boolean;
    };

    /** Events of Backstage's auditor. */
    audit?: {
      /**
       * Whether lists, summaries and the like that were answered are audit events, of low
       * severity. Refusals and failures always are. Default: true
       */
      lists?: boolean;
    };
  };
}
