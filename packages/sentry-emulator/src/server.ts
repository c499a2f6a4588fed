import express, { type Express } from 'express';
import { createControlRouter } from './control/router';
import { createIngestRouter } from './ingest/router';
import { createOAuthRouter } from './oauth/router';
import { createWebApiRouter } from './webApi/router';
import { createWebPagesRouter } from './webPages/router';
import type { FaultList } from './control/FaultList';
import type { Seeding } from './control/Seeding';
import type { RequestLog } from './control/RequestLog';
import type { OAuthTokens } from './oauth/OAuthTokens';
import type { ApiContext } from './webApi/types';

/** The whole of the emulator's HTTP side. */
export function createServerApp(options: {
  context: ApiContext;
  oauthTokens: OAuthTokens;
  log: RequestLog;
  faults: FaultList;
  seeding: Seeding;
  nextEventId: () => string;
}): Express {
  const { context, log, faults, oauthTokens, seeding } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.set('query parser', false);
  app.use(
    '/__emulator',
    createControlRouter({ log, faults, oauthTokens, seeding }),
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
