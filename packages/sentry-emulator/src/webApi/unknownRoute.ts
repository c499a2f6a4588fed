import type { Request, Response } from 'express';

/** Sentry points at a missing slash, and has nothing to say of other unknown paths. */
export function sendUnknownRoute(req: Request, res: Response): void {
  const path = req.originalUrl.split('?', 1)[0];
  if (path.endsWith('/')) {
    res.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end();
    return;
  }
  const hint = `Route not found, did you forget a trailing slash?\n\ntry: ${path}/\n`;
  res.writeHead(404, { 'Content-Type': 'text/plain' });
  res.end(hint);
}
