import { SENTRY_USER_TOKEN_HEADER } from 'backstage-plugin-sentry-common';
import type { RequestHandler } from 'express';

/** Says of every answer, failures too, that it is for whoever asked, as whom they asked Sentry. */
export function varyByCaller(): RequestHandler {
  return (_request, response, next) => {
    response.vary('Authorization').vary(SENTRY_USER_TOKEN_HEADER);
    next();
  };
}
