import { useApi } from '@backstage/frontend-plugin-api';
import type {
  SentryEvent,
  SentryEventResponse,
  SentryIssueDetail,
} from 'backstage-plugin-sentry-common';
import { useCallback, useState } from 'react';
import { sentryApiRef } from '../api';
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
 * are stepped to, while the one before stays.
 *
 * @param options - for another issue the caller makes another component
 */
export function useIssueDetail(options: {
  entityRef: string;
  issueId: string;
  /** Position or id of the event; the one that Sentry recommends where undefined. */
  event: string | undefined;
  environment: string[] | undefined;
}): IssueDetail {
  const { entityRef, issueId, event, environment } = options;
  const sentryApi = useApi(sentryApiRef);
  const [firstEvent, setFirstEvent] = useState(event);

  const issue = useResource(
    useCallback(
      (signal: AbortSignal) =>
        sentryApi.getIssue(
          entityRef,
          issueId,
          { event: firstEvent, environment },
          { signal },
        ),
      [sentryApi, entityRef, issueId, firstEvent, environment],
    ),
  );
  useRefreshWhenStale(issue);
  if (issue.error && !issue.data && event !== firstEvent) {
    // There is no issue yet to look at other events of.
    setFirstEvent(event);
  }

  const loadEvent = useCallback(
    (signal: AbortSignal) =>
      sentryApi.getIssueEvent(
        entityRef,
        issueId,
        event ?? 'recommended',
        { environment },
        { signal },
      ),
    [sentryApi, entityRef, issueId, event, environment],
  );
  const first = issue.data?.event;
  const isFirst =
    event === firstEvent || (first !== undefined && first.id === event);
  const other = useResource(isFirst ? undefined : loadEvent);

  return {
    issue,
    event: isFirst
      ? { ...issue, data: first, error: undefined }
      : { ...other, data: other.data?.event ?? first, answer: other.data },
  };
}
