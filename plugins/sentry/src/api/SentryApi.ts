import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  SentryEnvironmentsResponse,
  SentryInstancesResponse,
  SentryIssuesPage,
  SentryIssuesQuery,
  SentryOrganizationsResponse,
  SentryProjectsResponse,
  SentrySummary,
} from 'backstage-plugin-sentry-common';

/**
 * What every request of {@link SentryApi} takes.
 *
 * @public
 */
export interface SentryRequestOptions {
  /** Aborts the request, which then rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/**
 * Reads the Sentry data of catalog entities from the Sentry backend plugin.
 *
 * Entities are named by their full ref, such as `component:default/shop-web`.
 * Every method rejects with a {@link SentryProblemException} where the backend
 * says what is wrong, and with a {@link SentryRequestException} where the
 * request did not get that far.
 *
 * @public
 */
export interface SentryApi {
  /** A page of the entity's issues. What the query leaves out is the backend's default. */
  getIssues(
    entityRef: string,
    query?: SentryIssuesQuery,
    options?: SentryRequestOptions,
  ): Promise<SentryIssuesPage>;

  /** Counts and trend over the entity's projects, for a window such as `14d`. */
  getSummary(
    entityRef: string,
    query?: { statsPeriod?: string },
    options?: SentryRequestOptions,
  ): Promise<SentrySummary>;

  /** The entity's projects, each resolved or with its problem. */
  getProjects(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryProjectsResponse>;

  /** The environments that the entity's events were seen in. */
  getEnvironments(
    entityRef: string,
    options?: SentryRequestOptions,
  ): Promise<SentryEnvironmentsResponse>;

  /** How the configured Sentry instances are doing; asks them. */
  getInstances(
    options?: SentryRequestOptions,
  ): Promise<SentryInstancesResponse>;

  /** What the caller's own Sentry identity reaches. */
  getOrganizations(
    options?: SentryRequestOptions,
  ): Promise<SentryOrganizationsResponse>;
}

/**
 * Where the app finds its {@link SentryApi}.
 *
 * @public
 */
export const sentryApiRef = createApiRef<SentryApi>().with({
  id: 'plugin.sentry.service',
  pluginId: 'sentry',
});
