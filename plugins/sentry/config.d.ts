export interface Config {
  /** Optional: the app starts without it. */
  sentry?: {
    /**
     * Slug of the default organization.
     *
     * @visibility frontend
     */
    organization?: string;
  };
}
