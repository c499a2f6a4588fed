import type { Request } from 'express';
import { buffer } from 'node:stream/consumers';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';
import { EnvelopeError } from './envelope';

const decoders: Record<string, () => Transform> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * The body as it was before compression. Express' own parser has no Brotli.
 */
export async function readBody(req: Request): Promise<Buffer> {
  const encoding = req.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity' || encoding === '') {
    return buffer(req);
  }
  const createDecoder = decoders[encoding];
  if (!createDecoder) {
    throw new EnvelopeError(`unsupported content encoding ${encoding}`);
  }
  try {
    return await buffer(req.pipe(createDecoder()));
  } catch {
    throw new EnvelopeError('failed to decode the payload');
  }
}
