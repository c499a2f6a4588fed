import type { EventError } from '../store/types';
import type { SdkEvent } from './sdkEvent';

/** The scripts of a page whose source nobody has given to Sentry. */
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
