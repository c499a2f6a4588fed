import type { SentryCapabilities } from './dialects';

/** What a Sentry can turn out to lack: an endpoint, by the operation, or an order of issues. */
export type MissingAbility = 'countUsers' | 'eventTrend' | `sort:${string}`;

/** The capabilities without what the server turned out to lack, and why, to be shown. */
export function withoutMissing(
  all: SentryCapabilities,
  lacks: (ability: MissingAbility) => boolean,
): SentryCapabilities {
  const sorts = all.sorts.filter(sort => !lacks(`sort:${sort}`));
  const unsorted = all.sorts.filter(sort => !sorts.includes(sort));
  return {
    ...all,
    sorts,
    users: all.users && !lacks('countUsers'),
    eventTrend: all.eventTrend && !lacks('eventTrend'),
    limits: {
      ...all.limits,
      ...(unsorted.length && { sorts: unsortable(unsorted) }),
      ...(lacks('countUsers') && {
        users: 'This Sentry is too old to count the users of error events.',
      }),
      ...(lacks('eventTrend') && {
        eventTrend: 'This Sentry is too old to tell error events over time.',
      }),
    },
  };
}

export function unsortable(sorts: string[]): string {
  return `This Sentry is too old to sort issues by ${sorts.join(' or ')}.`;
}
