import { sentryIssuesDefaults } from 'backstage-plugin-sentry-common';
import type { z } from 'zod';
import type { SentryCredentials } from '../credentials';
import { apiPath } from './apiPath';
import type { SentryHttpAnswer } from './attempt';
import { countIssues } from './countIssues';
import type { SentryHttp, SentryHttpRequest } from './SentryHttp';
import { anotherShape, readList } from './readList';
import {
  countUsersSchema,
  rawEnvironmentSchema,
  rawIssueSchema,
  rawProjectSchema,
  timeSeriesSchema,
} from './schemas';
import { SentryUpstreamError } from './SentryUpstreamError';
import { trendInterval } from './trendInterval';
import type { RawSentryIssue, RawSentryProject } from './rawTypes';
import type {
  SentryClient,
  SentryIssueCount,
  SentryIssuesParams,
  SentryPage,
  SentryRequestOptions,
  SentryScopeParams,
} from './types';

const DEFAULT_PERIOD = sentryIssuesDefaults.statsPeriod;

/** {@link SentryClient} over HTTP, with one credential. */
export class DefaultSentryClient implements SentryClient {
  readonly instance: string;
  readonly #http: SentryHttp;
  readonly #credentials: SentryCredentials;

  static create(options: {
    http: SentryHttp;
    credentials: SentryCredentials;
  }): DefaultSentryClient {
    return new DefaultSentryClient(options.http, options.credentials);
  }

  private constructor(http: SentryHttp, credentials: SentryCredentials) {
    this.instance = http.instance;
    this.#http = http;
    this.#credentials = credentials;
  }

  /** Asked for each time: it changes when a token is rotated. */
  get credentialId(): string {
    return this.#credentials.credentialId;
  }

  /**
   * Several projects on a plan without a view over them are refused: pages of
   * one list can't be put together from several without the order getting lost.
   * `isSentryMultiProjectRefusal` tells callers who can merge.
   */
  async listIssues(
    organization: string,
    params: SentryIssuesParams,
    options?: SentryRequestOptions,
  ): Promise<SentryPage<RawSentryIssue>> {
    const { project, environment, collapse = ['filtered'] } = params;
    const answer = await this.#get({
      operation: 'listIssues',
      path: apiPath`/organizations/${organization}/issues/`,
      query: {
        project,
        environment,
        statsPeriod: params.statsPeriod,
        query: params.query,
        sort: params.sort,
        limit: params.limit,
        cursor: params.cursor,
        groupStatsPeriod: params.groupStatsPeriod,
        collapse,
      },
      subject: {
        organization,
        projects: project,
        environments: environment,
        scope: 'event:read',
      },
      signal: options?.signal,
    });
    return readList(answer, rawIssueSchema);
  }

  async countIssues(
    organization: string,
    params: SentryScopeParams & { queries: string[] },
    options?: SentryRequestOptions,
  ): Promise<SentryIssueCount[]> {
    return countIssues(
      {
        organization,
        signal: options?.signal,
        get: request => this.#get(request),
        listOne: one =>
          this.listIssues(
            organization,
            { ...one, limit: 1, collapse: ['stats', 'unhandled'] },
            options,
          ),
      },
      params,
    );
  }

  async countUsers(
    organization: string,
    params: SentryScopeParams,
    options?: SentryRequestOptions,
  ): Promise<number | undefined> {
    const { project, environment, statsPeriod = DEFAULT_PERIOD } = params;
    const found = await this.#ask(countUsersSchema, {
      operation: 'countUsers',
      path: apiPath`/organizations/${organization}/events/`,
      query: {
        dataset: 'errors',
        field: 'count_unique(user)',
        project,
        environment,
        statsPeriod,
      },
      subject: {
        organization,
        projects: project,
        environments: environment,
        scope: 'org:read',
      },
      signal: options?.signal,
    });
    return found?.data[0]?.['count_unique(user)'];
  }

  async eventTrend(
    organization: string,
    params: SentryScopeParams,
    options?: SentryRequestOptions,
  ): Promise<[startSeconds: number, events: number][] | undefined> {
    const { project, environment, statsPeriod = DEFAULT_PERIOD } = params;
    const found = await this.#ask(timeSeriesSchema, {
      operation: 'eventTrend',
      path: apiPath`/organizations/${organization}/events-timeseries/`,
      query: {
        dataset: 'errors',
        yAxis: 'count()',
        interval: trendInterval(statsPeriod),
        project,
        environment,
        statsPeriod,
      },
      subject: {
        organization,
        projects: project,
        environments: environment,
        scope: 'org:read',
      },
      signal: options?.signal,
    });
    return found?.timeSeries[0]?.values.map(({ timestamp, value }) => [
      Math.floor(timestamp / 1000),
      value ?? 0,
    ]);
  }

  async getProject(
    organization: string,
    idOrSlug: string,
    options?: SentryRequestOptions,
  ): Promise<RawSentryProject> {
    const { body } = await this.#get({
      operation: 'getProject',
      path: apiPath`/projects/${organization}/${idOrSlug}/`,
      subject: {
        organization,
        project: idOrSlug,
        sought: true,
        scope: 'project:read',
      },
      signal: options?.signal,
    });
    const parsed = rawProjectSchema.safeParse(body);
    if (!parsed.success) {
      throw anotherShape('a project');
    }
    return parsed.data;
  }

  async listProjects(
    organization: string,
    params: { cursor?: string },
    options?: SentryRequestOptions,
  ): Promise<SentryPage<RawSentryProject>> {
    const answer = await this.#get({
      operation: 'listProjects',
      path: apiPath`/organizations/${organization}/projects/`,
      query: { cursor: params.cursor, per_page: 100 },
      subject: { organization, scope: 'org:read' },
      signal: options?.signal,
    });
    return readList(answer, rawProjectSchema);
  }

  async listOrganizationEnvironments(
    organization: string,
    { project }: { project: string[] },
    options?: SentryRequestOptions,
  ): Promise<string[]> {
    const answer = await this.#get({
      operation: 'listEnvironments',
      path: apiPath`/organizations/${organization}/environments/`,
      query: { project, visibility: 'visible' },
      subject: { organization, projects: project, scope: 'org:read' },
      signal: options?.signal,
    });
    return environmentNames(answer);
  }

  async listEnvironments(
    organization: string,
    project: string,
    options?: SentryRequestOptions,
  ): Promise<string[]> {
    const answer = await this.#get({
      operation: 'listEnvironments',
      path: apiPath`/projects/${organization}/${project}/environments/`,
      query: { visibility: 'visible' },
      subject: { organization, project, scope: 'project:read' },
      signal: options?.signal,
    });
    return environmentNames(answer);
  }

  #get(request: SentryHttpRequest) {
    return this.#http.get(this.#credentials, request);
  }

  /**
   * Asks for what not every server, plan and token has: a refusal, or another
   * shape, means that it can't be told.
   */
  async #ask<T>(
    schema: z.ZodType<T>,
    request: SentryHttpRequest,
  ): Promise<T | undefined> {
    try {
      const { body } = await this.#get(request);
      return schema.safeParse(body).data;
    } catch (error) {
      if (SentryUpstreamError.hasStatus(error, 400, 403, 404)) {
        return undefined;
      }
      throw error;
    }
  }
}

function environmentNames(answer: SentryHttpAnswer): string[] {
  const { items } = readList(answer, rawEnvironmentSchema);
  return [...new Set(items.map(({ name }) => name))];
}
