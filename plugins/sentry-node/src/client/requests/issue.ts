import { rawTagSchema, toTagDistributions } from '../../mapping/tags';
import { SentryProblemError } from '../../problems';
import { apiPath, ApiPath } from '../http/path';
import type { ServerFacts } from '../servers/facts';
import {
  rawIssueDetailSchema,
  RawIssueDetail,
  toIssueFacts,
  SentryIssueFacts,
  toSuspectCommits,
} from '../../mapping/detail';
import { committersSchema } from '../../mapping/release';
import type {
  SentrySuspectCommit,
  SentryTagDistribution,
} from 'backstage-plugin-sentry-common';
import { toIssueState, type SentryIssueState } from '../../mapping/issue';
import type { SentryRequestOptions } from '../types';
import { anotherShape, readIf, readList, readOne } from './read';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { type ClientContext, inDialect } from './context';
import { withTrends } from './issues';

/** The part of an issue that is asked for. */
type IssuePart = { part?: 'tags' } | { part: 'event'; event: string };

/** GlitchTip knows an issue by its number alone, and not within an organization. */
export function issuePath(
  { isGlitchtip }: ServerFacts,
  organization: string,
  issue: string,
  asked: IssuePart = {},
): ApiPath {
  if (isGlitchtip) {
    if (!/^\d+$/.test(issue)) {
      throw new SentryProblemError({
        code: 'ISSUE_NOT_FOUND',
        message: 'GlitchTip finds issues by their number alone.',
        action: 'Open the issue from the list.',
      });
    }
    return glitchtipPath(issue, asked);
  }
  switch (asked.part) {
    case 'tags':
      return apiPath`/organizations/${organization}/issues/${issue}/tags/`;
    case 'event':
      return apiPath`/organizations/${organization}/issues/${issue}/events/${asked.event}/`;
    default:
      return apiPath`/organizations/${organization}/issues/${issue}/`;
  }
}

function glitchtipPath(issue: string, asked: IssuePart): ApiPath {
  switch (asked.part) {
    case 'tags':
      return apiPath`/issues/${issue}/tags/`;
    case 'event':
      return apiPath`/issues/${issue}/events/${asked.event}/`;
    default:
      return apiPath`/issues/${issue}/`;
  }
}

// As many values as are shown; so many more that some may be left out.
const TAG_VALUES = 12;
const DETAIL = ['inbox', 'integrationIssues', 'sentryAppIssues'];

export async function getIssue(
  context: ClientContext,
  organization: string,
  issue: string,
  { environment }: { environment?: string[] } = {},
  options?: SentryRequestOptions,
): Promise<SentryIssueFacts> {
  const raw = await fetchIssue(
    context,
    { organization, issue, environment },
    options,
  );
  return ofAProject(toIssueFacts(raw, context.mappingOf(organization)));
}

export async function getIssueState(
  context: ClientContext,
  organization: string,
  issue: string,
  options?: SentryRequestOptions,
): Promise<SentryIssueState> {
  const asked = { organization, issue, isBrief: true };
  const raw = await fetchIssue(context, asked, options);
  return ofAProject(toIssueState(raw, context.mappingOf(organization)));
}

function ofAProject<T>(issue: T | undefined): T {
  if (!issue) {
    throw anotherShape('an issue of a project');
  }
  return issue;
}

interface IssueQuestion {
  organization: string;
  issue: string;
  environment?: string[];
  /** Whether what costs Sentry most is left out: releases, trends, tags and links. */
  isBrief?: boolean;
}

async function fetchIssue(
  context: ClientContext,
  { organization, issue, environment, isBrief }: IssueQuestion,
  options?: SentryRequestOptions,
): Promise<RawIssueDetail> {
  const fetchOnce = async (environments: string[] | undefined) => {
    const answer = await context.send({
      operation: 'getIssue',
      path: issuePath(context.server, organization, issue),
      query: {
        environment: environments,
        expand: isBrief ? ['inbox'] : DETAIL,
        // Tags have a call of their own, which returns their values, too.
        collapse: isBrief ? ['release', 'stats', 'tags'] : ['tags'],
      },
      subject: { organization, issue, environments, scope: 'event:read' },
      signal: options?.signal,
    });
    const raw = readOne(answer, rawIssueDetailSchema, 'an issue');
    const { server } = context;
    const found = server.dialect.toIssue(raw, organization);
    if (!server.isGlitchtip || isBrief) {
      return found;
    }
    const window = { statsPeriod: '24h' };
    const [withTrend] = await withTrends(
      context,
      organization,
      [found],
      window,
      options,
    );
    return withTrend;
  };
  const ask = (environments: string[] | undefined) =>
    inDialect(context, () => fetchOnce(environments));
  try {
    return await ask(environment);
  } catch (error) {
    if (environment?.length && SentryUpstreamError.hasStatus(error, 404)) {
      // Sentry says the same of an unknown issue and of an unknown environment.
      await ask(undefined);
    }
    throw error;
  }
}

export async function getIssueTags(
  context: ClientContext,
  organization: string,
  issue: string,
  { environment }: { environment?: string[] } = {},
  options?: SentryRequestOptions,
): Promise<SentryTagDistribution[]> {
  const ask = async () => {
    const answer = await context.send({
      operation: 'getIssueTags',
      path: issuePath(context.server, organization, issue, { part: 'tags' }),
      query: { environment, limit: TAG_VALUES },
      subject: {
        organization,
        issue,
        environments: environment,
        scope: 'event:read',
      },
      signal: options?.signal,
    });
    return toTagDistributions(readList(answer, rawTagSchema).items);
  };
  return inDialect(context, ask);
}

export async function getEventCommitters(
  context: ClientContext,
  organization: string,
  project: string,
  event: string,
  options?: SentryRequestOptions,
): Promise<SentrySuspectCommit[]> {
  if (!context.server.dialect.capabilities.suspectCommits) {
    return [];
  }
  try {
    const answer = await context.send({
      operation: 'getEventCommitters',
      path: apiPath`/projects/${organization}/${project}/events/${event}/committers/`,
      subject: { organization, project, scope: 'project:read' },
      signal: options?.signal,
    });
    const found = readIf(answer, committersSchema);
    return toSuspectCommits(found?.committers ?? []);
  } catch (error) {
    // 404 is how Sentry says that it holds no commit responsible.
    if (SentryUpstreamError.hasStatus(error, 400, 404)) {
      return [];
    }
    throw error;
  }
}
