import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { ErrorRequestHandler } from 'express';

/**
 * Adds what only headers can say to a failure; the body is made by Backstage's own
 * error middleware.
 */
export function errorHeaders(): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (!response.headersSent) {
      response.set('Cache-Control', 'no-store');
      if (
        error instanceof SentryProblemError &&
        error.retryAfterSeconds !== undefined
      ) {
        response.set('Retry-After', String(error.retryAfterSeconds));
      }
    }
    next(error);
  };
}
