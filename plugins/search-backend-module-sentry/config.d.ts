import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  search?: {
    collators?: {
      /** Sentry's issues in Backstage's search. */
      sentry?: {
        /** When they are read. Default: every 30 minutes, for 25 minutes at most. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;

        /** How many issues of each project are found, the most frequent first: 1 to 100. Default: 25 */
        issuesPerProject?: number;
      };
    };
  };
}
