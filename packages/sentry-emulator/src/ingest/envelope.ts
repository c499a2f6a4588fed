import { z } from 'zod';
import type { Request } from 'express';
import { buffer } from 'node:stream/consumers';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Transform } from 'node:stream';

/** What a client has sent that is no envelope. */
export class EnvelopeError extends Error {}

export interface EnvelopeItem {
  type: string;
  /** Of attachments. */
  name?: string;
  contentType?: string;
  payload: Buffer;
}

interface Envelope {
  header: { event_id?: string; dsn?: string };
  items: EnvelopeItem[];
}

const envelopeHeader = z.looseObject({
  event_id: z.string().optional(),
  dsn: z.string().optional(),
});
const itemHeader = z.looseObject({
  type: z.string(),
  length: z.number().int().nonnegative().optional(),
  filename: z.string().optional(),
  content_type: z.string().optional(),
});

const newline = 0x0a;

/**
 * Reads an envelope: a JSON header in a line, then for each item a JSON header
 * in a line and its payload, whose end is its `length` or else the line's.
 */
export function parseEnvelope(body: Buffer): Envelope {
  let position = 0;
  const readLine = (): Buffer => {
    const end = body.indexOf(newline, position);
    const line = body.subarray(position, end < 0 ? body.length : end);
    position = end < 0 ? body.length : end + 1;
    return line;
  };

  const header = envelopeHeader.safeParse(parseJson(readLine()));
  if (!header.success) {
    throw new EnvelopeError('invalid envelope header');
  }
  const items: Envelope['items'] = [];
  while (position < body.length) {
    const line = readLine();
    if (line.length === 0) {
      continue;
    }
    const item = itemHeader.safeParse(parseJson(line));
    if (!item.success) {
      throw new EnvelopeError('invalid item header');
    }
    const { type, length, filename: name, content_type } = item.data;
    const about = { type, name, contentType: content_type };
    if (length === undefined) {
      items.push({ ...about, payload: readLine() });
      continue;
    }
    const end = position + length;
    if (end > body.length) {
      throw new EnvelopeError('unexpected end of file');
    }
    items.push({ ...about, payload: body.subarray(position, end) });
    position = end;
  }
  return { header: header.data, items };
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    return undefined;
  }
}

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

/**
 * The DSN's public key, which an SDK gives in a header, in the URL (browsers,
 * to save the preflight) or in the envelope itself.
 */
export function publicKeyOf(
  req: Pick<Request, 'headers' | 'url'>,
  envelopeDsn: string | undefined,
): string | undefined {
  return (
    fromHeader(req.headers['x-sentry-auth']) ??
    fromHeader(req.headers.authorization) ??
    new URLSearchParams(req.url.split('?')[1]).get('sentry_key') ??
    fromDsn(envelopeDsn)
  );
}

function fromHeader(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || !header.startsWith('Sentry ')) {
    return undefined;
  }
  return /(?:^Sentry |,)\s*sentry_key=([^,\s]+)/.exec(header)?.[1];
}

function fromDsn(dsn: string | undefined): string | undefined {
  if (!dsn || !URL.canParse(dsn)) {
    return undefined;
  }
  return new URL(dsn).username || undefined;
}
