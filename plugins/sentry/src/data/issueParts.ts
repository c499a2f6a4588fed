import type {
  SentryActivityResponse,
  SentryAnalysisResponse,
  SentryIssueLinksResponse,
  SentryProjectName,
} from 'backstage-plugin-sentry-common';
import { useEffect } from 'react';
import { type Answer, pollMs, useAnswer } from './useAnswer';

/** An issue, and where it is read: as its detail is, so that the backend reads it once. */
export interface IssuePlace {
  entityRef: string;
  issueId: string;
  query: { environment?: string[]; project?: SentryProjectName[] };
}

/** What people and Sentry did to an issue, asked for where it is needed. */
export function useIssueActivity(
  place: IssuePlace,
  isNeeded: boolean,
): Answer<SentryActivityResponse> {
  const { entityRef, issueId, query } = place;
  return useAnswer<SentryActivityResponse>(
    isNeeded ? ['activity', entityRef, issueId, query] : undefined,
    ({ sentryApi, signal }) =>
      sentryApi.getIssueActivity(entityRef, issueId, query, { signal }),
  );
}

/** What Sentry links with an issue, asked for where it is needed. */
export function useIssueLinks(
  place: IssuePlace,
  isNeeded: boolean,
): Answer<SentryIssueLinksResponse> {
  const { entityRef, issueId, query } = place;
  return useAnswer<SentryIssueLinksResponse>(
    isNeeded ? ['links', entityRef, issueId, query] : undefined,
    ({ sentryApi, signal }) =>
      sentryApi.getIssueLinks(entityRef, issueId, query, { signal }),
  );
}

/** What Seer makes of an issue, asked for where it is needed. */
export function useIssueAnalysis(
  place: IssuePlace,
  isNeeded: boolean,
): Answer<SentryAnalysisResponse> {
  const { entityRef, issueId, query } = place;
  return useAnswer<SentryAnalysisResponse>(
    isNeeded ? ['analysis', entityRef, issueId, query] : undefined,
    ({ sentryApi, signal }) =>
      sentryApi.getIssueAnalysis(entityRef, issueId, query, { signal }),
  );
}

/** Asks again and again, while the page is visible, as long as something is under way. */
export function useRefreshWhile(isUnderWay: boolean, refresh: () => void) {
  useEffect(() => {
    if (!isUnderWay) {
      return undefined;
    }
    const timer = setInterval(() => {
      if (document.visibilityState !== 'hidden') {
        refresh();
      }
    }, pollMs);
    return () => clearInterval(timer);
  }, [isUnderWay, refresh]);
}
