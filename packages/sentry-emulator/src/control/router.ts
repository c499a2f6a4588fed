import express, { type Request, type Response, type Router } from 'express';
import { faultSchema, type FaultList } from './FaultList';
import { addSeedingRoutes } from './seedingRoutes';
import type { Seeding } from './Seeding';
import type { OAuthTokens } from '../oauth/OAuthTokens';
import type { RequestLog } from './RequestLog';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** The way of tests to see and disturb the Web API. Sentry has nothing like it. */
export function createControlRouter(options: {
  log: RequestLog;
  faults: FaultList;
  oauthTokens: OAuthTokens;
  seeding: Seeding;
}): Router {
  const { log, faults, oauthTokens } = options;
  const router = express.Router();
  router.use((req: Request, res: Response, next) => {
    if (loopback.has(req.socket.remoteAddress ?? '')) {
      next();
    } else {
      res
        .status(403)
        .json({ detail: 'The control API is for this machine alone' });
    }
  });
  router.use(express.json());

  router.get('/requests', (_req, res) => {
    res.json(log.list());
  });
  router.delete('/requests', (_req, res) => {
    log.clear();
    res.status(204).end();
  });
  router.put('/faults', (req, res) => {
    const fault = faultSchema.safeParse(req.body);
    if (!fault.success) {
      res.status(400).json({ detail: fault.error.issues });
      return;
    }
    faults.add(fault.data);
    res.status(204).end();
  });
  router.delete('/faults', (_req, res) => {
    faults.clear();
    res.status(204).end();
  });
  router.post('/tokens/expire', (_req, res) => {
    oauthTokens.expireAll();
    res.status(204).end();
  });
  router.delete('/tokens', (_req, res) => {
    oauthTokens.revokeAll();
    res.status(204).end();
  });
  addSeedingRoutes(router, options.seeding);
  return router;
}
