import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { ClientContext } from './ClientContext';
import { getIndex } from './organizations';

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
