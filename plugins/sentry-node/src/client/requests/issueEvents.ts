import { z } from 'zod';
import type { RawSentryEvent } from '../../mapping/event/types';
import { apiPath, type ApiPath } from '../apiPath';
import { anotherShape } from '../readList';
import { SentryUpstreamError } from '../SentryUpstreamError';
import type { SentryIssueScope, SentryRequestOptions } from '../types';
import type { ClientContext } from './ClientContext';
import { findOutDialect } from './issueDetail';

const rawEventSchema: z.ZodType<RawSentryEvent> = z
  .looseObject({
    id: z.string().optional().catch(undefined),
    eventID: z.string().optional().catch(undefined),
  })
  .transform(({ id, eventID, ...event }) => ({
    ...event,
    eventID,
    // GlitchTip has a number of its own in `id` of older versions.
    id: eventID ?? id ?? '',
  }))
  .refine(({ id }) => /^[\w-]{1,64}$/.test(id));

const committersSchema = z.object({ committers: z.array(z.unknown()) });

export async function getIssueEvent(
  context: ClientContext,
  organization: string,
  issue: string,
  event: string,
  scope: SentryIssueScope = {},
  options?: SentryRequestOptions,
): Promise<RawSentryEvent> {
  const { server } = context;
  const fetchEvent = (which: string) =>
    fetchOne(context, { organization, issue, event: which }, scope, options);
  const lack = context.lackOf('getIssueEvent recommended', organization);
  const wanted = () =>
    event === 'recommended' &&
    (server.lacks(lack) ||
      !server.dialect.capabilities.eventPositions.includes(event))
      ? 'latest'
      : event;
  const first = wanted();
  try {
    return await fetchEvent(first);
  } catch (error) {
    if (!SentryUpstreamError.hasStatus(error, 404, 405)) {
      throw error;
    }
    if (server.otherDialect && isUnknownPath(error)) {
      await findOutDialect(context, organization, options);
      if (server.dialect.capabilities.server === 'glitchtip') {
        return fetchEvent(wanted());
      }
    }
    if (first !== 'recommended') {
      throw error;
    }
    // Servers of before 2023 take it for an id that they don't have.
    const latest = await fetchEvent('latest');
    server.noteLack(lack);
    return latest;
  }
}
