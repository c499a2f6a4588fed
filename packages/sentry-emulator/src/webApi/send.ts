import type { Response } from 'express';

/** Sentry names no charset with its JSON. Without a body there is not even a type. */
export function sendJson(res: Response, status: number, body: unknown): void {
  if (status === 204 || body === undefined) {
    res.writeHead(status);
    res.end();
    return;
  }
  const text = JSON.stringify(body);
  res.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  res.end(text);
}

/** Promises the whole answer, sends half of it and hangs up. */
export function sendTruncated(
  res: Response,
  status: number,
  body: unknown,
): void {
  const text = JSON.stringify(body);
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(text.slice(0, Math.max(1, Math.floor(text.length / 2))));
}

/** What answers in place of Sentry where the address is wrong, or a gateway fails. */
export function sendHtml(res: Response, status: number, title: string): void {
  res
    .status(status)
    .type('html')
    .end(
      `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
    );
}

/** Sentry's rate limiter writes JSON and calls it HTML. */
export function sendTooManyRequests(
  res: Response,
  limit: { limit: number; windowSeconds: number },
): void {
  res.writeHead(429, { 'Content-Type': 'text/html; charset=utf-8' });
  res.end(
    JSON.stringify({
      detail: `You are attempting to use this endpoint too frequently. Limit is ${limit.limit} requests in ${limit.windowSeconds} seconds`,
    }),
  );
}
