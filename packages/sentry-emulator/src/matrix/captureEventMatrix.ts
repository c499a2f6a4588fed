import { randomBytes } from 'node:crypto';
import {
  browserError,
  BrowserSender,
  sendCspReport,
} from '../sdk/BrowserSender';
import { SdkSender } from '../sdk/SdkSender';
import {
  chainedError,
  nodeError,
  plantSecrets,
  type EventSecrets,
} from './samples';
import type { Emulator } from '../types/Emulator';

const environment = 'production';

/**
 * Sends one event of each kind to a project, with the official SDKs as far as they
 * send such events, and waits until they have arrived. The requests are not logged.
 *
 * @param options - `secrets`: what to plant in the event `secrets`, which there is
 * only with it; `release`: default `matrix@1.0.0`.
 * @returns where each of them is; each is of an issue of its own
 * @public
 */
export async function captureEventMatrix(options: {
  emulator: Emulator;
  organization: string;
  project: string;
  secrets?: EventSecrets;
  release?: string;
}): Promise<Map<EventKind, MatrixEvent>> {
  const { emulator, organization, project, secrets } = options;
  const release = options.release ?? 'matrix@1.0.0';
  const dsn = emulator.dsn(organization, project);
  const events = new Map<EventKind, string>();
  const eventIdOf = (kind: EventKind) => {
    const id = randomBytes(16).toString('hex');
    events.set(kind, id);
    return id;
  };
  const common = (kind: EventKind) => ({
    eventId: eventIdOf(kind),
    environment,
    release,
    time: emulator.now(),
    fingerprint: [`matrix ${kind}`],
  });

  const node = new SdkSender({ dsn });
  const browser = new BrowserSender({ dsn });
  try {
    await node.send({ ...common('node'), error: nodeError(), user: '7' });
    await node.send({ ...common('chained'), error: chainedError() });
    await node.send({ ...common('noFrames'), error: nodeError() }, scope =>
      scope.addEventProcessor(event => ({
        ...event,
        exception: {
          values: event.exception?.values?.map(
            ({ stacktrace: _, ...exception }) => exception,
          ),
        },
      })),
    );
    await node.send({
      ...common('message'),
      message: 'The catalogue is older than one hour',
      level: 'warning',
    });
    await node.send({
      ...common('attachments'),
      error: nodeError(),
      attachments: [
        {
          filename: 'order.json',
          data: '{"lines":[]}',
          contentType: 'application/json',
        },
      ],
    });
    if (secrets) {
      await node.send({ ...common('secrets'), error: nodeError() }, scope =>
        plantSecrets(scope, secrets),
      );
    }
    await browser.send({
      ...common('browser'),
      page: 'https://shop.example/cart',
      error: browserError('TypeError', 'Failed to fetch', [
        'loadCart (https://shop.example/static/cart.js:10:15)',
        'HTMLButtonElement.onClick (https://shop.example/static/app.js:3:7)',
      ]),
    });
    await browser.send({
      ...common('minified'),
      page: 'https://shop.example/cart',
      error: browserError('TypeError', 't is not a function', [
        'e (https://shop.example/static/app.4f2a91.min.js:1:48213)',
        'https://shop.example/static/app.4f2a91.min.js:1:90177',
      ]),
    });
    await node.flush();
  } finally {
    await node.close();
    await browser.close();
  }

  await sendCspReport({
    dsn,
    environment,
    release,
    report: {
      'document-uri': 'https://shop.example/cart',
      referrer: '',
      'violated-directive': 'script-src-elem',
      'effective-directive': 'script-src-elem',
      'original-policy': "default-src 'self'",
      disposition: 'enforce',
      'blocked-uri': 'https://widgets.example/widget.js',
      'status-code': 200,
    },
  });
  const report = emulator
    .issues(organization, project)
    .findLast(({ type }) => type === 'csp');
  if (report) {
    events.set('csp', report.latestEventId);
  }
  events.set(
    'generic',
    emulator.addOccurrence(organization, project, {
      title: 'N+1 Query',
      subtitle: 'SELECT price FROM articles WHERE id = ?',
      culprit: 'GET /catalogue',
      issueType: 'performance_n_plus_one_db_queries',
      issueCategory: 'db_query',
      environment,
      release,
      evidenceDisplay: [
        {
          name: 'Offending Spans',
          value: 'SELECT price FROM articles WHERE id = ?',
          important: true,
        },
        { name: 'Parent Span', value: 'GET /catalogue', important: false },
      ],
    }),
  );
  return locate(events, emulator, organization, project);
}

function locate(
  events: Map<EventKind, string>,
  emulator: Emulator,
  organization: string,
  project: string,
): Map<EventKind, MatrixEvent> {
  const issues = emulator.issues(organization, project);
  return new Map(
    [...events].map(([kind, eventId]) => {
      const issue = issues.find(
        ({ latestEventId }) => latestEventId === eventId,
      );
      if (!issue) {
        throw new Error(`The event ${kind} has not arrived`);
      }
      return [kind, { eventId, issueId: issue.id, shortId: issue.shortId }];
    }),
  );
}

/**
 * What an event can be like: by the Node SDK or the browser SDK, with a chain of
 * causes, no frames, a message only, files; what a browser reports; what Sentry
 * finds by itself; and one with a secret wherever an SDK can put one.
 *
 * @public
 */
export type EventKind =
  | 'node'
  | 'chained'
  | 'noFrames'
  | 'message'
  | 'attachments'
  | 'browser'
  | 'minified'
  | 'csp'
  | 'generic'
  | 'secrets';

/**
 * Where an event of the matrix is.
 *
 * @public
 */
export interface MatrixEvent {
  eventId: string;
  issueId: string;
  shortId: string;
}
