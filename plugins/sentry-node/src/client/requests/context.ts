import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import { getIndex } from './organizations';
import type { z } from 'zod';
import type { SentryCredentials } from '../../credentials/types';
import type { SentryHttpAnswer } from '../http/attempt';
import type { SentryHttpRequest } from '../http/SentryHttp';
import type { ServerFacts } from '../servers/facts';
import type { SentryDetailField } from '../../mapping/event/types';
import type { MappingContext } from '../../mapping/links';
import { readIf } from './read';

/**
 * Finds out whether a server is Sentry or GlitchTip, where that is not certain: its index
 * tells, whatever the token may do. Where it can't be asked now, it stays uncertain.
 */
export async function identify(context: ClientContext): Promise<void> {
  await context.server.findOut(() => getIndex(context));
}

/**
 * Asks for what GlitchTip has under another path than Sentry, or in another way. Where it is
 * refused by a server whose kind is not certain, that is found out; then it is asked once
 * more where the server is of another kind than was thought.
 */
export async function inDialect<T>(
  context: ClientContext,
  ask: () => Promise<T>,
): Promise<T> {
  const { server } = context;
  const { dialect } = server;
  try {
    return await ask();
  } catch (error) {
    if (!isOfOthers(error)) {
      throw error;
    }
    // Another call may have found it out meanwhile.
    await identify(context);
    if (dialect === server.dialect) {
      throw error;
    }
    return ask();
  }
}

/**
 * How GlitchTip answers what it does not know: 405, 422 to Sentry's names of orders and
 * events, and a web page, with 404 or with 200.
 */
export function isOfOthers(error: unknown): boolean {
  return (
    SentryUpstreamError.hasStatus(error, 405, 422) ||
    SentryUpstreamError.isNoEndpoint(error) ||
    SentryUpstreamError.isWebPage(error)
  );
}

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
