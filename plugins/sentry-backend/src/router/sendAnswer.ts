import type { Response } from 'express';
import type { Answer } from '../cache';

/**
 * Sends an answer, or 304 where the caller has it already. It is the caller's own
 * (`private`), and asking again is what keeps it current (`no-cache`).
 */
export function sendAnswer(response: Response, { body, etag }: Answer): void {
  response
    .set('Cache-Control', 'private, no-cache')
    .set('Content-Type', 'application/json; charset=utf-8')
    .set('ETag', etag)
    .vary('Authorization')
    .send(body);
}
