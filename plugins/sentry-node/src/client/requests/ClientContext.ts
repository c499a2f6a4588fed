import type { z } from 'zod';
import type { SentryCredentials } from '../../credentials';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryHttpRequest } from '../http/types';
import type { ServerFacts } from '../servers/ServerFacts';
import type { SentryDetailField } from '../../mapping/event/types';
import type { MappingContext } from '../../mapping/sentryLinks';
import { identify } from './inDialect';
import { readIf } from './readList';
import { SentryUpstreamError } from '../problems/SentryUpstreamError';

/** What the client's questions are put through. */
export interface ClientContext {
  send(request: SentryHttpRequest): Promise<SentryHttpAnswer>;
  /** Sends with a proof of its own instead of the client's. */
  sendAs(
    credentials: SentryCredentials,
    request: SentryHttpRequest,
  ): Promise<SentryHttpAnswer>;
  readonly server: ServerFacts;
  /** With what answers about an organization are mapped. */
  mappingOf(organization: string): MappingContext;
  /** What of events config opts in to. */
  readonly detailFields: SentryDetailField[];
  /**
   * Names an endpoint that may be missing. By organization and credential, since one
   * that is hidden from somebody is 404 as well.
   */
  lackOf(operation: string, organization: string): string;
}

/**
 * Asks for what not every server, plan and token has: a refusal, or another
 * shape, means that it can't be told.
 */
export async function ask<T>(
  context: ClientContext,
  schema: z.ZodType<T>,
  request: SentryHttpRequest & { operation: 'countUsers' | 'eventTrend' },
): Promise<T | undefined> {
  const { send, server, lackOf } = context;
  const { organization = '', environments } = request.subject;
  const lack = lackOf(request.operation, organization);
  if (server.lacks(lack)) {
    return undefined;
  }
  try {
    return readIf(await send(request), schema);
  } catch (error) {
    if (SentryUpstreamError.isNoEndpoint(error)) {
      await identify(context);
      if (server.isGlitchtip) {
        return undefined;
      }
      server.noteMissing(request.operation, organization);
      server.noteLack(lack);
      return undefined;
    }
    // With an environment, it may be that which is missing.
    if (SentryUpstreamError.hasStatus(error, 404) && !environments?.length) {
      server.noteLack(lack);
    }
    if (SentryUpstreamError.hasStatus(error, 400, 403, 404)) {
      return undefined;
    }
    throw error;
  }
}
