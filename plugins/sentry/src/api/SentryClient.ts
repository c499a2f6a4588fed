import { parseEntityRef } from '@backstage/catalog-model';
import type {
  DiscoveryApi,
  FetchApi,
  OAuthApi,
} from '@backstage/frontend-plugin-api';
import type {
  SentryAssigneesResponse,
  SentryEnvironmentsResponse,
  SentryEventPosition,
  SentryEventResponse,
  SentryInstancesResponse,
  SentryIssueChange,
  SentryIssueChangeQuery,
  SentryIssueChangeResponse,
  SentryIssueDetail,
  SentryIssueDetailQuery,
  SentryIssuesChange,
  SentryIssuesPage,
  SentryIssuesQuery,
  SentryMyIssuesQuery,
  SentryOrganizationsResponse,
  SentryProjectsResponse,
  SentryReleasesResponse,
  SentrySummariesQuery,
  SentrySummariesResponse,
  SentrySummary,
  SentryTagsResponse,
  SentryTagValuesQuery,
  SentryTagValuesResponse,
  SentryTriageResponse,
} from 'backstage-plugin-sentry-common';
import type { SentryAuthApi } from '../auth/sentryAuth';
import { UserToken } from '../auth/userToken';
import { BackendRequests } from './BackendRequests';
import {
  writeDetailQuery,
  writeIssuesQuery,
  writeMyIssuesQuery,
} from './query';
import type {
  SentryApi,
  SentryChangeOptions,
  SentryRequestOptions,
} from './SentryApi';

/**
 * The {@link SentryApi} of a real app: talks to the Sentry backend plugin.
 *
 * @public
 */
export class SentryClient implements SentryApi {
  readonly #backend: BackendRequests;
  readonly #userToken: UserToken;

