import type { SdkEvent } from '../../ingest/sdkEvent';

/** What the program was asked for; query, cookies and headers become pairs. */
export function serializeRequest(
  request: NonNullable<SdkEvent['request']>,
): Record<string, unknown> {
  const [url, queryOfUrl] = (request.url ?? '').split('?', 2);
  return {
    url,
    method: request.method ?? null,
    query: queryPairs(request.query_string ?? queryOfUrl ?? ''),
    fragment: request.fragment ?? null,
    cookies: cookiePairs(request.cookies),
    headers: Object.entries(request.headers ?? {}),
    env: request.env ?? null,
    data: request.data ?? null,
    inferredContentType: inferContentType(request.data),
    apiTarget: null,
  };
}

function queryPairs(query: unknown): unknown {
  if (typeof query === 'string') {
    return [...new URLSearchParams(query)];
  }
  return Array.isArray(query) || typeof query !== 'object' || query === null
    ? query
    : Object.entries(query);
}

function cookiePairs(
  cookies: NonNullable<SdkEvent['request']>['cookies'],
): [string, string][] {
  if (typeof cookies !== 'string') {
    return Object.entries(cookies ?? {});
  }
  return cookies.split(/;\s*/).map(cookie => {
    const [name, ...value] = cookie.split('=');
    return [name, value.join('=')];
  });
}

function inferContentType(data: unknown): string | null {
  if (typeof data === 'object' && data !== null) {
    return 'application/json';
  }
  return typeof data === 'string' && /^\s*[[{]/.test(data)
    ? 'application/json'
    : null;
}
