import { cspMetadata } from './cspReport';
import type { SdkEvent, SdkException, SdkFrame } from './sdkEvent';
import { createHash } from 'node:crypto';
import type { EventError } from '../store/types';

const maxTitleLength = 100;

/** The exception that was thrown; those before it in the list are its causes. */
export function mainException(event: SdkEvent): SdkException | undefined {
  return event.exception?.at(-1);
}

/** The frame in which the application itself failed, else the innermost one. */
function crashFrame(exception: SdkException | undefined): SdkFrame | undefined {
  const frames = exception?.stacktrace?.frames ?? [];
  return frames.findLast(frame => frame.in_app === true) ?? frames.at(-1);
}

export function messageOf(event: SdkEvent): string {
  const logentry = event.logentry?.formatted ?? event.logentry?.message;
  if (logentry) {
    return logentry;
  }
  if (typeof event.message === 'string') {
    return event.message;
  }
  return event.message?.formatted ?? event.message?.message ?? '';
}

export function titleOf(event: SdkEvent): string {
  const exception = mainException(event);
  if (!exception) {
    return shorten(firstLine(messageOf(event))) || '<unlabeled event>';
  }
  const type = exception.type ?? 'Error';
  const value = firstLine(exception.value ?? '');
  return value ? `${type}: ${shorten(value)}` : type;
}

/** Where it happened: the transaction, else function and file of the frame. */
export function culpritOf(event: SdkEvent): string {
  if (event.transaction) {
    return event.transaction;
  }
  if (event.csp) {
    return String(event.csp.effective_directive ?? '');
  }
  const frame = crashFrame(mainException(event));
  const file = frame?.module ?? frame?.filename;
  if (file) {
    return ['javascript', 'node'].includes(event.platform ?? '')
      ? `${frame?.function ?? '?'}(${file})`
      : `${file} in ${frame?.function ?? '?'}`;
  }
  return event.request?.url ?? '';
}

export function metadataOf(
  event: SdkEvent,
  title: string,
): Record<string, unknown> {
  if (event.csp) {
    return cspMetadata(event.csp);
  }
  const exception = mainException(event);
  const sdk = event.sdk?.name
    ? { sdk: { name: event.sdk.name, name_normalized: event.sdk.name } }
    : {};
  if (!exception) {
    return { title, ...sdk };
  }
  const frame = crashFrame(exception);
  const frames = exception.stacktrace?.frames ?? [];
  return {
    type: exception.type ?? 'Error',
    value: exception.value ?? '',
    ...(frame?.filename && { filename: frame.filename }),
    ...(frame?.function && { function: frame.function }),
    in_app_frame_mix: frameMix(frames),
    ...sdk,
  };
}

function frameMix(frames: SdkFrame[]): string {
  const inApp = frames.filter(frame => frame.in_app === true).length;
  if (inApp === 0) {
    return 'system-only';
  }
  return inApp === frames.length ? 'in-app-only' : 'mixed';
}

function firstLine(value: string): string {
  return value.split('\n', 1)[0].trim();
}

function shorten(value: string): string {
  return value.length > maxTitleLength
    ? `${value.slice(0, maxTitleLength - 3)}...`
    : value;
}

/** The tag `user`: the first of id, username, e-mail and address that is known. */
export function userTag(event: SdkEvent): string | undefined {
  const user = event.user;
  if (user?.id) {
    return `id:${user.id}`;
  }
  if (user?.username) {
    return `username:${user.username}`;
  }
  if (user?.email) {
    return `email:${user.email}`;
  }
  return user?.ip_address && user.ip_address !== '{{auto}}'
    ? `ip:${user.ip_address}`
    : undefined;
}

/** Not even one exception of the chain was caught. */
export function isUnhandled(event: SdkEvent): boolean {
  return (event.exception ?? []).some(
    exception => exception.mechanism?.handled === false,
  );
}

/** The tags of the SDK and those that Sentry adds by itself. */
export function eventTags(
  event: SdkEvent,
  level: string,
): Record<string, string> {
  const tags: Record<string, string> = {};
  const set = (key: string, value: unknown) => {
    if (value !== undefined && value !== null && value !== '') {
      tags[key] = String(value);
    }
  };
  for (const [key, value] of Object.entries(event.tags ?? {})) {
    set(key, value);
  }
  set('environment', event.environment);
  set('level', level);
  set('logger', event.logger);
  set('release', event.release);
  set('dist', event.dist);
  set('server_name', event.server_name);
  set('transaction', event.transaction);
  set('url', event.request?.url);
  set('user', userTag(event));
  const exception = mainException(event);
  if (exception?.mechanism) {
    set('handled', isUnhandled(event) ? 'no' : 'yes');
    set('mechanism', exception.mechanism.type);
  }
  for (const key of ['runtime', 'os', 'browser', 'device']) {
    const context = event.contexts?.[key];
    const name = context?.name;
    const version = context?.version;
    if (typeof name === 'string') {
      set(`${key}.name`, name);
      set(key, typeof version === 'string' ? `${name} ${version}` : name);
    }
  }
  return tags;
}

const defaultFingerprint = /^\{\{\s*default\s*\}\}$/;

/**
 * What decides to which issue an event belongs: the fingerprint that the SDK
 * gave, with `{{ default }}` standing for what Sentry itself would take.
 */
export function groupingComponents(event: SdkEvent): string[] {
  const own = defaultComponents(event);
  if (!event.fingerprint?.length) {
    return own;
  }
  return event.fingerprint.flatMap(part =>
    defaultFingerprint.test(part) ? own : [part],
  );
}

export function groupingHash(event: SdkEvent): string {
  return createHash('md5')
    .update(JSON.stringify(groupingComponents(event)))
    .digest('hex');
}

function defaultComponents(event: SdkEvent): string[] {
  if (event.csp) {
    const { directive, uri } = cspMetadata(event.csp);
    return ['csp', directive, uri];
  }
  const exception = mainException(event);
  if (!exception) {
    return ['message', messageOf(event)];
  }
  const type = exception.type ?? 'Error';
  const frame = crashFrame(exception);
  if (frame?.in_app && (frame.function || frame.filename)) {
    return [
      'exception',
      type,
      frame.module ?? frame.filename ?? '',
      frame.function ?? '',
    ];
  }
  return ['exception', type, exception.value ?? ''];
}

/** The scripts of a page whose source was not uploaded to Sentry. */
export function missingSources(event: SdkEvent): EventError[] {
  if (event.platform !== 'javascript') {
    return [];
  }
  const urls = (event.exception ?? []).flatMap(exception =>
    (exception.stacktrace?.frames ?? []).flatMap(frame => {
      const url = frame.abs_path ?? frame.filename ?? '';
      return /^https?:/.test(url) && !frame.context_line ? [url] : [];
    }),
  );
  return [...new Set(urls)].map(url => ({
    type: 'js_no_source',
    message: 'Source code was not found',
    data: { url },
  }));
}