  /**
   * @param options - `sentryAuthApi` is the viewer's own Sentry identity, used
   *   once the backend says that it takes one; left out where the app has none
   */
  constructor(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
    sentryAuthApi?: OAuthApi & Pick<SentryAuthApi, 'checkSession'>;
  }) {
    this.#backend = new BackendRequests(options);
    this.#userToken = new UserToken(options.sentryAuthApi);
  }

  /** {@inheritDoc SentryApi.getIssues} */
  getIssues(
    entityRef: string,
    query: SentryIssuesQuery = {},
    options?: SentryRequestOptions,
  ): Promise<SentryIssuesPage> {
    return this.#get(entityRef, 'issues', writeIssuesQuery(query), options);
  }

  /** {@inheritDoc SentryApi.getIssue} */
  getIssue(
    entityRef: string,
    issueId: string,
    query: SentryIssueDetailQuery = {},
    options?: SentryRequestOptions,
  ): Promise<SentryIssueDetail> {
    const route = `issues/${encodeURIComponent(issueId)}`;
    return this.#get(entityRef, route, writeDetailQuery(query), options);
  }

  /** {@inheritDoc SentryApi.getIssueEvent} */
  getIssueEvent(
    entityRef: string,
    issueId: string,
    eventId: SentryEventPosition | (string & {}),
    query: Pick<SentryIssueDetailQuery, 'environment' | 'project'> = {},
    options?: SentryRequestOptions,
  ): Promise<SentryEventResponse> {
    const [issue, event] = [issueId, eventId].map(encodeURIComponent);
    const route = `issues/${issue}/events/${event}`;
    return this.#get(entityRef, route, writeDetailQuery(query), options);
  }

  /** {@inheritDoc SentryApi.updateIssue} */
  updateIssue(
    entityRef: string,
    issueId: string,
    change: SentryIssueChange,
    query?: SentryIssueChangeQuery,
    options?: SentryChangeOptions,
  ): Promise<SentryIssueChangeResponse> {
    const route = `issues/${encodeURIComponent(issueId)}`;
    return this.#patch(entityRef, route, change, query, options);
  }

  /** {@inheritDoc SentryApi.updateIssues} */
  updateIssues(
    entityRef: string,
    change: SentryIssuesChange,
    query?: SentryIssueChangeQuery,
    options?: SentryChangeOptions,
  ): Promise<SentryIssueChangeResponse> {
    return this.#patch(entityRef, 'issues', change, query, options);
  }

  /** {@inheritDoc SentryApi.getTriage} */
  async getTriage(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryTriageResponse> {
    const path = `${pathOf(entityRef)}/triage`;
    const answer = await this.#ask<SentryTriageResponse>(
      path,
      new URLSearchParams(),
      options,
    );
    // Who reads as the portal may still act as themselves.
    return answer.items.some(({ canConnect }) => canConnect)
      ? this.#userToken.useIfThere(
          token => this.#backend.load(path, options, token),
          answer,
        )
      : answer;
  }

  /** {@inheritDoc SentryApi.getAssignees} */
  getAssignees(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryAssigneesResponse> {
    return this.#get(entityRef, 'assignees', new URLSearchParams(), options);
  }

  /** {@inheritDoc SentryApi.getSummary} */
  getSummary(
    entityRef: string,
    query: { statsPeriod?: string } = {},
    options?: SentryRequestOptions,
  ): Promise<SentrySummary> {
    const { statsPeriod } = query;
    return this.#get(
      entityRef,
      'summary',
      writeIssuesQuery({ statsPeriod }),
      options,
    );
  }

  /** {@inheritDoc SentryApi.getSummaries} */
  getSummaries(
    { entityRef, statsPeriod }: SentrySummariesQuery,
    options?: SentryRequestOptions,
  ): Promise<SentrySummariesResponse> {
    const params = writeIssuesQuery({ statsPeriod });
    entityRef.forEach(ref => params.append('entityRef', ref));
    return this.#ask('summaries', params, options);
  }

  /** {@inheritDoc SentryApi.getTags} */
  getTags(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryTagsResponse> {
    return this.#get(entityRef, 'tags', new URLSearchParams(), options);
  }

  /** {@inheritDoc SentryApi.getTagValues} */
  getTagValues(
    entityRef: string,
    key: string,
    { query }: SentryTagValuesQuery = {},
    options?: SentryRequestOptions,
  ): Promise<SentryTagValuesResponse> {
    const route = `tags/${encodeURIComponent(key)}`;
    return this.#get(entityRef, route, writeIssuesQuery({ query }), options);
  }

  /** {@inheritDoc SentryApi.getReleases} */
  getReleases(
    entityRef: string,
    query: Pick<SentryIssuesQuery, 'environment'> = {},
    options?: SentryRequestOptions,
  ): Promise<SentryReleasesResponse> {
    const { environment } = query;
    return this.#get(
      entityRef,
      'releases',
      writeIssuesQuery({ environment }),
      options,
    );
  }

  /** {@inheritDoc SentryApi.getProjects} */
  getProjects(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryProjectsResponse> {
    return this.#get(entityRef, 'projects', new URLSearchParams(), options);
  }

  /** {@inheritDoc SentryApi.getEnvironments} */
  getEnvironments(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryEnvironmentsResponse> {
    return this.#get(entityRef, 'environments', new URLSearchParams(), options);
  }

  /** {@inheritDoc SentryApi.getMyIssues} */
  getMyIssues(
    query: SentryMyIssuesQuery = {},
    options?: SentryRequestOptions,
  ): Promise<SentryIssuesPage> {
    return this.#ask('me/issues', writeMyIssuesQuery(query), options);
  }

  /** {@inheritDoc SentryApi.getMyProjects} */
  getMyProjects(
    query: Pick<SentryMyIssuesQuery, 'relation'> = {},
    options?: SentryRequestOptions,
  ): Promise<SentryProjectsResponse> {
    const { relation } = query;
    return this.#ask('me/projects', writeMyIssuesQuery({ relation }), options);
  }

  /** {@inheritDoc SentryApi.getMyEnvironments} */
  getMyEnvironments(
    query: Pick<SentryMyIssuesQuery, 'relation'> = {},
    options?: SentryRequestOptions,
  ): Promise<SentryEnvironmentsResponse> {
    const { relation } = query;
    const params = writeMyIssuesQuery({ relation });
    return this.#ask('me/environments', params, options);
  }

  /** {@inheritDoc SentryApi.getMyTeams} */
  getMyTeams(
    query: { statsPeriod?: string } = {},
    options?: SentryRequestOptions,
  ): Promise<SentrySummary> {
    const { statsPeriod } = query;
    return this.#ask('me/teams', writeIssuesQuery({ statsPeriod }), options);
  }

  /** {@inheritDoc SentryApi.getInstances} */
  getInstances(
    options?: SentryRequestOptions,
  ): Promise<SentryInstancesResponse> {
    return this.#userToken.use(token =>
      this.#backend.load('instances', options, token),
    );
  }

  /** {@inheritDoc SentryApi.getOrganizations} */
  getOrganizations(
    options?: SentryRequestOptions,
  ): Promise<SentryOrganizationsResponse> {
    return this.#userToken.use(
      token => this.#backend.load('me/organizations', options, token),
      true,
    );
  }

  #get<T>(
    entityRef: string,
    route: string,
    params: URLSearchParams,
    options?: SentryRequestOptions,
  ): Promise<T> {
    return this.#ask(`${pathOf(entityRef)}/${route}`, params, options);
  }

  async #patch(
    entityRef: string,
    route: string,
    change: SentryIssueChange | SentryIssuesChange,
    { project }: SentryIssueChangeQuery = {},
    { actsAs, ...options }: SentryChangeOptions = {},
  ): Promise<SentryIssueChangeResponse> {
    const params = writeIssuesQuery({ project });
    const search = params.size ? `?${params}` : '';
    const token =
      actsAs === 'user' ? await this.#userToken.askToWrite() : undefined;
    return this.#backend.load(
      `${pathOf(entityRef)}/${route}${search}`,
      options,
      token,
      change,
    );
  }

  #ask<T>(
    path: string,
    params: URLSearchParams,
    options?: SentryRequestOptions,
  ): Promise<T> {
    const search = params.size ? `?${params}` : '';
    return this.#userToken.use(token =>
      this.#backend.load(`${path}${search}`, options, token),
    );
  }
}

function pathOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const entity = [kind, namespace, name].map(encodeURIComponent).join('/');
  return `entities/${entity}`;
}
