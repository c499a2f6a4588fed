import express, { type Express } from 'express';
import { createControlRouter } from './control/router';
import { createIngestRouter } from './ingest/router';
import { createOAuthRouter } from './oauth/router';
import { createWebApiRouter } from './webApi/router';
import { createWebPagesRouter } from './webPages';
import type { FaultList } from './control/FaultList';
import type { Seeding } from './control/Seeding';
import type { WebhookSender } from './webhooks/WebhookSender';
import type { RequestLog } from './control/RequestLog';
import type { OAuthTokens } from './oauth/OAuthTokens';
import type { ApiContext } from './webApi/types';
import type { RequestListener } from 'node:http';

/** The whole of the emulator's HTTP side. */
export function createServerApp(options: {
  context: ApiContext;
  oauthTokens: OAuthTokens;
  log: RequestLog;
  faults: FaultList;
  seeding: Seeding;
  webhooks: WebhookSender;
  nextEventId: () => string;
}): Express {
  const { context, log, faults, oauthTokens, seeding, webhooks } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.set('query parser', false);
  app.use(
    '/__emulator',
    createControlRouter({ log, faults, oauthTokens, seeding, webhooks }),
  );
  app.use(
    createIngestRouter({
      directory: context.directory,
      store: context.store,
      clock: () => context.now(),
      nextEventId: options.nextEventId,
    }),
  );
  app.use(createWebApiRouter({ context, log, faults }));
  if (context.dialect.hasOAuth) {
    app.use(
      createOAuthRouter({
        directory: context.directory,
        tokens: oauthTokens,
        clock: () => context.now(),
      }),
    );
  }
  app.use(createWebPagesRouter(context));
  return app;
}

/**
 * Serves something below a sub-path, as a proxy does that takes the sub-path
 * away. Everything beside it belongs to another server: a page, never JSON.
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
