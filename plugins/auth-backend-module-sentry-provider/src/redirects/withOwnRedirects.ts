import { NotAllowedError } from '@backstage/errors';
import {
  decodeOAuthState,
  type AuthProviderRouteHandlers,
} from '@backstage/plugin-auth-node';
import type { Request } from 'express';

/**
 * Lets a sign-in without a window lead back to the portal alone. Backstage sends the browser
 * to whatever address the parameters of `/start`, or the state of a callback that nobody
 * has started, name: anybody could make a link of the portal that leads elsewhere.
 */
export function withOwnRedirects(
  handlers: AuthProviderRouteHandlers,
  isOriginAllowed: (origin: string) => boolean,
): AuthProviderRouteHandlers {
  const check = (redirectUrl: string | undefined) => {
    if (redirectUrl && !isOwn(redirectUrl, isOriginAllowed)) {
      throw new NotAllowedError(
        'The sign-in with Sentry leads back to this portal alone',
      );
    }
  };
  return {
    refresh: handlers.refresh?.bind(handlers),
    logout: handlers.logout?.bind(handlers),
    async start(request, response) {
      check(request.query.redirectUrl?.toString());
      await handlers.start(request, response);
    },
    async frameHandler(request, response) {
      check(redirectOf(request));
      await handlers.frameHandler(request, response);
    },
  };
}

function isOwn(
  address: string,
  isOriginAllowed: (origin: string) => boolean,
): boolean {
  const url = URL.parse(address);
  // Not all agree on what a backslash means.
  return url !== null && !address.includes('\\') && isOriginAllowed(url.origin);
}

function redirectOf({ query }: Request): string | undefined {
  try {
    return decodeOAuthState(query.state?.toString() ?? '').redirectUrl;
  } catch {
    // The handler says what is wrong with it, and redirects nowhere.
    return undefined;
  }
}
