import { SentryProblemError } from '../../problems/SentryProblemError';
import type { RequestSubject } from '../problems/requestSubject';
import { unexpectedProblem } from '../problems/unexpectedProblem';

const MAX_REDIRECTS = 3;
const API = '/api/0/';

/** The part of fetch that is used, so that another can be put in its place. */
export type SentryFetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Fetches, and follows redirects only within the server's API: Sentry redirects to
 * the new slug of a renamed project. The token must go to no other server, nor to
 * what else may live on the same host.
 */
export async function fetchSameOrigin(
  fetch: SentryFetch,
  url: string,
  init: RequestInit,
  subject: RequestSubject,
): Promise<Response> {
  const api = url.slice(0, url.indexOf(API) + API.length);
  let current = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(current, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || !location) {
      return response;
    }
    await response.body?.cancel();
    const target = URL.parse(location, current);
    if (!target?.href.startsWith(api)) {
      throw new SentryProblemError(
        unexpectedProblem(
          subject,
          `a redirect to ${describe(target, url)}, which is not followed`,
        ),
      );
    }
    current = target.href;
  }
  throw new SentryProblemError(
    unexpectedProblem(subject, 'one redirect after another'),
  );
}

/** Names no path: a login page's may have anything in it. */
function describe(target: URL | null, url: string): string {
  if (!target) {
    return 'no valid address';
  }
  return target.origin === new URL(url).origin
    ? 'a page outside its API'
    : target.origin;
}
