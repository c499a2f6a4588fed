import type {
  SdkFrame,
  SdkStacktrace,
  SdkEvent,
  SdkBreadcrumb,
  SdkException,
  SdkThread,
} from '../ingest/sdkEvent';
import type { StoredEvent } from '../store/types';

/** A stack in camel case, the oldest call first as the SDK sent it. */
function serializeStacktrace(
  stacktrace: SdkStacktrace | null | undefined,
): Record<string, unknown> | null {
  const frames = stacktrace?.frames;
  return frames
    ? {
        frames: frames.map(serializeFrame),
        framesOmitted: stacktrace.frames_omitted ?? null,
        registers: stacktrace.registers ?? null,
        hasSystemFrames: hasSystemFrames(stacktrace),
      }
    : null;
}

function hasSystemFrames(
  stacktrace: SdkStacktrace | null | undefined,
): boolean {
  const frames = stacktrace?.frames ?? [];
  return (
    frames.some(frame => frame.in_app) && frames.some(frame => !frame.in_app)
  );
}

function serializeFrame(frame: SdkFrame): Record<string, unknown> {
  return {
    filename: frame.filename ?? null,
    absPath: frame.abs_path ?? frame.filename ?? null,
    module: frame.module ?? null,
    package: frame.package ?? null,
    platform: frame.platform ?? null,
    instructionAddr: frame.instruction_addr ?? null,
    symbolAddr: frame.symbol_addr ?? null,
    function: frame.function ?? null,
    rawFunction: frame.raw_function ?? null,
    symbol: null,
    context: contextOf(frame),
    lineNo: frame.lineno ?? null,
    colNo: frame.colno ?? null,
    inApp: frame.in_app ?? false,
    trust: null,
    errors: null,
    lock: null,
    sourceLink: null,
    vars: frame.vars ?? null,
  };
}

/** The lines around the failing one become `[number, code]` pairs. */
function contextOf(frame: SdkFrame): [number, string][] {
  const line = frame.lineno;
  const { context_line: code } = frame;
  if (line === undefined || line === null || typeof code !== 'string') {
    return [];
  }
  const before = frame.pre_context ?? [];
  return [...before, code, ...(frame.post_context ?? [])].map((text, index) => [
    line - before.length + index,
    text,
  ]);
}

/** What the program was asked for; query, cookies and headers become pairs. */
function serializeRequest(
  request: NonNullable<SdkEvent['request']>,
): Record<string, unknown> {
  const [url, queryOfUrl] = (request.url ?? '').split('?', 2);
  return {
    url,
    method: request.method ?? null,
    query: queryPairs(request.query_string ?? queryOfUrl ?? ''),
    fragment: request.fragment ?? null,
    cookies: cookiePairs(request.cookies),
    headers: Object.entries(request.headers ?? {}),
    env: request.env ?? null,
    data: request.data ?? null,
    inferredContentType: inferContentType(request.data),
    apiTarget: null,
  };
}

function queryPairs(query: unknown): unknown {
  if (typeof query === 'string') {
    return [...new URLSearchParams(query)];
  }
  return Array.isArray(query) || typeof query !== 'object' || query === null
    ? query
    : Object.entries(query);
}

function cookiePairs(
  cookies: NonNullable<SdkEvent['request']>['cookies'],
): [string, string][] {
  if (typeof cookies !== 'string') {
    return Object.entries(cookies ?? {});
  }
  return cookies.split(/;\s*/).map(cookie => {
    const [name, ...value] = cookie.split('=');
    return [name, value.join('=')];
  });
}

