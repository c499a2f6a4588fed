import { parseEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import type {
  SentryEnvironmentsResponse,
  SentryIssuesPage,
  SentryIssuesQuery,
  SentryProjectsResponse,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
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

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
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

  async #get<T>(
    entityRef: string,
    route: string,
    params: URLSearchParams,
    options: SentryRequestOptions = {},
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('sentry');
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    const search = params.size ? `?${params}` : '';

    const response = await this.#fetch(
      `${baseUrl}/entities/${path}/${route}${search}`,
      options.signal,
    );
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

  async #fetch(url: string, signal?: AbortSignal): Promise<Response> {
    try {
      return await this.#fetchApi.fetch(url, { signal });
    } catch (error) {
      if (signal?.aborted) {
        throw error;
      }
      throw new SentryRequestException(
        'unreachable',
        'The Backstage backend could not be reached.',
      );
    }
  }
}
