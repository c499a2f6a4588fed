import type { SchedulerService } from '@backstage/backend-plugin-api';
import { CoverageService } from './CoverageService';

const TASK = 'sentry-coverage';

/** Compares the catalog with Sentry by schedule, on one replica at a time. */
export async function startCoverage(
  options: ConstructorParameters<typeof CoverageService>[0] & {
    scheduler: SchedulerService;
  },
): Promise<void> {
  const { scheduler, sentry } = options;
  const service = new CoverageService(options);
  await scheduler.scheduleTask({
    id: TASK,
    ...sentry.config.coverage.schedule,
    scope: 'global',
    fn: signal => service.compare(signal),
  });
}
