import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import eventsBackend from '@backstage/plugin-events-backend';
import {
  eventsServiceFactory,
  eventsServiceRef,
  type EventParams,
} from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { sentryWebhookResources } from 'backstage-plugin-sentry-node';
import { createHmac, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { inspect } from 'node:util';
import sentryModule from '../index';

export const secret = 'a'.repeat(64);

/** A webhook as it is sent: by default one that is accepted. */
export interface Sending {
  body?: unknown;
  /** Sent in place of `body`, which is what is signed. */
  sent?: Buffer;
  secret?: string;
  method?: string;
  /** Below `/api/events/http`. */
  path?: string;
  /** Header by header, instead of Sentry's; undefined for none. */
  headers?: Record<string, string | undefined>;
}

/** A webhook of an issue, with an id of its own. */
export const issueWebhook = (action: string, issue: object = {}) => ({
  action,
  installation: { uuid: '24b397fc-a86e-43ef-9297-949e21b82480' },
  data: {
    issue: {
      id: '4501',
      shortId: 'SHOP-WEB-1A',
      title: 'TypeError: größer als 3',
      status: 'unresolved',
      substatus: 'new',
      project: { id: '11', name: 'Shop', slug: 'shop-web', platform: null },
      ...issue,
    },
  },
  actor: { type: 'application', id: 'sentry', name: 'Sentry' },
});

/** The pool of an SQLite in memory outlives its backend, and would hold the process. */
const closeDatabase = createBackendModule({
  pluginId: 'events',
  moduleId: 'close-database',
  register(reg) {
    reg.registerInit({
      deps: {
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
      },
      async init({ database, lifecycle }) {
        lifecycle.addShutdownHook(async () =>
          (await database.getClient()).destroy(),
        );
      },
    });
  },
});

/** A backend with the events plugin and this module, and all that it says to others. */
export async function startPortal(
  sentry: JsonObject | undefined = {
    organization: 'acme',
    webhooks: { clientSecret: secret },
  },
) {
  const published: EventParams[] = [];
  const counted: unknown[] = [];
  const log: string[] = [];
  const happened = new EventEmitter();
  const onEvent = { hook: async (_: EventParams) => {} };
  const witness = createBackendPlugin({
    pluginId: 'witness',
    register(reg) {
      reg.registerInit({
        deps: { events: eventsServiceRef },
        init: ({ events }) =>
          events.subscribe({
            id: 'witness',
            topics: [...sentryWebhookResources, 'unheard'].map(
              resource => `sentry.${resource}`,
            ),
            onEvent: async params => {
              published.push(params);
              happened.emit('published');
              await onEvent.hook(params);
            },
          }),
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      eventsBackend,
      // The test backend's own shares nothing between plugins.
      eventsServiceFactory,
      sentryModule,
      closeDatabase,
      witness,
      mockServices.rootConfig.factory({
        data: {
          ...(sentry && { sentry }),
          // Its polls would hold up the end of each test.
          events: { useEventBus: 'never' },
        },
      }),
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => recordingLogger(log),
      }),
      createServiceFactory({
        service: metricsServiceRef,
        deps: {},
        factory: () =>
          metricsServiceMock.mock({
            createCounter: name => ({
              add: (_, attributes) => {
                if (name === 'sentry.webhooks.received') {
                  counted.push(attributes);
                  happened.emit('counted');
                }
              },
            }),
          }),
      }),
    ],
  });

  const url = `http://127.0.0.1:${backend.server.port()}/api/events/http`;
  const send = async (sending: Sending = {}) => {
    const { body = issueWebhook('created'), path = '/sentry' } = sending;
    const bytes = Buffer.isBuffer(body)
      ? body
      : Buffer.from(JSON.stringify(body));
    const response = await fetch(`${url}${path}`, {
      method: sending.method ?? 'POST',
      headers: headersOf(bytes, sending),
      ...(sending.method !== 'GET' && {
        body: new Uint8Array(sending.sent ?? bytes),
      }),
    });
    return {
      status: response.status,
      error: response.headers.get('Sentry-Hook-Error'),
    };
  };
  /** Resolves once so many events are published. */
  const untilPublished = async (count: number) => {
    while (published.length < count) {
      await once(happened, 'published');
    }
    return published.map(({ topic, eventPayload }) => ({
      topic,
      ...(eventPayload as object),
    }));
  };
  const untilCounted = async (count: number) => {
    while (counted.length < count) {
      await once(happened, 'counted');
    }
  };
  return {
    url,
    send,
    stop: () => backend.stop(),
    published,
    untilPublished,
    counted,
    untilCounted,
    log,
    /** What a subscriber does with each event. Default: nothing. */
    onEvent,
  };
}

function headersOf(body: Buffer, sending: Sending): Record<string, string> {
  const headers: Record<string, string | undefined> = {
    'Content-Type': 'application/json',
    'Request-ID': randomUUID().replaceAll('-', ''),
    'Sentry-Hook-Resource': 'issue',
    'Sentry-Hook-Timestamp': '1796000000',
    'Sentry-Hook-Signature': createHmac('sha256', sending.secret ?? secret)
      .update(body)
      .digest('hex'),
    ...sending.headers,
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

function recordingLogger(log: string[]): RootLoggerService {
  const record =
    (level: string) => (message: string, meta?: Error | JsonObject) => {
      log.push(`${level} ${message} ${meta ? inspect(meta) : ''}`.trim());
    };
  const logger: RootLoggerService = {
    error: record('error'),
    warn: record('warn'),
    info: record('info'),
    debug: record('debug'),
    child: () => logger,
  };
  return logger;
}
