import express, { type Express } from 'express';
import { createControlRouter } from './control/router';
import { createIngestRouter } from './ingest/router';
import { createWebApiRouter } from './webApi/router';
import { createWebPagesRouter } from './webPages/router';
import type { FaultList } from './control/FaultList';
import type { RequestLog } from './control/RequestLog';
import type { ApiContext } from './webApi/types';

/** The whole of the emulator's HTTP side. */
export function createServerApp(options: {
  context: ApiContext;
  log: RequestLog;
  faults: FaultList;
  rateLimitHeaders: boolean;
  nextEventId: () => string;
}): Express {
  const { context, log, faults } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.set('query parser', false);
  app.use('/__emulator', createControlRouter({ log, faults }));
  app.use(
    createIngestRouter({
      directory: context.directory,
      store: context.store,
      clock: () => context.now(),
      nextEventId: options.nextEventId,
    }),
  );
  app.use(
    createWebApiRouter({
      context,
      log,
      faults,
      rateLimitHeaders: options.rateLimitHeaders,
    }),
  );
  app.use(createWebPagesRouter(context));
  return app;
}
