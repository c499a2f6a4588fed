import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  sentryWebhookResources,
  type SentryWebhookSource,
} from 'backstage-plugin-sentry-node';
import express, {
  type ErrorRequestHandler,
  type Request,
  type Response,
  type Router,
} from 'express';
import { LRUCache } from 'lru-cache';
import { PacedEvents } from './PacedEvents';
import { parseWebhook, reduceWebhook } from './reduceWebhook';
import { isSigned } from './signature';

const LIMIT = '1mb';
const REMEMBERED_REQUESTS = 10_000;
const REMEMBERED_FOR_MS = 10 * 60_000;
// Sentry's have 32 characters.
const MAX_ID = 100;

/** Why a webhook is refused: the answer's `Sentry-Hook-Error`, which Sentry shows. */
const refusals = {
  'unknown-instance': 404,
  'method-not-allowed': 405,
  'content-type-missing': 401,
  'content-type-unsupported': 415,
  'content-encoding-unsupported': 415,
  'too-large': 413,
  'body-incomplete': 400,
  'resource-missing': 401,
  'signature-missing': 401,
  'signature-invalid': 401,
  'body-invalid': 400,
} as const;

type Refusal = keyof typeof refusals;

/** By the errors of the body parser. */
const unreadBodies: Record<string, Refusal | undefined> = {
  'entity.too.large': 'too-large',
  'encoding.unsupported': 'content-encoding-unsupported',
  'request.aborted': 'body-incomplete',
  'request.size.invalid': 'body-incomplete',
};

interface IngressOptions {
  sources: SentryWebhookSource[];
  events: EventsService;
  logger: LoggerService;
  metrics: MetricsService;
}

/** The route that Sentry sends webhooks to, below `/api/events`. */
export function createIngressRouter(options: IngressOptions): Router {
  const { sources, events, logger } = options;
  const count = createCount(options.metrics);
  // No defence, as the id is not signed: a webhook that came twice costs one look less.
  const seen = new LRUCache<string, true>({
    max: REMEMBERED_REQUESTS,
    ttl: REMEMBERED_FOR_MS,
  });

  const paced = new PacedEvents(event => {
    events
      .publish({ topic: `sentry.${event.resource}`, eventPayload: event })
      .catch(error =>
        logger.warn('A webhook of Sentry could not be published', error),
      );
  });

  const refuse = (req: Request, res: Response, refusal: Refusal) => {
    count(req, undefined, refusal);
    res
      .status(refusals[refusal])
      .set('Sentry-Hook-Error', refusal)
      .json({ error: refusal });
  };

  const findSource = ({ params }: Request) =>
    sources.find(({ instance, isDefault }) =>
      params.instance === undefined ? isDefault : instance === params.instance,
    );

  const receive = (req: Request, res: Response) => {
    const at = new Date();
    const source = findSource(req);
    if (!source) {
      refuse(req, res, 'unknown-instance');
      return;
    }
    const refusal = findRefusal(req, source);
    if (refusal) {
      refuse(req, res, refusal);
      return;
    }
    const webhook = parseWebhook(req.body);
    if (!webhook) {
      refuse(req, res, 'body-invalid');
      return;
    }
    // Sentry waits for a second, and subscribers may take longer.
    res.status(202).json({ status: 'accepted' });

    const { action } = webhook;
    const resource = resourceOf(req);
    if (!resource) {
      count(req, action, 'ignored');
      return;
    }
    const requestId = req.get('Request-ID')?.slice(0, MAX_ID);
    if (requestId) {
      const key = `${source.instance} ${requestId}`;
      if (seen.has(key)) {
        count(req, action, 'duplicate');
        return;
      }
      seen.set(key, true);
    }
    const outcomes = reduceWebhook(webhook, { resource, source, at }).map(
      event => paced.add(event),
    );
    count(req, action, outcomes.includes('published') ? 'published' : 'merged');
  };

  const router = express.Router();
  router
    .route('/http/sentry/:instance?')
    .post(
      express.raw({ type: () => true, limit: LIMIT, inflate: false }),
      receive,
    )
    .all((req, res) => {
      res.set('Allow', 'POST');
      refuse(req, res, 'method-not-allowed');
    });
  const refuseUnreadBody: ErrorRequestHandler = (error, req, res, next) => {
    const refusal = unreadBodies[error.type];
    if (refusal) {
      refuse(req, res, refusal);
    } else {
      next(error);
    }
  };
  router.use('/http/sentry', refuseUnreadBody);
  return router;
}

function findRefusal(
  req: Request,
  { secrets }: SentryWebhookSource,
): Refusal | undefined {
  const signature = req.get('Sentry-Hook-Signature');
  if (!signature) {
    return 'signature-missing';
  }
  // Without a body there is no buffer.
  const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  if (!isSigned(body, signature, secrets)) {
    return 'signature-invalid';
  }
  if (!req.get('Content-Type')) {
    return 'content-type-missing';
  }
  if (!req.is('application/json')) {
    return 'content-type-unsupported';
  }
  return req.get('Sentry-Hook-Resource') ? undefined : 'resource-missing';
}

function resourceOf(req: Request) {
  const name = req.get('Sentry-Hook-Resource');
  return sentryWebhookResources.find(resource => resource === name);
}

function createCount(metrics: MetricsService) {
  const received = metrics.createCounter('sentry.webhooks.received', {
    description: 'Webhooks of Sentry, by resource, action and outcome',
    unit: '{webhook}',
  });
  return (
    req: Request,
    action: string | undefined,
    outcome: Refusal | 'published' | 'merged' | 'duplicate' | 'ignored',
  ) =>
    received.add(1, {
      resource: resourceOf(req) ?? 'other',
      // Only a signed body says one.
      action: action ?? 'unknown',
      outcome,
    });
}
