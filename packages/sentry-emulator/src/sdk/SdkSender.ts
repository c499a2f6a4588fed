import {
  contextLinesIntegration,
  defaultStackParser,
  linkedErrorsIntegration,
  makeNodeTransport,
  NodeClient,
  rewriteFramesIntegration,
  Scope,
  type EventHint,
  type StackFrame,
} from '@sentry/node';
import { Agent, request } from 'node:http';
import { isAbsolute } from 'node:path';

/** Less than the SDK's own buffer, above which it drops events. */
const batchSize = 50;
const flushTimeoutMs = 10_000;

/** A program's use of the official SDK, without its global state: a client, and a scope per event. */
export class SdkSender {
  readonly #client: NodeClient;
  readonly #agent: Agent;
  #pending = 0;

  constructor(options: {
    dsn: string;
    serverName?: string;
    /** Names a stack frame's file, from its path on this machine. */
    rewriteFrame?: (path: string) => { filename: string; inApp: boolean };
  }) {
    // One connection keeps the order; the SDK's own agent would also ask a proxy for loopback.
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    this.#agent = agent;
    this.#client = new NodeClient({
      dsn: options.dsn,
      transport: makeNodeTransport,
      transportOptions: {
        httpModule: {
          request: (target, callback) =>
            typeof target === 'string' || target instanceof URL
              ? request(target, { agent }, callback)
              : request({ ...target, agent }, callback),
        },
      },
      stackParser: defaultStackParser,
      integrations: [
        linkedErrorsIntegration(),
        contextLinesIntegration(),
        ...(options.rewriteFrame
          ? [
              rewriteFramesIntegration({
                iteratee: rewriter(options.rewriteFrame),
              }),
            ]
          : []),
      ],
      ...(options.serverName
        ? { serverName: options.serverName }
        : { includeServerName: false }),
      enableRuntimeChannelInjection: false,
      attachStacktrace: false,
      sendClientReports: false,
    });
    this.#client.init();
  }

  /** `customize` can do with the scope what the event has no field for. */
  async send(
    event: SdkEvent,
    customize: (scope: Scope) => void = () => {},
  ): Promise<void> {
    const scope = this.#scopeOf(event);
    customize(scope);
    const hint: EventHint = {
      ...(event.eventId && { event_id: event.eventId }),
      ...(event.unhandled && {
        mechanism: { type: 'onuncaughtexception', handled: false },
      }),
    };
    if (event.message === undefined) {
      scope.captureException(event.error ?? bareError(event), hint);
    } else {
      scope.captureMessage(event.message, event.level ?? 'info', hint);
    }
    this.#pending += 1;
    if (this.#pending >= batchSize) {
      await this.flush();
    }
  }

  async sendSessions(sessions: SdkSessions[]): Promise<void> {
    for (const envelope of sessionEnvelopes(sessions)) {
      await this.#client.sendEnvelope(envelope);
    }
  }

  async flush(): Promise<void> {
    this.#pending = 0;
    if (!(await this.#client.flush(flushTimeoutMs))) {
      throw new Error('The SDK could not send its events in time');
    }
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.#client.close(flushTimeoutMs);
      this.#agent.destroy();
    }
  }

  #scopeOf(event: SdkEvent): Scope {
    const time = event.time ?? Date.now();
    const scope = new Scope();
    scope.setClient(this.#client);
    scope.addEventProcessor(sdkEvent => ({
      ...sdkEvent,
      timestamp: time / 1000,
      environment: event.environment ?? 'production',
      release: event.release,
      ...(event.transaction && { transaction: event.transaction }),
      ...(event.request && { request: event.request }),
    }));
    if (event.level) {
      scope.setLevel(event.level);
    }
    if (event.user) {
      scope.setUser({ id: event.user });
    }
    if (event.fingerprint) {
      scope.setFingerprint(event.fingerprint);
    }
    scope.setTags(event.tags ?? {});
    scope.setExtras(event.extra ?? {});
    for (const [name, context] of Object.entries(event.contexts ?? {})) {
      scope.setContext(name, context);
    }
    for (const { secondsBefore, ...crumb } of event.breadcrumbs ?? []) {
      scope.addBreadcrumb({ ...crumb, timestamp: time / 1000 - secondsBefore });
    }
    for (const attachment of event.attachments ?? []) {
      scope.addAttachment(attachment);
    }
    return scope;
  }
}

