import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { SentryInstanceStatus } from 'backstage-plugin-sentry-common';
import type { InstancesService } from '../features/instances/InstancesService';
import { subjectOf, type Announced, type Announcement } from './Announced';
import type { OwnerNotifier } from './OwnerNotifier';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** So many days before a credential ends. */
const REMINDERS = [1, 3, 14];
const CONNECTION_PAGE = '/sentry/connection';

interface WatchOptions {
  instances: InstancesService;
  announced: Announced;
  notifier: OwnerNotifier;
  /** Ref of who is notified. */
  team: string;
}

/** Notifies the platform team of instances that can't be used, or soon can't. */
export async function watchInstances(options: WatchOptions): Promise<void> {
  const { items } = await options.instances.list();
  for (const instance of items) {
    await watchCredential(instance, options);
    await watchConnection(instance, options);
  }
}

async function watchCredential(
  { name, baseUrl, expiresAt }: SentryInstanceStatus,
  options: WatchOptions,
): Promise<void> {
  if (expiresAt === undefined) {
    return;
  }
  const days = (Date.parse(expiresAt) - Date.now()) / DAY_MS;
  const rest = Math.ceil(days) === 1 ? '1 day' : `${Math.ceil(days)} days`;
  const reminder = REMINDERS.find(most => days <= most);
  if (reminder !== undefined) {
    await once(
      {
        subject: subjectOf(baseUrl, 'credential', name, expiresAt),
        kind: `expires:${reminder}`,
      },
      {
        title:
          days > 0
            ? `The Sentry credential of ${name} expires in ${rest}`
            : `The Sentry credential of ${name} has expired`,
        description: 'Replace it in app-config.yaml.',
        severity: days <= 3 ? 'critical' : 'high',
        scope: `sentry:credential:${name}`,
      },
      options,
    );
  }
}

async function watchConnection(
  { name, baseUrl, reachable }: SentryInstanceStatus,
  options: WatchOptions,
): Promise<void> {
  const { announced } = options;
  const subject = subjectOf(baseUrl, 'instance', name);
  const [since, notified] = ['down', 'unreachable'].map(kind => ({
    subject,
    kind,
  }));
  if (reachable !== false) {
    await announced.forget(since);
    await announced.forget(notified);
    return;
  }
  await announced.markOld([since]);
  const times = await announced.timesOf(since.kind, [subject]);
  if (Date.now() - (times.get(subject) ?? Date.now()) >= HOUR_MS) {
    await once(
      notified,
      {
        title: `Sentry (${name}) can’t be reached`,
        description: 'Backstage has not reached it for an hour.',
        severity: 'critical',
        scope: `sentry:instance:${name}`,
      },
      options,
    );
  }
}

async function once(
  announcement: Announcement,
  payload: NotificationPayload,
  { announced, notifier, team }: WatchOptions,
): Promise<void> {
  const [isNew] = await announced.findNew([announcement]);
  if (isNew && (await announced.claim(announcement))) {
    await notifier.notifyTeam(team, announcement, {
      ...payload,
      link: CONNECTION_PAGE,
      topic: 'sentry-instances',
    });
  }
}
