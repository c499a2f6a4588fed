import { z } from 'zod';
import { apiPath, type ApiPath } from '../apiPath';
import type { RawSentryIssueDetail } from '../rawTypes';
import { anotherShape } from '../readList';
import { rawIssueDetailSchema } from '../schemas';
import { SentryUpstreamError } from '../SentryUpstreamError';
import type { SentryIssueScope, SentryRequestOptions } from '../types';
import { ask, type ClientContext } from './ClientContext';
import { listIssues } from './issues';

/** GlitchTip knows an issue by its number alone, and not within an organization. */
export function issuePath(
  { server }: ClientContext,
  organization: string,
  issue: string,
  rest: '' | 'tags' = '',
): ApiPath {
  const isGlitchTip = server.dialect.capabilities.server === 'glitchtip';
  if (rest === 'tags') {
    return isGlitchTip
      ? apiPath`/issues/${issue}/tags/`
      : apiPath`/organizations/${organization}/issues/${issue}/tags/`;
  }
  return isGlitchTip
    ? apiPath`/issues/${issue}/`
    : apiPath`/organizations/${organization}/issues/${issue}/`;
}

export async function getIssue(
  context: ClientContext,
  organization: string,
  issue: string,
  { environment }: SentryIssueScope = {},
  options?: SentryRequestOptions,
): Promise<RawSentryIssueDetail> {
  const { get, server } = context;
  const fetchIssue = async (environments: string[] | undefined) => {
    const { body } = await get({
      operation: 'getIssue',
      path: issuePath(context, organization, issue),
      query: { environment: environments, expand: ['integrationIssues', 'sentryAppIssues'] },
      subject: { organization, issue, environments, scope: 'event:read' },
      signal: options?.signal,
    });
    const parsed = rawIssueDetailSchema.safeParse(body);
    if (!parsed.success) {
      throw anotherShape('an issue');
    }
    return parsed.data;
  };
  try {
    return await fetchIssue(environment);
  } catch (error) {
    if (!SentryUpstreamError.hasStatus(error, 404, 405)) {
      throw error;
    }
    if (server.otherDialect && SentryUpstreamError.hasStatus(error, 405)) {
      await findOutDialect(context, organization, options);
      return fetchIssue(environment);
    }
    if (environment?.length) {
      // Sentry says the same of an unknown issue and of an unknown environment.
      await fetchIssue(undefined);
    }
    throw error;
  }
}

/** GlitchTip has no GET of the path that Sentry has; which one a server is, a list tells. */
export async function findOutDialect(
  context: ClientContext,
  organization: string,
  options?: SentryRequestOptions,
): Promise<void> {
  await listIssues(
    context,
    organization,
    { project: [], query: '', sort: 'date', limit: 1 },
    options,
  );
}

/** Each with its most frequent values; `undefined` where the server can't tell. */
export async function getIssueTags(
  context: ClientContext,
  organization: string,
  issue: string,
  { environment }: SentryIssueScope = {},
  options?: SentryRequestOptions,
): Promise<unknown[] | undefined> {
  return ask(context, z.array(z.unknown()), {
    operation: 'getIssueTags',
    path: issuePath(context, organization, issue, 'tags'),
    query: { environment, limit: 10 },
    subject: { organization, issue, environments: environment },
    signal: options?.signal,
  });
}
