import { SentryUpstreamError } from '../problems/SentryUpstreamError';
import type { SentryRequestOptions } from '../types';
import type { ClientContext } from './ClientContext';
import { listIssues } from './issues';

/**
 * Asks for what GlitchTip has under another path than Sentry. Where the path is unknown to
 * a server whose kind is not certain, a list tells which it is; then it is asked once more.
 */
export async function inDialect<T>(
  context: ClientContext,
  organization: string,
  ask: () => Promise<T>,
  options?: SentryRequestOptions,
): Promise<T> {
  const { server } = context;
  const { dialect } = server;
  try {
    return await ask();
  } catch (error) {
    if (
      !isUnknownPath(error) ||
      (dialect === server.dialect && !server.otherDialect)
    ) {
      throw error;
    }
    // Another call may have found it out meanwhile.
    if (dialect === server.dialect) {
      const any = { project: [], query: '', sort: 'date', limit: 1 };
      await listIssues(context, organization, any, options);
    }
    if (dialect === server.dialect) {
      throw error;
    }
    return ask();
  }
}

/** Sentry says in JSON that it has no such issue; a web page means that there is no such path. */
function isUnknownPath(error: unknown): boolean {
  return (
    SentryUpstreamError.hasStatus(error, 405) ||
    (SentryUpstreamError.hasStatus(error, 404) &&
      error instanceof SentryUpstreamError &&
      error.code === 'UPSTREAM_UNEXPECTED')
  );
}
