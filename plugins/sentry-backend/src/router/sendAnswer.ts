import type { Request, Response } from 'express';
import type { Answer } from '../cache';

// Below this, compressing saves no packet.
const WORTH_COMPRESSING = 1_024;

/**
 * Sends an answer, or 304 where the caller has it already. It is the caller's own
 * (`private`), and asking again is what keeps it current (`no-cache`).
 */
export async function sendAnswer(
  request: Request,
  response: Response,
  answer: Answer,
): Promise<void> {
  response
    .set('Cache-Control', 'private, no-cache')
    .set('Content-Type', 'application/json; charset=utf-8')
    .set('ETag', answer.etag)
    .vary('Accept-Encoding');
  if (request.fresh) {
    response.status(304).end();
  } else if (
    answer.body.byteLength >= WORTH_COMPRESSING &&
    request.acceptsEncodings('gzip', 'identity') === 'gzip'
  ) {
    // Compressed once here, rather than for every response by the HTTP server.
    response.set('Content-Encoding', 'gzip').send(await answer.gzipped());
  } else {
    response.send(answer.body);
  }
}
