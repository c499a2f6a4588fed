import type { z } from 'zod';
import type { SentryHttpAnswer } from '../attempt';
import type { SentryHttpRequest } from '../SentryHttp';
import { SentryUpstreamError } from '../SentryUpstreamError';

/** What the client's questions are put through. */
export interface ClientContext {
  get(request: SentryHttpRequest): Promise<SentryHttpAnswer>;
}

/**
 * Asks for what not every server, plan and token has: a refusal, or another
 * shape, means that it can't be told.
 */
export async function ask<T>(
  { get }: ClientContext,
  schema: z.ZodType<T>,
  request: SentryHttpRequest,
): Promise<T | undefined> {
  try {
    const { body } = await get(request);
    return schema.safeParse(body).data;
  } catch (error) {
    if (SentryUpstreamError.hasStatus(error, 400, 403, 404)) {
      return undefined;
    }
    throw error;
  }
}
