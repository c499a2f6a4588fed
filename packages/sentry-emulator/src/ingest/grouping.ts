import { createHash } from 'node:crypto';
import { cspMetadata } from './cspReport';
import { crashFrame, mainException, messageOf } from './describeEvent';
import type { SdkEvent } from './sdkEvent';

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
