import type {
  SentryEnvironmentsResponse,
  SentryInstancesResponse,
  SentryIssue,
  SentryIssuesPage,
  SentryIssuesQuery,
  SentryOrganizationsResponse,
  SentryProjectsResponse,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
import type { SentryApi } from './SentryApi';

/**
 * What a {@link MockSentryApi} answers with; each part on its own is enough.
 *
 * @public
 */
export interface MockSentryApiOptions {
  /** All issues, served in pages. */
  issues?: SentryIssue[];
  /** What differs in each page. */
  page?: Partial<SentryIssuesPage>;
  /** What differs in the summary. */
  summary?: Partial<SentrySummary>;
  /** What differs in the projects; none by default. */
  projects?: Partial<SentryProjectsResponse>;
  /** What differs in the environments; none by default. */
  environments?: Partial<SentryEnvironmentsResponse>;
  /** The configured instances; none by default. */
  instances?: SentryInstancesResponse['items'];
  /** What differs in what the caller's own identity reaches; nothing by default. */
  organizations?: Partial<SentryOrganizationsResponse>;
}

/**
 * A {@link SentryApi} for tests and playgrounds: answers every entity with what
 * it was given. Serves as many of the issues as the query's limit allows; other
 * filters are left to the real thing.
 *
 * @public
 */
export class MockSentryApi implements SentryApi {
  readonly #options: MockSentryApiOptions;

  constructor(options: MockSentryApiOptions = {}) {
    this.#options = options;
  }

  /** {@inheritDoc SentryApi.getIssues} */
  async getIssues(
    _entityRef: string,
    query: SentryIssuesQuery = {},
  ): Promise<SentryIssuesPage> {
    const { issues = [], page } = this.#options;
    const start = Number(query.cursor ?? 0);
    const end = start + (query.limit ?? 25);
    return {
      items: issues.slice(start, end),
      pageInfo: end < issues.length ? { nextCursor: String(end) } : {},
      totalItems: issues.length,
      totalIsEstimate: true,
      links: {},
      ...answerMeta(),
      ...page,
    };
  }

  /** {@inheritDoc SentryApi.getSummary} */
  async getSummary(
    _entityRef: string,
    query: { statsPeriod?: string } = {},
  ): Promise<SentrySummary> {
    return {
      unresolved: this.#options.issues?.length ?? 0,
      capped: [],
      statsPeriod: query.statsPeriod ?? '14d',
      links: {},
      ...answerMeta(),
      ...this.#options.summary,
    };
  }

  /** {@inheritDoc SentryApi.getProjects} */
  async getProjects(): Promise<SentryProjectsResponse> {
    return { items: [], ...answerMeta(), ...this.#options.projects };
  }

  /** {@inheritDoc SentryApi.getEnvironments} */
  async getEnvironments(): Promise<SentryEnvironmentsResponse> {
    return {
      items: [],
      defaults: [],
      ...answerMeta(),
      ...this.#options.environments,
    };
  }

  /** {@inheritDoc SentryApi.getInstances} */
  async getInstances(): Promise<SentryInstancesResponse> {
    const { instances = [] } = this.#options;
    return { items: instances, fetchedAt: new Date().toISOString() };
  }

  /** {@inheritDoc SentryApi.getOrganizations} */
  async getOrganizations(): Promise<SentryOrganizationsResponse> {
    return {
      items: [],
      problems: [],
      fetchedAt: new Date().toISOString(),
      ...this.#options.organizations,
    };
  }
}

function answerMeta() {
  return { fetchedAt: new Date().toISOString(), stale: false, problems: [] };
}
