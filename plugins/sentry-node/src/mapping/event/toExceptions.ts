import type {
  SentryException,
  SentryThread,
} from 'backstage-plugin-sentry-common';
import { compact } from '../fields';
import { fieldsOf, flagOf, listOf, nameOf, textOf, type Fields } from '../read';
import { toStackTrace } from './toFrames';
import { mapWithin } from './room';
import type { EventReading } from './types';

const MAX_EXCEPTIONS = 20;
const MAX_THREADS = 20;

/** The chain, the outermost first; Sentry sends it last. */
export function toExceptions(
  data: Fields | undefined,
  reading: EventReading,
): { exceptions: SentryException[]; exceptionsOmitted?: number } {
  // Some events have the one exception in `value`.
  const values = listOf(data?.values ?? (data?.value && [data.value]));
  const exceptions = mapWithin(
    reading.room,
    values.toReversed().slice(0, MAX_EXCEPTIONS),
    value => toException(fieldsOf(value), reading),
  );
  const omitted = values.length - exceptions.length;
  return {
    exceptions,
    ...(omitted > 0 && { exceptionsOmitted: omitted }),
  };
}

function toException(raw: Fields, reading: EventReading): SentryException {
  const mechanism = fieldsOf(raw.mechanism);
  const type = nameOf(mechanism.type, 100);
  const handled = flagOf(mechanism.handled);
  return compact<SentryException>({
    type: textOf(raw.type, 300),
    value: textOf(raw.value),
    module: nameOf(raw.module, 500),
    mechanism:
      type === undefined && handled === undefined
        ? undefined
        : compact({ type, handled }),
    ...toStackTrace(raw.stacktrace ?? raw.rawStacktrace, reading),
  });
}

/** Threads that have something to show; a bare stack trace and a template are one each. */
export function toThreads(
  entries: Map<string, Fields>,
  reading: EventReading,
): SentryThread[] {
  const all = listOf(entries.get('threads')?.values).map(fieldsOf);
  const threads = [
    ...all.filter(({ crashed }) => crashed === true),
    ...all.filter(({ crashed }) => crashed !== true),
  ]
    // Many and long: the source of the exceptions is what is looked for.
    .map(raw => ({ raw, trace: raw.stacktrace, reading: without(reading) }));
  const crashed = { raw: { crashed: true }, reading };
  const bare = entries.get('stacktrace');
  const template = entries.get('template');
  const shown = [
    ...(bare ? [{ ...crashed, trace: bare }] : []),
    ...(template ? [{ ...crashed, trace: { frames: [template] } }] : []),
    ...threads,
  ]
    .filter(({ trace }) => listOf(fieldsOf(trace).frames).length > 0)
    // Before their frames are read: there can be thousands.
    .slice(0, MAX_THREADS);
  return mapWithin(reading.room, shown, one =>
    toThread(one.raw, one.trace, one.reading),
  );
}

function toThread(
  raw: Fields,
  stacktrace: unknown,
  reading: EventReading,
): SentryThread {
  return compact<SentryThread>({
    id: nameOf(raw.id, 100),
    name: textOf(raw.name, 200),
    crashed: raw.crashed === true,
    current: raw.current === true,
    ...toStackTrace(stacktrace, reading),
  });
}

function without(reading: EventReading): EventReading {
  return { ...reading, sources: { left: 0 } };
}
