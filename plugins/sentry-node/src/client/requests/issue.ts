import { rawTagSchema, toTagDistributions } from '../../mapping/tags';
import { SentryProblemError } from '../../problems';
import { apiPath, apiPathOf, type ApiPath } from '../http/path';
import {
  rawIssueDetailSchema,
  RawIssueDetail,
  toIssueFacts,
  toSuspectCommits,
} from '../../mapping/detail';
import { committersSchema } from '../../mapping/release';
import type {
  SentrySuspectCommit,
  SentryTagDistribution,
} from 'backstage-plugin-sentry-common';
import { toIssueState, type SentryIssueState } from '../../mapping/issue';
import { anotherShape, readIf, readList, readOne } from './read';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { type Call, inDialect } from './call';
import { withTrends } from './issues';
import type { SentryAnswer } from '../SentryClient';

/**
 * The path of an issue, or of a part of it. GlitchTip knows an issue by its number alone, and
 * not within an organization.
 */
export function issuePath(
  { server, organization }: Call,
  issue: string,
  ...part: string[]
): ApiPath {
  if (!server.isGlitchtip) {
    return apiPathOf('organizations', organization, 'issues', issue, ...part);
  }
  if (!/^\d+$/.test(issue)) {
    throw new SentryProblemError({
      code: 'ISSUE_NOT_FOUND',
      message: 'GlitchTip finds issues by their number alone.',
      action: 'Open the issue from the list.',
    });
  }
  return apiPathOf('issues', issue, ...part);
}

// As many values as are shown; so many more that some may be left out.
const TAG_VALUES = 12;
const DETAIL = ['inbox', 'integrationIssues', 'sentryAppIssues'];

export async function getIssue(
  call: Call,
  issue: string,
  { environment }: { environment?: string[] } = {},
): Promise<SentryAnswer<'getIssue'>> {
  const raw = await fetchIssue(call, { issue, environment });
  return ofAProject(toIssueFacts(raw, call.mapping()));
}

export async function getIssueState(
  call: Call,
  issue: string,
): Promise<SentryIssueState> {
  const raw = await fetchIssue(call, { issue, isBrief: true });
  return ofAProject(toIssueState(raw, call.mapping()));
}

function ofAProject<T>(issue: T | undefined): T {
  if (!issue) {
    throw anotherShape('an issue of a project');
  }
  return issue;
}

interface IssueQuestion {
  issue: string;
  environment?: string[];
  /** Whether what costs Sentry most is left out: releases, trends, tags and links. */
  isBrief?: boolean;
}

async function fetchIssue(
  call: Call,
  { issue, environment, isBrief }: IssueQuestion,
): Promise<RawIssueDetail> {
  const fetchOnce = async (environments: string[] | undefined) => {
    const answer = await call.send({
      operation: 'getIssue',
      path: issuePath(call, issue),
      query: {
        environment: environments,
        expand: isBrief ? ['inbox'] : DETAIL,
        // Tags have a call of their own, which returns their values, too.
        collapse: isBrief ? ['release', 'stats', 'tags'] : ['tags'],
      },
      subject: { issue, scope: 'event:read' },
    });
    const raw = readOne(answer, rawIssueDetailSchema, 'an issue');
    const { server, organization } = call;
    const found = server.dialect.toIssue(raw, organization);
    if (!server.isGlitchtip || isBrief) {
      return found;
    }
    const window = { statsPeriod: '24h' };
    const [withTrend] = await withTrends(call, [found], window);
    return withTrend;
  };
  const ask = (environments: string[] | undefined) =>
    inDialect(call, () => fetchOnce(environments));
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
  call: Call,
  issue: string,
  { environment }: { environment?: string[] } = {},
): Promise<SentryTagDistribution[]> {
  const ask = async () => {
    const answer = await call.send({
      operation: 'getIssueTags',
      path: issuePath(call, issue, 'tags'),
      query: { environment, limit: TAG_VALUES },
      subject: { issue, scope: 'event:read' },
    });
    return toTagDistributions(readList(answer, rawTagSchema).items);
  };
  return inDialect(call, ask);
}

export async function getEventCommitters(
  call: Call,
  project: string,
  event: string,
): Promise<SentrySuspectCommit[]> {
  if (!call.server.dialect.capabilities.suspectCommits) {
    return [];
  }
  try {
    const answer = await call.send({
      operation: 'getEventCommitters',
      path: apiPath`/projects/${call.organization}/${project}/events/${event}/committers/`,
      subject: { project, scope: 'project:read' },
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
