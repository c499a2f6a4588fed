import { parseEntityRef } from '@backstage/catalog-model';
import type {
  DiscoveryApi,
  FetchApi,
  OAuthApi,
} from '@backstage/frontend-plugin-api';
import {
  SENTRY_USER_TOKEN_HEADER,
  type SentryEnvironmentsResponse,
  type SentryInstancesResponse,
  type SentryIssuesPage,
  type SentryIssuesQuery,
  type SentryOrganizationsResponse,
  type SentryProjectsResponse,
  type SentrySummary,
} from 'backstage-plugin-sentry-common';
import type { SentryAuthApi } from '../auth/sentryAuthApiRef';
import { UserToken } from '../auth/UserToken';
import { exceptionFromResponse, SentryRequestException } from './errors';
import { writeIssuesQuery } from './issuesQuery';
import type { SentryApi, SentryRequestOptions } from './SentryApi';

/**
 * The {@link SentryApi} of a real app: talks to the Sentry backend plugin.
 *
 * @public
 */
export class SentryClient implements SentryApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;
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
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
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

  /** {@inheritDoc SentryApi.getInstances} */
  getInstances(
    options?: SentryRequestOptions,
  ): Promise<SentryInstancesResponse> {
    return this.#userToken.use(token =>
      this.#load('instances', options, token),
    );
  }

  /** {@inheritDoc SentryApi.getOrganizations} */
  getOrganizations(
    options?: SentryRequestOptions,
  ): Promise<SentryOrganizationsResponse> {
    return this.#userToken.use(
      token => this.#load('me/organizations', options, token),
      true,
    );
  }

  #get<T>(
    entityRef: string,
    route: string,
    params: URLSearchParams,
    options?: SentryRequestOptions,
  ): Promise<T> {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const entity = [kind, namespace, name].map(encodeURIComponent).join('/');
    const search = params.size ? `?${params}` : '';
    return this.#userToken.use(token =>
      this.#load(`entities/${entity}/${route}${search}`, options, token),
    );
  }

  async #load<T>(
    path: string,
    options: SentryRequestOptions = {},
    token?: string,
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('sentry');
    const response = await this.#fetch(`${baseUrl}/${path}`, {
      signal: options.signal,
      // Browsers send such a header on to wherever an answer sends them.
      ...(token && {
        headers: { [SENTRY_USER_TOKEN_HEADER]: token },
        redirect: 'error',
      }),
    });
    if (!response.ok) {
      throw await exceptionFromResponse(response);
    }
    try {
      return await response.json();
    } catch (error) {
      if (options.signal?.aborted) {
        throw error;
      }
      // An app served by its backend answers unknown addresses with its own page.
      throw new SentryRequestException(
        'not-installed',
        'The answer is not one of the Sentry backend plugin.',
      );
    }
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await this.#fetchApi.fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted) {
        throw error;
      }
      throw new SentryRequestException(
        'unreachable',
        'The Backstage backend could not be reached.',
      );
    }
  }
}
