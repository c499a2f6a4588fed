import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { EnvelopeError, parseEnvelope } from './envelope';
import { publicKeyOf } from './publicKey';
import { readBody } from './readBody';
import { readEvent } from './storeEvent';
import type { Directory } from '../directory';
import type { EventStore } from '../store/EventStore';
import type { EmulatorProject } from '../types';

/** Item types that carry an event of an issue; the others are taken and let go. */
const eventTypes = new Set(['event']);

/** Where SDKs send to: `POST /api/{project id}/envelope/`. */
export function createIngestRouter(options: {
  directory: Directory;
  store: EventStore;
  clock: () => number;
  nextEventId: () => string;
}): Router {
  const { directory, store, clock } = options;
  const router = PromiseRouter({ strict: true });

  const receive = async (req: Request, res: Response) => {
    const envelope = parseEnvelope(await readBody(req));
    const key = publicKeyOf(req, envelope.header.dsn);
    if (key === undefined) {
      res.status(401).json({ detail: 'missing authorization information' });
      return;
    }
    const project = findProject(directory, req.params.projectId, key);
    if (!project) {
      res
        .status(403)
        .json({ detail: 'event submission rejected with_reason: ProjectId' });
      return;
    }
    let id = envelope.header.event_id;
    for (const item of envelope.items) {
      if (!eventTypes.has(item.type)) {
        continue;
      }
      const read = readEvent({
        payload: item.payload.toString('utf8'),
        projectId: project.id,
        now: clock(),
        fallbackId: options.nextEventId,
      });
      if (read) {
        store.add(read.event, read.hash);
        id = read.event.id;
      }
    }
    res.json(id === undefined ? {} : { id });
  };

  router.use('/api/:projectId/envelope/', allowBrowsers);
  router.post('/api/:projectId/envelope/', async (req, res) => {
    try {
      await receive(req, res);
    } catch (error) {
      if (!(error instanceof EnvelopeError)) {
        throw error;
      }
      res.status(400).json({
        detail: 'bad event data',
        causes: [error.message],
      });
    }
  });
  return router;
}

/** Pages of any origin may send events: a DSN is public. */
function allowBrowsers(req: Request, res: Response, next: () => void): void {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers':
      'x-sentry-error,x-sentry-rate-limits,retry-after',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  if (req.method === 'OPTIONS') {
    res.set({
      'Access-Control-Allow-Methods': 'POST',
      'Access-Control-Allow-Headers':
        'x-sentry-auth,x-requested-with,x-forwarded-for,origin,referer,accept,content-type,authentication,authorization,content-encoding,transfer-encoding',
      'Access-Control-Max-Age': '3600',
    });
    res.status(200).end();
    return;
  }
  next();
}

function findProject(
  directory: Directory,
  id: string,
  key: string,
): EmulatorProject | undefined {
  const project = directory.findProject(id)?.project;
  return project && directory.publicKey(project) === key ? project : undefined;
}
