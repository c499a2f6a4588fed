import type {
  SentryIssueDetail,
  SentryEvent,
  SentryEventResponse,
  SentryProjectName,
} from 'backstage-plugin-sentry-common';
import {
  useState,
  MutableRefObject,
  useCallback,
  useEffect,
  useRef,
} from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { sentryApiRef } from '../api/SentryApi';
import { useRefreshWhenStale } from './useRefreshWhenStale';
import { type Resource, useResource } from './useResource';

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

/**
 * The detail of an issue, never poorer than it was.
 *
 * @param question - what the answer is to; of another question nothing is kept
 */
function useKeptDetail(
  answer: SentryIssueDetail | undefined,
  question: unknown,
): SentryIssueDetail | undefined {
  const [kept, setKept] = useState({ answer, detail: answer, question });
  if (kept.answer === answer || !answer) {
    return kept.detail;
  }
  const last = kept.question === question ? kept.detail : undefined;
  const detail = keepKnown(last, answer);
  setKept({ answer, detail, question });
  return detail;
}

interface Kept {
  answer?: SentryIssueDetail;
  event?: SentryEvent;
  environment?: string[];
  mayGo: boolean;
}

/**
 * Keeps the event that an issue came with: an answer that nobody waited for brings
 * at most the same event anew, never another, nor none.
 *
 * @returns the event, and `letGo`, which lets the next answer bring another
 */
function useKeptEvent(options: {
  answer: SentryIssueDetail | undefined;
  /** Those that the event is of; others bring another event. */
  environment: string[] | undefined;
  /** Is set to the id of the event, for refreshes to ask for. */
  id: MutableRefObject<string | undefined>;
}): { event: SentryEvent | undefined; letGo: () => void } {
  const { answer, environment, id } = options;
  const [kept, setKept] = useState<Kept>({ mayGo: true });

  let { event } = kept;
  if (answer && kept.answer !== answer) {
    const mayGo = kept.mayGo || kept.environment !== environment;
    if (mayGo || answer.event?.id === event?.id) {
      event = answer.event;
    }
    setKept({ answer, event, environment, mayGo: false });
  }

  useEffect(() => {
    id.current = event?.id;
  }, [event, id]);
  // Before the issue is asked for in other environments, as clean-ups come first.
  useEffect(
    () => () => {
      id.current = undefined;
    },
    [environment, id],
  );

  const letGo = useCallback(() => {
    id.current = undefined;
    setKept(last => ({ ...last, mayGo: true }));
  }, [id]);
  return { event, letGo };
}

/** An issue, and the event of it that is looked at. */
export interface IssueDetail {
  issue: Resource<SentryIssueDetail>;
  event: Pick<
    Resource<SentryEvent>,
    'data' | 'error' | 'isPending' | 'reload'
  > & {
    /** Of the event, where it was asked for on its own. */
    answer?: SentryEventResponse;
  };
}

/**
 * Loads an issue along with an event of it; from then on only the events that
 * are stepped to, while the one before stays. The event at hand stays the same
 * however often the issue is refreshed: nothing moves under who reads it.
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
  const { entityRef, issueId, project, event, environment } = options;
  const sentryApi = useApi(sentryApiRef);
  // What becomes known of it later is no reason to ask again.
  const [statsPeriod, setStatsPeriod] = useState(options.statsPeriod);
  const [firstEvent, setFirstEvent] = useState(event);
  const [hasStepped, setStepped] = useState(false);
  const atHand = useRef<string | undefined>();

  const loadIssue = useCallback(
    (signal: AbortSignal) =>
      sentryApi.getIssue(
        entityRef,
        issueId,
        {
          event: atHand.current ?? firstEvent,
          environment,
          project: project ? [project] : undefined,
          statsPeriod,
        },
        { signal },
      ),
    [
      sentryApi,
      entityRef,
      issueId,
      firstEvent,
      environment,
      project,
      statsPeriod,
    ],
  );
  const loaded = useResource(loadIssue);
  const detail = useKeptDetail(loaded.data, loadIssue);
  const { event: first, letGo } = useKeptEvent({
    answer: detail,
    environment,
    id: atHand,
  });
  const { reload: loadAgain } = loaded;
  const reload = useCallback(() => {
    letGo();
    loadAgain();
  }, [letGo, loadAgain]);
  const issue = {
    ...loaded,
    data: detail,
    reload,
  };
  useRefreshWhenStale(issue);

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

  const loadEvent = useCallback(
    (signal: AbortSignal) =>
      sentryApi.getIssueEvent(
        entityRef,
        issueId,
        event ?? 'recommended',
        { environment, project: project ? [project] : undefined },
        { signal },
      ),
    [sentryApi, entityRef, issueId, event, environment, project],
  );
  const isFirst = hasStepped
    ? first !== undefined && first.id === event
    : event === firstEvent;
  const other = useResource(isFirst ? undefined : loadEvent);

  return {
    issue,
    event: isFirst
      ? { ...issue, data: first, error: undefined }
      : { ...other, data: other.data?.event ?? first, answer: other.data },
  };
}
