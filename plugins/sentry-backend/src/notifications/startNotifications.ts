import type {
  AuthService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SentryConfig, SentryService } from 'backstage-plugin-sentry-node';
import type { InstancesService } from '../features/instances/InstancesService';
import { readInstalledAt, type Database } from '../live/database';
import type { ScopeResolver } from '../scopes/ScopeResolver';
import { Announced } from './Announced';
import { EntityIndex } from './EntityIndex';
import { NewsService } from './NewsService';
import { OwnerNotifier } from './OwnerNotifier';
import { scheduleNews, type ScheduledNews } from './scheduleNews';
import { watchInstances } from './watchInstances';

interface NotificationsOptions {
  settings: NonNullable<SentryConfig['notifications']>;
  auth: AuthService;
  catalog: CatalogService;
  database: Database;
  instances: InstancesService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  metrics: MetricsService;
  notifications: NotificationService;
  resolver: ScopeResolver;
  scheduler: SchedulerService;
  sentry: SentryService;
}

/** Notifies owners of what is new in Sentry, from now on. */
export async function startNotifications(
  options: NotificationsOptions,
): Promise<ScheduledNews> {
  const { settings, database, lifecycle, instances } = options;
  const { schedule, platformTeam: team, includeTitles } = settings;
  const announced = new Announced(database);
  const notifier = new OwnerNotifier({ ...options, announced, includeTitles });
  const news = new NewsService({
    ...options,
    index: new EntityIndex({
      ...options,
      kinds: settings.on,
      // Each scheduled look reads the catalog; those after a webhook need not.
      freshMs: schedule.frequency.milliseconds * 0.9,
    }),
    announced,
    // Now, and not at the first look, which may come later.
    installedAt: await readInstalledAt(database),
    notifier,
    config: settings,
  });
  const scheduled = await scheduleNews({
    ...options,
    schedule,
    look: async signal => {
      await news.look(signal);
      if (team !== undefined) {
        await watchInstances({ instances, announced, notifier, team });
      }
    },
  });
  lifecycle.addShutdownHook(scheduled.stop);
  return scheduled;
}
