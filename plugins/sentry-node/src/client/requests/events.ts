import { rawEventSchema } from '../../mapping/event/types';
import { toSentryEvent } from '../../mapping/event/event';
import { SentryProblemError } from '../../problems';
import { readOne, readIf } from './read';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryIssueEvent } from '../types';
import type { SentryRequestOptions } from '../types';
import { type ClientContext, inDialect } from './context';
import { issuePath } from './issue';
import { z } from 'zod';
import { apiPath } from '../http/path';

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
  { environment }: { environment?: string[] } = {},
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

/** An event itself does not tell of its files: Sentry lists them by themselves, 100 at most. */
export async function countEventAttachments(
  { send, server, lackOf }: ClientContext,
  organization: string,
  project: string,
  event: string,
  options?: SentryRequestOptions,
): Promise<number | undefined> {
  const lack = lackOf('countEventAttachments', organization);
  if (server.isGlitchtip || server.lacks(lack)) {
    return undefined;
  }
  try {
    const answer = await send({
      operation: 'countEventAttachments',
      path: apiPath`/projects/${organization}/${project}/events/${event}/attachments/`,
      subject: { organization, project, scope: 'project:read' },
      signal: options?.signal,
    });
    return readIf(answer, z.array(z.unknown()))?.length;
  } catch (error) {
    // Not in JSON: plans and servers that keep no files say so. Else there is no such event.
    if (
      SentryUpstreamError.isNoEndpoint(error) ||
      SentryUpstreamError.isWithoutBody(error)
    ) {
      server.noteLack(lack);
    }
    if (SentryUpstreamError.hasStatus(error, 400, 403, 404)) {
      return undefined;
    }
    throw error;
  }
}
