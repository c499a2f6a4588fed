import { z } from 'zod';
import { sentryNotificationKinds } from 'backstage-plugin-sentry-common';
import type { SentryConfig } from './types';
import { duration, flag, list, optional, section, text } from './values';

/** Beyond this, Node's timers fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

type NotificationsKeys = NonNullable<
  z.output<ReturnType<typeof notifications>>
>;

/** There at all, even blank, notifications are on. */
export function notifications() {
  const kindsFix = `Write a list of ${sentryNotificationKinds.join(', ')}.`;
  return z.preprocess(
    value => (value === null ? {} : value),
    section(
      {
        on: optional(
          list(
            z.enum(sentryNotificationKinds, {
              error: `there is no such kind. ${kindsFix}`,
            }),
            `expected a list. ${kindsFix}`,
          ),
        ),
        minPriority: optional(
          z.enum(['low', 'medium', 'high'], {
            error: 'it is not a priority. Write low, medium or high.',
          }),
        ),
        includeTitles: flag(),
        schedule: scheduleKeys('10m'),
        platformTeam: text(value =>
          /^[a-z]+:[^\s:/]+\/[^\s:/]+$/i.test(value)
            ? undefined
            : 'it is not the reference of an entity. Write it such as group:default/platform.',
        ),
      },
      'expected an object. Write it such as { minPriority: medium }, or {} for the defaults.',
    ).optional(),
  );
}

/** When something is done in the background. */
export function scheduleKeys(example: string) {
  return optional(
    section(
      {
        frequency: duration(60_000, MAX_TIMER_MS),
        timeout: duration(1_000, MAX_TIMER_MS),
        initialDelay: duration(0, MAX_TIMER_MS),
      },
      `expected an object. Write it such as { frequency: ${example} }.`,
    ),
  );
}

/** As Backstage's scheduler takes it. All in milliseconds. */
export function readSchedule(keys: {
  frequency: number;
  timeout: number;
  initialDelay: number;
}): SentryConfig['coverage']['schedule'] {
  const { frequency, timeout, initialDelay } = keys;
  return {
    frequency: { milliseconds: frequency },
    timeout: { milliseconds: timeout },
    ...(initialDelay && { initialDelay: { milliseconds: initialDelay } }),
  };
}

/** Fills in the defaults. */
export function readNotifications({
  on = [...sentryNotificationKinds],
  minPriority = 'medium',
  includeTitles = true,
  schedule,
  platformTeam,
}: NotificationsKeys): NonNullable<SentryConfig['notifications']> {
  return {
    on,
    minPriority,
    includeTitles,
    schedule: readSchedule({
      frequency: 10 * 60_000,
      timeout: 5 * 60_000,
      initialDelay: 0,
      ...schedule,
    }),
    ...(platformTeam && { platformTeam }),
  };
}
