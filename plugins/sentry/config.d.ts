export interface Config {
  /** Everything here is optional: without it the app starts all the same. */
  sentry?: {
    /**
     * Slug of the default organization.
     *
     * @visibility frontend
     */
    organization?: string;
  };
}
