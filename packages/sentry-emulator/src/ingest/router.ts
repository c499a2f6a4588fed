import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { eventOfReport } from './cspReport';
import { readFeedback } from './feedback';
import {
  EnvelopeError,
  parseEnvelope,
  type EnvelopeItem,
  publicKeyOf,
  readBody,
} from './envelope';
import { readSessions } from './readSessions';
import { readEvent } from './storeEvent';
import type { Directory } from '../directory';
import type { EventStore } from '../store/EventStore';
import type { StoredAttachment } from '../store/types';
import type { EmulatorProject } from '../types/options';

const userReport = z.object({
  event_id: z.string(),
  name: z.string().catch(''),
  email: z.string().catch(''),
  comments: z.string().catch(''),
});

/**
 * Where SDKs send to, `POST /api/{project id}/envelope/` and older ones `store/`, and browsers by
 * themselves what a page's policy refuses, `security/` and `csp-report/`. Of
 * envelopes the emulator keeps events, feedback, their attachments, user reports and sessions.
 */
export function createIngestRouter(options: {
  directory: Directory;
  store: EventStore;
  clock: () => number;
  nextEventId: () => string;
}): Router {
  const { directory, store, clock } = options;
  const router = PromiseRouter({ strict: true });

  const keepEvent = (
    project: EmulatorProject,
    payload: string,
    attachments: StoredAttachment[] = [],
    type: string = 'event',
  ): string | undefined => {
    const feedback = type === 'feedback' ? readFeedback(payload) : undefined;
    if (type === 'feedback' && !feedback) {
      return undefined;
    }
    const read = readEvent({
      payload: feedback?.payload ?? payload,
      projectId: project.id,
      now: clock(),
      fallbackId: options.nextEventId,
      extras: { attachments, ...feedback?.extras },
    });
    if (read) {
      store.add(read.event, read.hash);
    }
    return read?.event.id;
  };

  /** A report on an event that has not come is dropped; Sentry waits for it a while. */
  const keepUserReport = (project: EmulatorProject, payload: Buffer) => {
    const report = userReport.safeParse(parseJson(payload));
    const found =
      report.success && store.findEvent(project.id, report.data.event_id);
    if (!found) {
      return;
    }
    const { event_id: eventId, name, email, comments } = report.data;
    found.issue.history.report({
      eventId,
      name,
      email,
      comments,
      environment: found.event.environment,
      time: clock(),
    });
  };

  const keepSessions = (project: EmulatorProject, item: EnvelopeItem) => {
    const seen = readSessions(item, project.id, store.sessions);
    for (const { release, environment, time } of seen) {
      store.seeEnvironment(project.id, environment);
      if (release !== undefined) {
        store.releases.see({
          projectId: project.id,
          version: release,
          time,
          environment,
        });
      }
    }
  };

  const receiveReport = async (req: Request, res: Response) => {
    const query = new URLSearchParams(req.url.split('?')[1]);
    const key = query.get('sentry_key') ?? '';
    const project = findProject(directory, req.params.projectId, key);
    if (!project) {
      refuseProject(res);
      return;
    }
    const event = eventOfReport(parseJson(await readBody(req)), {
      eventId: options.nextEventId(),
      environment: query.get('sentry_environment') ?? undefined,
      release: query.get('sentry_release') ?? undefined,
    });
    if (event === undefined) {
      res.status(400).json({ detail: 'empty security report' });
      return;
    }
    keepEvent(project, event);
    res.status(201).type('application/javascript').end();
  };

  /** The project that the request has a key of; where it has none, it is refused. */
  const projectOf = (req: Request, res: Response, dsn?: string) => {
    const key = publicKeyOf(req, dsn);
    if (key === undefined) {
      res.status(401).json({ detail: 'missing authorization information' });
      return undefined;
    }
    const project = findProject(directory, req.params.projectId, key);
    if (!project) {
      refuseProject(res);
    }
    return project;
  };

  const receiveEnvelope = async (req: Request, res: Response) => {
    const envelope = parseEnvelope(await readBody(req));
    const project = projectOf(req, res, envelope.header.dsn);
    if (!project) {
      return;
    }
    let id = envelope.header.event_id;
    const attachments = envelope.items
      .filter(({ type }) => type === 'attachment')
      .map(({ name, contentType, payload }) => ({
        name: name ?? 'attachment',
        contentType: contentType ?? 'application/octet-stream',
        size: payload.length,
      }));
    for (const item of envelope.items) {
      if (item.type === 'event' || item.type === 'feedback') {
        const payload = item.payload.toString('utf8');
        id = keepEvent(project, payload, attachments, item.type) ?? id;
      } else if (item.type === 'user_report') {
        keepUserReport(project, item.payload);
      } else if (item.type === 'session' || item.type === 'sessions') {
        keepSessions(project, item);
      }
    }
    res.json(id === undefined ? {} : { id });
  };

  for (const path of ['security', 'csp-report']) {
    router.use(`/api/:projectId/${path}/`, allowBrowsers);
    router.post(`/api/:projectId(\\d+)/${path}/`, receiveReport);
  }
  const receiveStore = async (req: Request, res: Response) => {
    const project = projectOf(req, res);
    if (!project) {
      return;
    }
    const body = (await readBody(req)).toString('utf8');
    const id = keepEvent(project, body);
    if (id === undefined) {
      throw new EnvelopeError('invalid event');
    }
    res.json({ id });
  };

  for (const [path, receive] of [
    ['envelope', receiveEnvelope],
    ['store', receiveStore],
  ] as const) {
    router.use(`/api/:projectId/${path}/`, allowBrowsers);
    router.post(`/api/:projectId(\\d+)/${path}/`, async (req, res) => {
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
  }
  return router;
}

function refuseProject(res: Response): void {
  res
    .status(403)
    .json({ detail: 'event submission rejected with_reason: ProjectId' });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
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
  return project &&
    directory
      .keys(project)
      .some(({ publicKey, isActive }) => isActive && publicKey === key)
    ? project
    : undefined;
}
