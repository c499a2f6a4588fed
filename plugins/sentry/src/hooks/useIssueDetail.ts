import { useApi } from '@backstage/frontend-plugin-api';
import type {
  SentryEvent,
  SentryEventResponse,
  SentryIssueDetail,
  SentryProjectName,
} from 'backstage-plugin-sentry-common';
import { useCallback, useRef, useState } from 'react';
import { sentryApiRef } from '../api/SentryApi';
import { useKeptDetail } from './useKeptDetail';
import { useKeptEvent } from './useKeptEvent';
import { useRefreshWhenStale } from './useRefreshWhenStale';
import { type Resource, useResource } from './useResource';

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
