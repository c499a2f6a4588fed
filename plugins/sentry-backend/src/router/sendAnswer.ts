import type { Request, Response } from 'express';
import type { Answer } from '../answers/AnswerCache';
import type { SentryAuditEvent } from '../audit/SentryAudit';

// Below this, compressing saves no packet.
const WORTH_COMPRESSING = 1_024;

/** Records that the request is answered, and sends what no cache may keep. */
export async function sendUncached(
  response: Response,
  { answer, event }: { answer: object; event: SentryAuditEvent },
): Promise<void> {
  await event.success();
  response.set('Cache-Control', 'private, no-store').json(answer);
}

/**
 * Records that the request is answered, and sends the answer, or 304 where the caller has it
 * already. It is the caller's own (`private`), and asking again is what keeps it current
 * (`no-cache`).
 */
export async function sendAnswer(
  request: Request,
  response: Response,
  { answer, event }: { answer: Answer; event: SentryAuditEvent },
): Promise<void> {
  await event.success();
  // Node's own methods: Express looks at each header and at the body once more.
  response.setHeader('Cache-Control', 'private, no-cache');
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('ETag', answer.etag);
  if (request.headers['if-none-match'] && request.fresh) {
    response.removeHeader('Content-Type');
    response.status(304).end();
    return;
  }
  let { body } = answer;
  const encodings = request.headers['accept-encoding'];
  if (
    body.byteLength >= WORTH_COMPRESSING &&
    encodings &&
    // Parsing them costs more than all else here.
    encodings !== 'identity' &&
    request.acceptsEncodings('gzip', 'identity') === 'gzip'
  ) {
    response.setHeader('Content-Encoding', 'gzip');
    // Compressed once here, rather than for every response by the HTTP server.
    body = await answer.gzipped();
  }
  response.setHeader('Content-Length', body.byteLength);
  response.end(body);
}
