import type {
  SentryEvent,
  SentryEventResponse,
  SentryIssueDetail,
  SentryProjectName,
} from 'backstage-plugin-sentry-common';
import { useState } from 'react';
import { type Answer, useAnswer } from './useAnswer';

/** An issue, and the event of it that is looked at. */
export interface IssueDetail {
  issue: Answer<SentryIssueDetail>;
  event: Pick<
    Answer<SentryEvent>,
    'data' | 'error' | 'isPending' | 'reload'
  > & {
    /** Of the event, where it was asked for on its own. */
    answer?: SentryEventResponse;
  };
}

/**
 * Loads an issue along with an event of it; from then on only the events that
 * are stepped to, while the one before stays. A refresh of the issue asks for the event
 * that is shown: nothing moves under the reader.
 *
 * @param options - for another issue the caller makes another component
 */
export function useIssueDetail(options: {
  entityRef: string;
  issueId: string;
  /** Where the issue is looked for; everywhere where undefined. */
  project?: SentryProjectName;
  /** Position or id of the event; the one that Sentry recommends where undefined. */
  event: string | undefined;
  environment: string[] | undefined;
  /** The window that counts are asked for. */
  statsPeriod: string | undefined;
}): IssueDetail {
  const { entityRef, issueId, event, environment } = options;
  // What becomes known of it later is no reason to ask again.
  const [statsPeriod, setStatsPeriod] = useState(options.statsPeriod);
  const [firstEvent, setFirstEvent] = useState(event);
  const [hasStepped, setStepped] = useState(false);
  const query = {
    environment,
    project: options.project ? [options.project] : undefined,
  };

  const issue = useAnswer<SentryIssueDetail>(
    ['issue', entityRef, issueId, firstEvent, { ...query, statsPeriod }],
    async ({ sentryApi, signal, known, isReload }) => {
      const shown = isReload ? undefined : known?.event;
      const next = await sentryApi.getIssue(
        entityRef,
        issueId,
        { ...query, event: shown?.id ?? firstEvent, statsPeriod },
        { signal },
      );
      const kept = keepKnown(known, next);
      return shown && shown.id !== kept.event?.id
        ? { ...kept, event: shown }
        : kept;
    },
    { isLive: true },
  );
  const first = issue.data?.event;

  if (issue.error && !issue.data && statsPeriod !== options.statsPeriod) {
    // It may be what was refused, and there is no issue yet to ask for again.
    setStatsPeriod(options.statsPeriod);
  }
  if (issue.error && !issue.data && event !== firstEvent) {
    // There is no issue yet to look at other events of.
    setFirstEvent(event);
  } else if (event !== firstEvent && !hasStepped) {
    setStepped(true);
  }

  const isFirst = hasStepped
    ? first !== undefined && first.id === event
    : event === firstEvent;
  const eventId = event ?? 'recommended';
  const other = useAnswer<SentryEventResponse>(
    isFirst ? undefined : ['event', entityRef, issueId, eventId, query],
    ({ sentryApi, signal }) =>
      sentryApi.getIssueEvent(entityRef, issueId, eventId, query, { signal }),
  );

  return {
    issue,
    event: isFirst
      ? { ...issue, data: first, error: undefined }
      : { ...other, data: other.data?.event ?? first, answer: other.data },
  };
}

/**
 * An answer about an issue, with what it lacks because Sentry failed taken from the answer
 * before. It then is as old as that one.
 */
export function keepKnown(
  last: SentryIssueDetail | undefined,
  next: SentryIssueDetail,
): SentryIssueDetail {
  if (!last || next.problems.length === 0) {
    return next;
  }
  // The commits are those of an event.
  const isSameEvent = !next.event || next.event.id === last.event?.id;
  const kept = {
    ...(!next.event &&
      last.event && { event: last.event, eventProblem: undefined }),
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
    : { ...next, ...kept, stale: true, fetchedAt: last.fetchedAt };
}
