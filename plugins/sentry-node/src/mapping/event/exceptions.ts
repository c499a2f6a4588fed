import type {
  SentryStackFrame,
  SentryStackTrace,
  SentryException,
  SentryThread,
} from 'backstage-plugin-sentry-common';
import { maskCode, visibleText } from '../../text/mask';
import { compact } from '../fields';
import { describeFields, mapWithin } from './values';
import {
  countOf,
  fieldsOf,
  lineOf,
  listOf,
  nameOf,
  pathOf,
  plainOf,
  flagOf,
  textOf,
  Fields,
} from '../read';
import type { EventReading } from './types';

const MAX_NEWEST = 60;
const MAX_OLDEST = 40;
const MAX_LINES = 21;
const MAX_LINE_LENGTH = 300;
/** Bundlers write such lines, people don't. */
const MINIFIED_COLUMN = 500;
const MINIFIED_LENGTH = 1_000;
const MINIFIED_NAME = /[.-]min\.[cm]?js$/;

/**
 * The newest call first, as Sentry shows them; it sends them the other way round. Of
 * very long stacks the middle is left out.
 */
function toStackTrace(
  stacktrace: unknown,
  reading: EventReading,
): SentryStackTrace {
  const { frames, framesOmitted } = fieldsOf(stacktrace);
  const all = listOf(frames).toReversed();
  const count = all.length - MAX_NEWEST - MAX_OLDEST;
  const kept =
    count > 0 ? [...all.slice(0, MAX_NEWEST), ...all.slice(-MAX_OLDEST)] : all;
  const mapped = mapWithin(reading.room, kept, frame =>
    toFrame(frame, reading),
  );
  const omitted =
    mapped.length < kept.length
      ? { before: mapped.length, count: all.length - mapped.length }
      : (omittedInTheMiddle(count) ??
        omittedBySentry(framesOmitted, all.length));
  return { frames: mapped, ...(omitted && { framesOmitted: omitted }) };
}

function omittedInTheMiddle(count: number) {
  return count > 0 ? { before: MAX_NEWEST, count } : undefined;
}

/** From which to which, counted from the oldest. */
function omittedBySentry(
  framesOmitted: unknown,
  length: number,
): SentryStackTrace['framesOmitted'] {
  const [from, to] = listOf(framesOmitted).map(countOf);
  return from !== undefined && to !== undefined && to > from && from <= length
    ? { before: length - from, count: to - from }
    : undefined;
}

function toFrame(value: unknown, reading: EventReading): SentryStackFrame {
  const raw = fieldsOf(value);
  const filename = pathOf(raw.filename);
  const colNo = lineOf(raw.colNo);
  const lines = listOf(raw.context);
  return compact<SentryStackFrame>({
    filename,
    absPath: pathOf(raw.absPath),
    module: nameOf(raw.module, 500),
    function: nameOf(raw.function, 500),
    lineNo: lineOf(raw.lineNo),
    colNo,
    inApp: raw.inApp === true,
    context: toContext(lines, raw.lineNo, reading),
    packageName: pathOf(raw.package),
    address: addressOf(raw.instructionAddr),
    isMinified: isMinified(filename, colNo, lines) || undefined,
    variables: reading.include.has('localVariables')
      ? describeFields(raw.vars, reading.room)
      : undefined,
  });
}

/** Of an instruction, as native SDKs send it. */
function addressOf(value: unknown): string | undefined {
  const address = plainOf(value);
  return address && /^0x[0-9a-f]{1,16}$/i.test(address) ? address : undefined;
}

function toContext(
  lines: unknown[],
  failing: unknown,
  { sources }: EventReading,
): SentryStackFrame['context'] {
  if (!lines.length || sources.left <= 0) {
    return [];
  }
  sources.left -= 1;
  return around(lines, countOf(failing)).flatMap(line => {
    const [number, text] = listOf(line);
    const lineNo = countOf(number);
    return lineNo === undefined ? [] : [[lineNo, toSourceLine(text)]];
  });
}

/** As many lines as are shown, the failing one in the middle. */
function around(lines: unknown[], failing: number | undefined): unknown[] {
  if (lines.length <= MAX_LINES) {
    return lines;
  }
  const at = lines.findIndex(line => countOf(listOf(line)[0]) === failing);
  const start = Math.max(0, Math.max(at, 0) - Math.floor(MAX_LINES / 2));
  return lines.slice(start, start + MAX_LINES);
}

/** Blank lines stay, so that the numbers go on. */
function toSourceLine(text: unknown): string {
  const line = typeof text === 'string' ? text : '';
  // Cut first: a line of minified code can be the whole program.
  const short =
    line.length > MAX_LINE_LENGTH ? `${line.slice(0, MAX_LINE_LENGTH)}…` : line;
  return maskCode(visibleText(short));
}

function isMinified(
  filename: string | undefined,
  colNo: number | undefined,
  lines: unknown[],
): boolean {
  return (
    MINIFIED_NAME.test(filename ?? '') ||
    (colNo ?? 0) > MINIFIED_COLUMN ||
    lines.some(
      line => (plainOf(listOf(line)[1])?.length ?? 0) > MINIFIED_LENGTH,
    )
  );
}

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
