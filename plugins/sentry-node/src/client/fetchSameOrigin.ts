import { SentryProblemError } from '../problems/SentryProblemError';
import type { RequestSubject } from './requestSubject';
import { unexpectedProblem } from './unexpectedProblem';

const MAX_REDIRECTS = 3;

/** The part of fetch that is used, so that another can be put in its place. */
export type SentryFetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Fetches, and follows redirects only within the origin: Sentry redirects to the
 * new slug of a renamed project, and the token must go to no other server.
 */
export async function fetchSameOrigin(
  fetch: SentryFetch,
  url: string,
  init: RequestInit,
  subject: RequestSubject,
): Promise<Response> {
  let current = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(current, { ...init, redirect: 'manual' });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || !location) {
      return response;
    }
    await response.body?.cancel();
    const target = URL.parse(location, current);
    if (target?.origin !== new URL(url).origin) {
      throw new SentryProblemError(
        unexpectedProblem(
          subject,
          `a redirect to ${target ? target.origin : 'no valid address'}, which is not followed`,
        ),
      );
    }
    current = target.href;
  }
  throw new SentryProblemError(
    unexpectedProblem(subject, 'one redirect after another'),
  );
}
