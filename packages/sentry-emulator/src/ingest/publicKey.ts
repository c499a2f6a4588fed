import type { Request } from 'express';

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
