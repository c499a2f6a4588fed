import { rawEventSchema } from '../../mapping/event/types';
import { toSentryEvent } from '../../mapping/event';
import { SentryProblemError } from '../../problems/SentryProblemError';
import { readOne } from './readList';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryIssueEvent, SentryIssueScope, SentryRequestOptions } from '../types';
import type { ClientContext } from './ClientContext';
import { inDialect } from './inDialect';
import { issuePath } from './issuePath';

interface EventRequest {
  organization: string;
  issue: string;
  event: string;
  environment?: string[];
}

export async function getIssueEvent(
  context: ClientContext,
  organization: string,
  issue: string,
  event: string,
  { environment }: SentryIssueScope = {},
  options?: SentryRequestOptions,
): Promise<SentryIssueEvent> {
  const asked = { organization, issue, environment };
  if (event !== 'recommended') {
    return fetchEvent(context, { ...asked, event }, options);
  }
  const { server } = context;
  const lack = context.lackOf('getIssueEvent.recommended', organization);
  const latest = { ...asked, event: 'latest' };
  if (server.isGlitchtip || server.lacks(lack)) {
    return fetchEvent(context, latest, options);
  }
  try {
    return await fetchEvent(context, { ...asked, event }, options);
  } catch (error) {
    // An older server takes the word for the id of an event that it does not have. GlitchTip
    // was asked for the latest then.
    if (server.isGlitchtip || !SentryUpstreamError.hasStatus(error, 400, 404)) {
      throw error;
    }
    const found = await fetchEvent(context, latest, options);
    server.noteLack(lack);
    return found;
  }
}

async function fetchEvent(
  context: ClientContext,
  { organization, issue, event, environment }: EventRequest,
  options?: SentryRequestOptions,
): Promise<SentryIssueEvent> {
  const ask = async () => {
    const answer = await context.send({
      operation: 'getIssueEvent',
      path: issuePath(context.server, organization, issue, {
        part: 'event',
        event: inThisDialect(context, event),
      }),
      query: { environment },
      subject: {
        organization,
        issue,
        event,
        environments: environment,
        scope: 'event:read',
      },
      signal: options?.signal,
    });
    return readOne(answer, rawEventSchema, 'an event');
  };
  const raw = await inDialect(context, ask);
  const place = context.mappingOf(organization);
  return {
    event: toSentryEvent(raw, place, context.detailFields),
    ...(raw.groupID && { issueId: raw.groupID }),
    ...(raw.projectID && { projectId: raw.projectID }),
  };
}

function inThisDialect({ server }: ClientContext, event: string): string {
  const { eventPositions } = server.dialect.capabilities;
  if (event === 'recommended' && !eventPositions.includes('recommended')) {
    return 'latest';
  }
  if (event === 'oldest' && !eventPositions.includes('oldest')) {
    throw new SentryProblemError({
      code: 'QUERY_INVALID',
      message: "GlitchTip can't tell the oldest event of an issue.",
      action: 'Step back from the latest event.',
    });
  }
  return event;
}
