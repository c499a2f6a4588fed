import { SENTRY_USER_TOKEN_HEADER } from 'backstage-plugin-sentry-common';
import type { RequestHandler } from 'express';

const VARY = `Authorization, ${SENTRY_USER_TOKEN_HEADER}, Accept-Encoding`;

/** Says of every answer, failures too, that it is for whoever asked, as whom they asked Sentry. */
export function varyByCaller(): RequestHandler {
  return (_request, response, next) => {
    // Beside what the HTTP server says, such as `Origin`; in one go, since Express reads
    // the whole header again for each name.
    const before = response.getHeader('Vary');
    response.setHeader('Vary', before ? `${before}, ${VARY}` : VARY);
    next();
  };
}