/**
 * With no frame of an application, so that it is grouped by type and value. (For
 * a stack without any frame the SDK would show its caller's.)
 */
function bareError({ type = 'Error', value = '' }: SdkEvent): Error {
  const error = new Error(value);
  error.name = type;
  error.stack = `${type}: ${value}\n    at node:internal/process/task_queues:103:5`;
  return error;
}

/** Frames of Node itself keep their names. */
function rewriter(
  rewrite: (path: string) => { filename: string; inApp: boolean },
): (frame: StackFrame) => StackFrame {
  return frame => {
    if (!frame.filename || !isAbsolute(frame.filename)) {
      return frame;
    }
    const { filename, inApp } = rewrite(frame.filename);
    return { ...frame, filename, abs_path: filename, in_app: inApp };
  };
}

/**
 * An error or message to send through the official SDK.
 *
 * @public
 */
export interface SdkEvent {
  /** The error itself, with its stack and causes. */
  error?: unknown;
  /** Name of the error's class, where `error` is not given: such an error has no stack. */
  type?: string;
  /** Message of the error. */
  value?: string;
  /** A message instead of an error. */
  message?: string;
  /** When it happened, in milliseconds since 1970. Default: now. */
  time?: number;
  /** 32 hex digits. Default: chosen by the SDK. */
  eventId?: string;
  /** Default `production`, as in the SDK. */
  environment?: string;
  release?: string;
  /** Id of the user that met it. */
  user?: string;
  level?: 'fatal' | 'error' | 'warning' | 'info' | 'debug';
  /** `{{ default }}` stands for Sentry's own grouping. */
  fingerprint?: string[];
  tags?: Record<string, string>;
  transaction?: string;
  /** Whether the error was uncaught. Default false. */
  unhandled?: boolean;
  /** What the program was asked for. */
  request?: {
    url: string;
    method: string;
    headers?: Record<string, string>;
  };
  breadcrumbs?: {
    category: string;
    message: string;
    /** Seconds before the event. */
    secondsBefore: number;
    type?: string;
    level?: 'fatal' | 'error' | 'warning' | 'info' | 'debug';
    data?: Record<string, unknown>;
  }[];
  contexts?: Record<string, Record<string, unknown>>;
  extra?: Record<string, unknown>;
  /** Files that go with it. */
  attachments?: { filename: string; data: string; contentType?: string }[];
}

/**
 * Sessions to send with the official SDK: so many of one user, release and
 * environment that began at the same time.
 *
 * @public
 */
export interface SdkSessions {
  release: string;
  /** Default `production`. */
  environment?: string;
  /** Id of the user or the device. Without one, users can't be counted. */
  user?: string;
  /** Milliseconds since 1970. Default: now. */
  started?: number;
  /** How many ended well. */
  exited?: number;
  /** How many had errors that were caught. */
  errored?: number;
  crashed?: number;
}

type Envelope = Parameters<NodeClient['sendEnvelope']>[0];

/**
 * Sessions as the SDK counts them for servers, an envelope for each release and
 * environment. The user is Sentry's `did`, which the SDK itself leaves out there.
 */
function sessionEnvelopes(sessions: SdkSessions[]): Envelope[] {
  const groups = new Map<string, SdkSessions[]>();
  for (const row of sessions) {
    const key = JSON.stringify([row.release, row.environment]);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  return [...groups.values()].map((rows): Envelope => [
    { sent_at: new Date().toISOString() },
    [
      [
        { type: 'sessions' },
        {
          attrs: {
            release: rows[0].release,
            environment: rows[0].environment ?? 'production',
          },
          aggregates: rows.map(row => ({
            started: new Date(row.started ?? Date.now()).toISOString(),
            ...(row.user !== undefined && { did: row.user }),
            exited: row.exited ?? 0,
            errored: row.errored ?? 0,
            crashed: row.crashed ?? 0,
          })),
        },
      ],
    ],
  ]);
}
