import { cspMetadata } from './cspReport';
import type { SdkEvent, SdkException, SdkFrame } from './sdkEvent';

const maxTitleLength = 100;

/** The exception that was thrown; those before it in the list are its causes. */
export function mainException(event: SdkEvent): SdkException | undefined {
  return event.exception?.at(-1);
}

/** The frame in which the application itself failed, else the innermost one. */
export function crashFrame(
  exception: SdkException | undefined,
): SdkFrame | undefined {
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
