import type {
  SdkBreadcrumb,
  SdkEvent,
  SdkException,
  SdkFrame,
} from '../ingest/sdkEvent';

/** A part of an event, as the API has it: the SDK's data in camel case. */
export interface Entry {
  type: 'exception' | 'message' | 'breadcrumbs' | 'request';
  data: Record<string, unknown>;
}

export function serializeEntries(event: SdkEvent): Entry[] {
  const entries: Entry[] = [];
  if (event.exception?.length) {
    const values = event.exception.map(serializeException);
    entries.push({
      type: 'exception',
      data: {
        values,
        hasSystemFrames: event.exception.some(hasSystemFrames),
        excOmitted: null,
      },
    });
  }
  const message = messageData(event);
  if (message) {
    entries.push({ type: 'message', data: message });
  }
  if (event.breadcrumbs?.length) {
    entries.push({
      type: 'breadcrumbs',
      data: { values: event.breadcrumbs.map(serializeBreadcrumb) },
    });
  }
  if (event.request) {
    entries.push({ type: 'request', data: serializeRequest(event.request) });
  }
  return entries;
}

function serializeException(exception: SdkException): Record<string, unknown> {
  const frames = exception.stacktrace?.frames;
  return {
    type: exception.type ?? null,
    value: exception.value ?? null,
    module: exception.module ?? null,
    threadId: exception.thread_id ?? null,
    mechanism: exception.mechanism ?? null,
    stacktrace: frames
      ? {
          frames: frames.map(serializeFrame),
          framesOmitted: null,
          registers: null,
          hasSystemFrames: hasSystemFrames(exception),
        }
      : null,
    rawStacktrace: null,
  };
}

function hasSystemFrames(exception: SdkException): boolean {
  const frames = exception.stacktrace?.frames ?? [];
  return (
    frames.some(frame => frame.in_app) && frames.some(frame => !frame.in_app)
  );
}

/** The lines around the failing one become `[number, code]` pairs. */
function serializeFrame(frame: SdkFrame): Record<string, unknown> {
  const line = frame.lineno;
  const before = frame.pre_context ?? [];
  const code =
    frame.context_line === undefined || frame.context_line === null
      ? []
      : [...before, frame.context_line, ...(frame.post_context ?? [])];
  return {
    filename: frame.filename ?? null,
    absPath: frame.abs_path ?? frame.filename ?? null,
    module: frame.module ?? null,
    package: null,
    platform: frame.platform ?? null,
    instructionAddr: null,
    symbolAddr: null,
    function: frame.function ?? null,
    rawFunction: null,
    symbol: null,
    context:
      line === undefined || line === null
        ? []
        : code.map((text, index) => [line - before.length + index, text]),
    lineNo: line ?? null,
    colNo: frame.colno ?? null,
    inApp: frame.in_app ?? false,
    trust: null,
    errors: null,
    lock: null,
    sourceLink: null,
    vars: frame.vars ?? null,
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

function serializeRequest(
  request: NonNullable<SdkEvent['request']>,
): Record<string, unknown> {
  const [url, queryOfUrl] = (request.url ?? '').split('?', 2);
  const query = request.query_string ?? queryOfUrl ?? '';
  return {
    url,
    method: request.method ?? null,
    query: typeof query === 'string' ? [...new URLSearchParams(query)] : query,
    fragment: null,
    cookies: Object.entries(request.cookies ?? {}),
    headers: Object.entries(request.headers ?? {}),
    env: null,
    data: request.data ?? null,
    inferredContentType: null,
    apiTarget: null,
  };
}
