import { sentryIssuesDefaults } from 'backstage-plugin-sentry-common';
import { apiPath } from '../http/apiPath';
import { countUsersSchema, timeSeriesSchema } from './schemas';
import { trendInterval } from './trendInterval';
import type { SentryRequestOptions, SentryScopeParams } from '../types';
import { ask, type ClientContext } from './ClientContext';

const DEFAULT_PERIOD = sentryIssuesDefaults.statsPeriod;

export async function countUsers(
  context: ClientContext,
  organization: string,
  params: SentryScopeParams,
  options?: SentryRequestOptions,
): Promise<number | undefined> {
  if (!context.server.capabilitiesOf(organization).users) {
    return undefined;
  }
  const { project, environment, statsPeriod = DEFAULT_PERIOD } = params;
  const found = await ask(context, countUsersSchema, {
    operation: 'countUsers',
    path: apiPath`/organizations/${organization}/events/`,
    query: {
      dataset: 'errors',
      field: 'count_unique(user)',
      project,
      environment,
      statsPeriod,
    },
    subject: subjectOf(organization, params),
    signal: options?.signal,
  });
  return found?.data[0]?.['count_unique(user)'];
}

export async function eventTrend(
  context: ClientContext,
  organization: string,
  params: SentryScopeParams,
  options?: SentryRequestOptions,
): Promise<[startSeconds: number, events: number][] | undefined> {
  if (!context.server.capabilitiesOf(organization).eventTrend) {
    return undefined;
  }
  const { project, environment, statsPeriod = DEFAULT_PERIOD } = params;
  const found = await ask(context, timeSeriesSchema, {
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
    subject: subjectOf(organization, params),
    signal: options?.signal,
  });
  return found?.timeSeries[0]?.values.map(({ timestamp, value }) => [
    Math.floor(timestamp / 1000),
    value ?? 0,
  ]);
}

function subjectOf(
  organization: string,
  { project, environment }: SentryScopeParams,
) {
  return {
    organization,
    projects: project,
    environments: environment,
    scope: 'org:read',
  };
}
