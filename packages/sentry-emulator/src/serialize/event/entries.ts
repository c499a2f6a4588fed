import { contextOf, hasSystemFrames, serializeStacktrace } from './frames';
import { serializeRequest } from './request';
import type {
  SdkBreadcrumb,
  SdkEvent,
  SdkException,
  SdkThread,
} from '../../ingest/sdkEvent';

/** A part of an event, as the API has it: the SDK's data in camel case. */
export interface Entry {
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
