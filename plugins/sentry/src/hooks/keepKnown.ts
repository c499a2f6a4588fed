import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';

/**
 * An answer about an issue, with what it could not bring as the one before had it: what
 * has been read does not go away because Sentry fails. It then is as old as that one.
 *
 * @param last - what answered the same question before
 */
export function keepKnown(
  last: SentryIssueDetail | undefined,
  next: SentryIssueDetail,
): SentryIssueDetail {
  if (!last || next.problems.length === 0) {
    return next;
  }
  // What is told of one event is not told of another.
  const isSameEvent = !next.event || next.event.id === last.event?.id;
  const kept = {
    ...(!next.event && last.event && { event: last.event }),
    ...(isSameEvent &&
      next.suspectCommits.length === 0 &&
      last.suspectCommits.length > 0 && {
        suspectCommits: last.suspectCommits,
      }),
    ...(next.tags.length === 0 &&
      last.tags.length > 0 && {
        tags: last.tags,
        environments: last.environments,
      }),
  };
  return Object.keys(kept).length === 0
    ? next
    : {
        ...next,
        ...kept,
        // Told of what has no event; this one is there.
        ...(kept.event && { eventProblem: undefined }),
        stale: true,
        fetchedAt: last.fetchedAt,
      };
}
