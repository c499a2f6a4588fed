import { apiPath } from '../http/apiPath';
import type {
  RawSentryCommitter,
  RawSentryIssueDetail,
  RawSentryTag,
  SentryIssueParams,
  SentryIssueScope,
  SentryRequestOptions,
} from '../types';
import { anotherShape, readList } from './readList';
import { rawIssueDetailSchema, rawTagSchema } from './issueDetailSchemas';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { ClientContext } from './ClientContext';
import { withTrends } from './glitchtip';
import { inDialect } from './inDialect';
import { issuePath } from './issuePath';
import { committersSchema } from './releaseSchemas';

// As many values as are shown; so many more that some may be left out.
const TAG_VALUES = 12;
const DETAIL = ['inbox', 'integrationIssues', 'sentryAppIssues'];

export async function getIssue(
  context: ClientContext,
  organization: string,
  issue: string,
  { environment, isBrief }: SentryIssueParams = {},
  options?: SentryRequestOptions,
): Promise<RawSentryIssueDetail> {
  const fetchIssue = async (environments: string[] | undefined) => {
    const { body } = await context.send({
      operation: 'getIssue',
      path: issuePath(context.server, organization, issue),
      query: {
        environment: environments,
        expand: isBrief ? ['inbox'] : DETAIL,
        // Tags have a call of their own, which tells their values, too.
        collapse: isBrief ? ['release', 'stats', 'tags'] : ['tags'],
      },
      subject: { organization, issue, environments, scope: 'event:read' },
      signal: options?.signal,
    });
    const parsed = rawIssueDetailSchema.safeParse(body);
    if (!parsed.success) {
      throw anotherShape('an issue');
    }
    const { server } = context;
    const found = server.dialect.toIssue(parsed.data, organization);
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
    inDialect(context, () => fetchIssue(environments));
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
  { environment }: SentryIssueScope = {},
  options?: SentryRequestOptions,
): Promise<RawSentryTag[]> {
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
    return readList(answer, rawTagSchema).items;
  };
  return inDialect(context, ask);
}

export async function getEventCommitters(
  context: ClientContext,
  organization: string,
  project: string,
  event: string,
  options?: SentryRequestOptions,
): Promise<RawSentryCommitter[]> {
  if (!context.server.dialect.capabilities.suspectCommits) {
    return [];
  }
  try {
    const { body } = await context.send({
      operation: 'getEventCommitters',
      path: apiPath`/projects/${organization}/${project}/events/${event}/committers/`,
      subject: { organization, project, scope: 'project:read' },
      signal: options?.signal,
    });
    return committersSchema.safeParse(body).data?.committers ?? [];
  } catch (error) {
    // 404 is how Sentry says that it holds no commit responsible.
    if (SentryUpstreamError.hasStatus(error, 400, 404)) {
      return [];
    }
    throw error;
  }
}
