import type {
  SentryEnvironmentsResponse,
  SentryIssue,
  SentryIssuesPage,
  SentryIssuesQuery,
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
  issues?: SentryIssue[];
  page?: Partial<SentryIssuesPage>;
  summary?: Partial<SentrySummary>;
  projects?: Partial<SentryProjectsResponse>;
  environments?: Partial<SentryEnvironmentsResponse>;
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

  async getProjects(): Promise<SentryProjectsResponse> {
    return { items: [], ...answerMeta(), ...this.#options.projects };
  }

  async getEnvironments(): Promise<SentryEnvironmentsResponse> {
    return {
      items: [],
      defaults: [],
      ...answerMeta(),
      ...this.#options.environments,
    };
  }
}

function answerMeta() {
  return { fetchedAt: new Date().toISOString(), stale: false, problems: [] };
}