function inferContentType(data: unknown): string | null {
  if (typeof data === 'object' && data !== null) {
    return 'application/json';
  }
  return typeof data === 'string' && /^\s*[[{]/.test(data)
    ? 'application/json'
    : null;
}

/** Sentry's number of feedback; of the other kinds the emulator has one for all. */
const feedbackType = 6001;
const otherType = 1001;

/** What Sentry found by itself; nothing where an SDK reported the event. */
export function serializeOccurrence(
  event: StoredEvent,
): Record<string, unknown> | null {
  const { occurrence } = event;
  return occurrence
    ? {
        id: event.id,
        projectId: Number(event.projectId),
        eventId: event.id,
        fingerprint: event.fingerprint,
        issueTitle: event.title,
        subtitle: occurrence.subtitle,
        resourceId: null,
        evidenceData: occurrence.evidenceData,
        evidenceDisplay: occurrence.evidenceDisplay,
        type: event.type === 'feedback' ? feedbackType : otherType,
        detectionTime: event.timestamp / 1000,
        level: event.level,
        culprit: event.culprit,
        assignee: null,
        priority: null,
      }
    : null;
}

/** A part of an event, as the API has it: the SDK's data in camel case. */
interface Entry {
  type: string;
  data: unknown;
}

/** In the order in which Sentry's own page shows them. */
export function serializeEntries(event: SdkEvent): Entry[] {
  const { exception, stacktrace, threads, template } = event;
  const { csp, breadcrumbs, request, spans, debug_meta } = event;
  const message = messageData(event);
  return [
    ...entry('message', message),
    ...entry('exception', exception?.length && exceptionData(exception)),
    ...entry('stacktrace', serializeStacktrace(stacktrace)),
    ...entry(
      'threads',
      threads?.length && { values: threads.map(serializeThread) },
    ),
    ...entry(
      'template',
      template && {
        filename: template.filename ?? null,
        absPath: template.abs_path ?? null,
        lineNo: template.lineno ?? null,
        context: contextOf(template),
      },
    ),
    ...entry('csp', csp),
    ...entry(
      'breadcrumbs',
      breadcrumbs?.length && { values: breadcrumbs.map(serializeBreadcrumb) },
    ),
    ...entry('request', request && serializeRequest(request)),
    ...entry('spans', spans?.length && spans),
    ...entry('debugmeta', debug_meta),
  ];
}

/** Nothing where the event has no such part. */
function entry(type: string, data: unknown): Entry[] {
  return data ? [{ type, data }] : [];
}

function exceptionData(exceptions: SdkException[]): Record<string, unknown> {
  return {
    values: exceptions.map(exception => ({
      type: exception.type ?? null,
      value: exception.value ?? null,
      module: exception.module ?? null,
      threadId: exception.thread_id ?? null,
      mechanism: exception.mechanism ?? null,
      stacktrace: serializeStacktrace(exception.stacktrace),
      rawStacktrace: serializeStacktrace(exception.raw_stacktrace),
    })),
    hasSystemFrames: exceptions.some(({ stacktrace }) =>
      hasSystemFrames(stacktrace),
    ),
    excOmitted: null,
  };
}

function serializeThread(thread: SdkThread): Record<string, unknown> {
  return {
    id: thread.id ?? null,
    name: thread.name ?? null,
    crashed: thread.crashed ?? null,
    current: thread.current ?? null,
    main: thread.main ?? null,
    state: thread.state ?? null,
    stacktrace: serializeStacktrace(thread.stacktrace),
    rawStacktrace: serializeStacktrace(thread.raw_stacktrace),
  };
}

function messageData(event: SdkEvent): Record<string, unknown> | undefined {
  if (event.logentry) {
    return {
      message: event.logentry.message ?? null,
      formatted: event.logentry.formatted ?? event.logentry.message ?? null,
      params: event.logentry.params ?? null,
    };
  }
  if (!event.message) {
    return undefined;
  }
  const formatted =
    typeof event.message === 'string'
      ? event.message
      : (event.message.formatted ?? event.message.message ?? '');
  return { message: null, formatted, params: null };
}

function serializeBreadcrumb(
  breadcrumb: SdkBreadcrumb,
): Record<string, unknown> {
  const { timestamp } = breadcrumb;
  return {
    type: breadcrumb.type ?? 'default',
    category: breadcrumb.category ?? null,
    level: breadcrumb.level ?? 'info',
    message: breadcrumb.message ?? null,
    timestamp:
      typeof timestamp === 'number'
        ? new Date(timestamp * 1000).toISOString()
        : (timestamp ?? null),
    data: breadcrumb.data ?? null,
    event_id: breadcrumb.event_id ?? null,
  };
}
