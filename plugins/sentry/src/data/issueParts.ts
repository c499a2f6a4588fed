import type {
  SentryActivityResponse,
  SentryProjectName,
} from 'backstage-plugin-sentry-common';
import { type Answer, useAnswer } from './useAnswer';

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
