export interface Config {
  sentry?: {
    /**
     * Whether the state of each instance is checked and logged at the start, which does not
     * wait for it. Default: true
     */
    startupCheck?: boolean;

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
