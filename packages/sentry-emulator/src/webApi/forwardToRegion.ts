import { request as send } from 'node:http';
import type { Request, Response } from 'express';
import { sendHtml } from './http';
import type { ApiContext } from './types';

const organizationPath =
  /^\/api\/0\/(?:organizations|projects|teams)\/([^/?]+)\//;

/**
 * Hands a request about an organization that lives on another host to that host,
 * as sentry.io does, and gives back what it says. Of an organization that it knows
 * nowhere, its gateway answers 404 and no more, to every caller.
 *
 * @returns whether it answers
 */
export function forwardToRegion(
  req: Request,
  res: Response,
  { directory, dialect, baseUrl }: ApiContext,
): boolean {
  const { originalUrl } = req;
  const slug = organizationPath.exec(originalUrl)?.[1];
  if (!dialect.hasRegions || slug === undefined) {
    return false;
  }
  const organization = directory.organization(slug);
  if (!organization) {
    res.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end();
    return true;
  }
  const region = organization.regionUrl;
  if (!region || region === baseUrl) {
    return false;
  }
  const target = new URL(`${region}${originalUrl}`);
  const forwarded = send(
    target,
    { method: req.method, headers: { ...req.headers, host: target.host } },
    answer => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    },
  );
  forwarded.on('error', () => {
    if (res.headersSent) {
      res.destroy();
    } else {
      sendHtml(res, 502, 'Bad Gateway');
    }
  });
  res.once('close', () => forwarded.destroy());
  req.pipe(forwarded);
  return true;
}
