export interface Config {
  sentry?: {
    /**
     * Whether each instance is asked at the start how it is doing, for a line in the
     * log. The start does not wait for it. Default: true
     */
    startupCheck?: boolean;

    /** What Backstage's auditor is told of reading Sentry. */
    audit?: {
      /**
       * Whether each list, summary and the like that was answered is an event, of low
       * severity. What was refused or failed always is. Default: true
       */
      lists?: boolean;
    };
  };
}
