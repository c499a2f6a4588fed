import express, { type Request, type Response, type Router } from 'express';
import { faultSchema, type FaultList } from './FaultList';
import { type Seeding, SeedingError } from './Seeding';
import type { OAuthTokens } from '../oauth/OAuthTokens';
import type { RequestLog } from './RequestLog';
import type { WebhookSender } from '../webhooks/WebhookSender';
import { z } from 'zod';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** The way of tests to see and disturb the Web API. Sentry has nothing like it. */
export function createControlRouter(options: {
  log: RequestLog;
  faults: FaultList;
  oauthTokens: OAuthTokens;
  seeding: Seeding;
  webhooks: WebhookSender;
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
  router.get('/deliveries', (_req, res, next) => {
    options.webhooks.deliveries().then(sent => res.json(sent), next);
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

const linksSchema = z.strictObject({
  annotations: z
    .array(z.strictObject({ displayName: z.string(), url: z.string() }))
    .optional(),
  integrationIssues: z.array(z.record(z.string(), z.unknown())).optional(),
  sentryAppIssues: z
    .array(
      z.strictObject({
        id: z.string(),
        serviceType: z.string(),
        displayName: z.string(),
        webUrl: z.string(),
      }),
    )
    .optional(),
  userReportCount: z.number().int().nonnegative().optional(),
  numComments: z.number().int().nonnegative().optional(),
  replayCount: z.number().int().nonnegative().optional(),
  similar: z.array(z.string()).optional(),
  owners: z
    .array(z.strictObject({ type: z.string(), owner: z.string() }))
    .optional(),
  autofix: z.record(z.string(), z.unknown()).optional(),
  seerFixabilityScore: z.number().optional(),
});

const releaseSchema = z.strictObject({
  version: z.string().min(1),
  projects: z.array(z.string()).min(1),
  dateCreated: z.number().optional(),
  dateReleased: z.number().optional(),
  ref: z.string().optional(),
  url: z.string().optional(),
  commits: z
    .array(
      z.strictObject({
        id: z.string(),
        message: z.string(),
        repository: z.union([
          z.string(),
          z.strictObject({
            name: z.string(),
            url: z.string().optional(),
            provider: z.string().optional(),
          }),
        ]),
        pullRequest: z
          .strictObject({ id: z.string(), title: z.string(), url: z.string() })
          .optional(),
        author: z.strictObject({ name: z.string(), email: z.string() }),
        timestamp: z.number(),
        files: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  deploys: z
    .array(
      z.strictObject({
        environment: z.string(),
        name: z.string().optional(),
        url: z.string().optional(),
        dateStarted: z.number().optional(),
        dateFinished: z.number().optional(),
      }),
    )
    .optional(),
});

const occurrenceSchema = z.strictObject({
  title: z.string(),
  subtitle: z.string(),
  culprit: z.string().optional(),
  issueType: z.string(),
  issueCategory: z.string(),
  level: z.enum(['fatal', 'error', 'warning', 'info', 'debug']).optional(),
  platform: z.string().optional(),
  evidenceDisplay: z
    .array(
      z.strictObject({
        name: z.string(),
        value: z.string(),
        important: z.boolean(),
      }),
    )
    .optional(),
  evidenceData: z.record(z.string(), z.unknown()).optional(),
  fingerprint: z.array(z.string()).optional(),
  environment: z.string().optional(),
  release: z.string().optional(),
  user: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  time: z.number().optional(),
});

const alertSchema = z.strictObject({
  name: z.string(),
  isMetric: z.boolean().optional(),
  enabled: z.boolean().optional(),
  environment: z.string().optional(),
  lastTriggered: z.number().optional(),
  recipients: z
    .array(
      z.strictObject({
        type: z.string(),
        targetType: z.enum(['issue_owners', 'team', 'user', 'specific']),
        targetIdentifier: z.string().optional(),
        targetDisplay: z.string().optional(),
      }),
    )
    .optional(),
});

const monitorSchema = z.strictObject({
  type: z.enum(['cron', 'uptime']),
  name: z.string(),
  status: z.enum(['active', 'ok', 'error', 'disabled']).optional(),
  environment: z.string().optional(),
  schedule: z.string().optional(),
  url: z.string().optional(),
  checkIns: z
    .array(
      z.strictObject({
        status: z.enum(['ok', 'error', 'missed', 'timeout', 'in_progress']),
        time: z.number(),
        durationMs: z.number().optional(),
      }),
    )
    .optional(),
  nextCheckIn: z.number().optional(),
  issueId: z.string().optional(),
});

/** The control API's way to put into the emulator what no SDK sends. */
function addSeedingRoutes(router: Router, seeding: Seeding): void {
  router.put('/issues/:issue/links', (req, res) =>
    seed(req, res, linksSchema, links =>
      seeding.linkIssue(req.params.issue, links),
    ),
  );
  router.put('/organizations/:organization/releases', (req, res) =>
    seed(req, res, releaseSchema, release =>
      seeding.addRelease(req.params.organization, release),
    ),
  );
  router.put(
    '/organizations/:organization/projects/:project/occurrences',
    (req, res) =>
      seed(req, res, occurrenceSchema, occurrence => {
        const { organization, project } = req.params;
        seeding.addOccurrence(organization, project, occurrence);
      }),
  );
  router.put(
    '/organizations/:organization/projects/:project/alerts',
    (req, res) =>
      seed(req, res, alertSchema, alert => {
        const { organization, project } = req.params;
        seeding.addAlert(organization, project, alert);
      }),
  );
  router.put(
    '/organizations/:organization/projects/:project/monitors',
    (req, res) =>
      seed(req, res, monitorSchema, monitor => {
        const { organization, project } = req.params;
        seeding.addMonitor(organization, project, monitor);
      }),
  );
}

function seed<T>(
  req: Request,
  res: Response,
  schema: z.ZodType<T>,
  run: (body: T) => void,
): void {
  const body = schema.safeParse(req.body);
  if (!body.success) {
    res.status(400).json({ detail: body.error.issues });
    return;
  }
  try {
    run(body.data);
    res.status(204).end();
  } catch (error) {
    if (!(error instanceof SeedingError)) {
      throw error;
    }
    res.status(404).json({ detail: error.message });
  }
}
