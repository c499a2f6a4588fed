import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express';
import PromiseRouter from 'express-promise-router';
import { randomUUID } from 'node:crypto';
import { applyFaults, type FaultList } from '../control/FaultList';
import {
  requireOrganization,
  requireProject,
  requireScope,
  requireSlugs,
  requireToken,
  authenticate,
  requireSingleSignOn,
} from './auth';
import { SentryApiError, sendJson, sendTruncated } from './http';
import { forwardToRegion } from './forwardToRegion';
import { RateLimiter } from './rateLimit';
import type { RequestLog } from '../control/RequestLog';
import type { Dialect } from './types';
import type { EmulatorToken } from '../types/options';
import type { ApiAnswer, ApiContext, ApiRequest, ApiRoute } from './types';

/** The Web API, everything below `/api/0/`, as the dialect has it. */
export function createWebApiRouter(options: {
  context: ApiContext;
  log: RequestLog;
  faults: FaultList;
}): Router {
  const { context, log, faults } = options;
  const { dialect } = context;
  const limiter = new RateLimiter({
    directory: context.directory,
    isEnforced: dialect.enforcesRateLimits,
  });
  const router = PromiseRouter({ strict: true, caseSensitive: true });

  router.use('/api/0/', async (req, res) => {
    log.add(req, res);
    res.once('close', limiter.enter());
    const path = req.originalUrl.split('?', 1)[0];
    if (dialect.sendsRateLimits && limiter.hit(req, res, dialect)) {
      return undefined;
    }
    const { answered, truncate } = await applyFaults({
      req,
      res,
      path,
      faults,
      limiter,
      dialect,
    });
    res.locals.truncate = truncate;
    return answered || forwardToRegion(req, res, context) ? undefined : 'next';
  });
  router.use('/api/0/', express.json());

  for (const route of dialect.routes) {
    router[route.method](route.path, (req: Request, res: Response) =>
      answerRoute(route, req, res, context),
    );
  }
  router.use('/api/0/', refuseOtherMethods(dialect));
  router.use('/api/', (req, res) => dialect.sendUnknownRoute(req, res));
  router.use('/api/', sendError(dialect));
  return router;
}

function answerRoute(
  route: ApiRoute,
  req: Request,
  res: Response,
  context: ApiContext,
): void {
  const answer = handle(route, req, context);
  res.set(answer.headers ?? {});
  const send = res.locals.truncate === true ? sendTruncated : sendJson;
  send(res, answer.status ?? 200, answer.body);
}

/** Asks in Sentry's order: who, with which scope, for whose organization. */
function handle(route: ApiRoute, req: Request, context: ApiContext): ApiAnswer {
  const { directory } = context;
  context.store.settle(context.now());
  const [path, query] = req.originalUrl.split('?', 2);
  const known = tokenOf(req, route, context);
  const request: ApiRequest = {
    path,
    query: new URLSearchParams(query),
    body: req.body,
    params: req.params,
    authorization: req.headers.authorization,
    token: known,
  };
  if (route.kind === 'open') {
    return route.handle(request, context);
  }
  const token = requireToken(known);
  requireScope(token, route.scopes);
  if (route.kind === 'token') {
    return route.handle(request, context);
  }
  if (context.dialect.namesBySlugAlone) {
    requireSlugs(req.params, token, directory);
  }
  const organization = requireOrganization(
    req.params.organization,
    token,
    directory,
  );
  requireSingleSignOn(token, organization, context);
  if (route.kind === 'organization') {
    return route.handle({ ...request, organization }, context);
  }
  const project = requireProject(
    req.params.project,
    organization,
    directory,
    `${basePathOf(context)}${path}`,
  );
  return route.handle({ ...request, organization, project }, context);
}

function tokenOf(
  { headers }: Request,
  route: ApiRoute,
  context: ApiContext,
): EmulatorToken | undefined {
  try {
    return authenticate(headers.authorization, context);
  } catch (error) {
    if (route.kind === 'open' && route.takesAnyToken) {
      return undefined;
    }
    throw error;
  }
}

function basePathOf({ baseUrl }: ApiContext): string {
  return baseUrl.replace(/^https?:\/\/[^/]+/, '');
}

/** What comes here has a path that is known, or none has. */
function refuseOtherMethods(dialect: Dialect): RequestHandler {
  return (req, _res, next) => {
    const path = req.originalUrl.split('?', 1)[0];
    if (dialect.routes.some(route => hasPath(route, path))) {
      throw new SentryApiError(405, {
        detail: `Method "${req.method}" not allowed.`,
      });
    }
    next();
  };
}

/** A parameter may say in parentheses what it looks like. */
function hasPath(route: ApiRoute, path: string): boolean {
  const pattern = route.path.replace(
    /:\w+(\([^)]+\))?/g,
    (_, form?: string) => form ?? '[^/]+',
  );
  return new RegExp(`^${pattern}$`).test(path);
}

function sendError(dialect: Dialect): ErrorRequestHandler {
  return (error, _req, res, _next) => {
    if (res.headersSent) {
      res.destroy();
    } else if (error instanceof SentryApiError) {
      dialect.sendRefusal(res, error);
    } else if (error instanceof SyntaxError) {
      sendJson(res, 400, { detail: `JSON parse error - ${error.message}` });
    } else {
      sendJson(res, 500, {
        detail: 'Internal Error',
        errorId: randomUUID().replaceAll('-', ''),
      });
    }
  };
}
