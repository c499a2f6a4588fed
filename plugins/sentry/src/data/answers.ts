import type {
  SentryAlertsResponse,
  SentryAnswerMeta,
  SentryAssigneesResponse,
  SentryCoverageList,
  SentryCoverageResponse,
  SentryEnvironmentsResponse,
  SentryInstancesResponse,
  SentryIssueRelation,
  SentryIssuesPage,
  SentryIssuesQuery,
  SentryMonitorsResponse,
  SentryOrganizationsResponse,
  SentryProjectsResponse,
  SentryReleaseDetail,
  SentryReleasesResponse,
  SentrySummary,
  SentryTagsResponse,
  SentryTagValuesResponse,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import { type Answer, useAnswer } from './useAnswer';

/** Whose issues: those of an entity, or those that concern the viewer. */
export type IssuesOf =
  { entityRef: string } | { relation: SentryIssueRelation };

/** Sentry counts the matches of a search up to here. */
export const mostCounted = 1000;

/** Whether something is missing from an answer: not every backend says so itself. */
export function isPartial(answer: SentryAnswerMeta): boolean {
  const { partial, stale, problems } = answer;
  return problems.length > 0 && (partial ?? !stale);
}

/**
 * A page of issues; undefined asks for none.
 *
 * @param options - `isLive`: only where its rows stay in their places
 */
export function useIssues(
  of: IssuesOf,
  query: SentryIssuesQuery | undefined,
  options: { isLive?: boolean } = {},
): Answer<SentryIssuesPage> {
  return useAnswer<SentryIssuesPage>(
    query && ['issues', of, query],
    ({ sentryApi, signal }) =>
      'entityRef' in of
        ? sentryApi.getIssues(of.entityRef, query, { signal })
        : sentryApi.getMyIssues({ ...query, ...of }, { signal }),
    options,
  );
}

/** The projects that issues can be narrowed to, asked for where they are needed. */
export function useProjects(
  of: IssuesOf,
  isNeeded = true,
): Answer<SentryProjectsResponse> {
  return useAnswer<SentryProjectsResponse>(
    isNeeded ? ['projects', of] : undefined,
    ({ sentryApi, signal }) =>
      'entityRef' in of
        ? sentryApi.getProjects(of.entityRef, { signal })
        : sentryApi.getMyProjects(of, { signal }),
  );
}

/** The environments that issues can be narrowed to, asked for where they are needed. */
export function useEnvironments(
  of: IssuesOf,
  isNeeded: boolean,
): Answer<SentryEnvironmentsResponse> {
  return useAnswer<SentryEnvironmentsResponse>(
    isNeeded ? ['environments', of] : undefined,
    ({ sentryApi, signal }) =>
      'entityRef' in of
        ? sentryApi.getEnvironments(of.entityRef, { signal })
        : sentryApi.getMyEnvironments(of, { signal }),
  );
}

/** Counts and trend of an entity. */
export function useSummary(
  entityRef: string,
  statsPeriod: string,
): Answer<SentrySummary> {
  return useAnswer<SentrySummary>(
    ['summary', entityRef, statsPeriod],
    ({ sentryApi, signal }) =>
      sentryApi.getSummary(entityRef, { statsPeriod }, { signal }),
    { isLive: true },
  );
}

/**
 * A page of one of the lists of the catalog against Sentry.
 *
 * @param cursor - undefined for the first page
 */
export function useCoverage(
  list: SentryCoverageList,
  cursor: string | undefined,
): Answer<SentryCoverageResponse> {
  return useAnswer<SentryCoverageResponse>(
    ['coverage', list, cursor],
    ({ sentryApi, signal }) =>
      sentryApi.getCoverage(
        { list, ...(cursor !== undefined && { cursor }) },
        { signal },
      ),
  );
}

/** Counts and trend of what the viewer's groups own. */
export function useMyTeams(statsPeriod: string): Answer<SentrySummary> {
  return useAnswer<SentrySummary>(
    ['teams', statsPeriod],
    ({ sentryApi, signal }) =>
      sentryApi.getMyTeams({ statsPeriod }, { signal }),
    { isLive: true },
  );
}

/**
 * The newest releases of an entity's projects.
 *
 * @param entityRef - undefined asks for none
 * @param environment - undefined for the entity's own
 */
export function useReleases(
  entityRef: string | undefined,
  environment: string[] | undefined,
): Answer<SentryReleasesResponse> {
  return useAnswer<SentryReleasesResponse>(
    entityRef ? ['releases', entityRef, environment] : undefined,
    ({ sentryApi, signal }) =>
      sentryApi.getReleases(entityRef ?? '', { environment }, { signal }),
  );
}

/**
 * One release of an entity's projects.
 *
 * @param version - undefined asks for none
 * @param environment - undefined for the entity's own
 */
export function useRelease(
  entityRef: string,
  version: string | undefined,
  environment: string[] | undefined,
): Answer<SentryReleaseDetail> {
  return useAnswer<SentryReleaseDetail>(
    version ? ['release', entityRef, version, environment] : undefined,
    ({ sentryApi, signal }) =>
      sentryApi.getRelease(
        entityRef,
        version ?? '',
        { environment },
        { signal },
      ),
  );
}

/** Whom an entity's issues alert; undefined asks for none. */
export function useAlerts(
  entityRef: string | undefined,
): Answer<SentryAlertsResponse> {
  return useAnswer<SentryAlertsResponse>(
    entityRef ? ['alerts', entityRef] : undefined,
    ({ sentryApi, signal }) => sentryApi.getAlerts(entityRef ?? '', { signal }),
  );
}

/** How an entity's jobs and addresses are; undefined asks for none. */
export function useMonitors(
  entityRef: string | undefined,
): Answer<SentryMonitorsResponse> {
  return useAnswer<SentryMonitorsResponse>(
    entityRef ? ['monitors', entityRef] : undefined,
    ({ sentryApi, signal }) =>
      sentryApi.getMonitors(entityRef ?? '', { signal }),
  );
}

/** The tags that a search of an entity's issues can name; undefined asks for none. */
export function useTags(
  entityRef: string | undefined,
): Answer<SentryTagsResponse> {
  return useAnswer<SentryTagsResponse>(
    entityRef ? ['tags', entityRef] : undefined,
    ({ sentryApi, signal }) => sentryApi.getTags(entityRef ?? '', { signal }),
  );
}

/** The most frequent values of a tag; undefined asks for none. */
export function useTagValues(
  tag: { entityRef: string; key: string } | undefined,
): Answer<SentryTagValuesResponse> {
  return useAnswer<SentryTagValuesResponse>(
    tag && ['tagValues', tag],
    ({ sentryApi, signal }) =>
      sentryApi.getTagValues(
        tag?.entityRef ?? '',
        tag?.key ?? '',
        {},
        { signal },
      ),
  );
}

/** Whom the issues of an entity can be assigned to, asked for where they are needed. */
export function useAssignees(
  entityRef: string,
  isNeeded: boolean,
): Answer<SentryAssigneesResponse> {
  return useAnswer<SentryAssigneesResponse>(
    isNeeded ? ['assignees', entityRef] : undefined,
    ({ sentryApi, signal }) => sentryApi.getAssignees(entityRef, { signal }),
  );
}

/** What the viewer may change of an entity's issues, and as whom. */
export function useTriageAdvice(
  entityRef: string,
): Answer<SentryTriageResponse> {
  return useAnswer<SentryTriageResponse>(
    ['triage', entityRef],
    ({ sentryApi, signal }) => sentryApi.getTriage(entityRef, { signal }),
  );
}

/** How the configured Sentry instances are doing. */
export function useInstances(): Answer<SentryInstancesResponse> {
  return useAnswer<SentryInstancesResponse>(
    ['instances'],
    ({ sentryApi, signal }) => sentryApi.getInstances({ signal }),
  );
}

/** What the viewer's own Sentry identity reaches. */
export function useOrganizations(): Answer<SentryOrganizationsResponse> {
  return useAnswer<SentryOrganizationsResponse>(
    ['organizations'],
    ({ sentryApi, signal }) => sentryApi.getOrganizations({ signal }),
  );
}
