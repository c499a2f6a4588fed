import { CustomErrorBase, InputError } from '@backstage/errors';
import express, { type Request, type Response } from 'express';

/** In bytes; a hundred ids and a change are a tenth of it. */
const MAX_BODY = 32_768;
const parse = express.json({ limit: MAX_BODY, type: () => true });

class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  readonly statusCode = 415;
}

class PayloadTooLargeError extends CustomErrorBase {
  name = 'PayloadTooLargeError' as const;
  readonly statusCode = 413;
}

/**
 * Reads a body that says it is JSON, and no other: a form of another site can send what it
 * likes, but not that.
 *
 * @throws InputError that does not repeat the body, as the parser's own would; what is too
 *   large is 413, and what is not said to be JSON 415
 */
export async function readJsonBody(
  request: Request,
  response: Response,
): Promise<unknown> {
  const contentType = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(?:;|$)/i.test(contentType)) {
    throw new UnsupportedMediaTypeError(
      'Send the change as JSON, with the header Content-Type: application/json',
    );
  }
  await new Promise<void>((resolve, reject) => {
    parse(request, response, (error?: { status?: number }) => {
      if (!error) {
        resolve();
        return;
      }
      reject(
        error.status === 413
          ? new PayloadTooLargeError(`The body has more than ${MAX_BODY} bytes`)
          : new InputError('The body is not JSON'),
      );
    });
  });
  return request.body;
}
