import type { RequestListener } from 'node:http';

/**
 * Serves something below a sub-path, as a proxy does that takes the sub-path
 * away. What lies beside it is somebody else's: a page, and never JSON.
 *
 * @param basePath - empty, or such as `/sentry`
 */
export function belowBasePath(
  basePath: string,
  serve: RequestListener,
): RequestListener {
  return (req, res) => {
    const { url = '/' } = req;
    if (url.startsWith(`${basePath}/`)) {
      req.url = url.slice(basePath.length);
      serve(req, res);
      return;
    }
    res.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    res.end('<!DOCTYPE html><html><body><h1>Not Found</h1></body></html>');
  };
}

/** @throws where it is neither empty nor a path without a slash at its end */
export function readBasePath(basePath: string): string {
  if (!/^(\/[A-Za-z0-9_~.-]+)*$/.test(basePath)) {
    throw new Error(
      `basePath is empty or begins with a slash and ends with none: ${basePath}`,
    );
  }
  return basePath;
}
