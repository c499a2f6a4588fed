import type {
  SentryStackFrame,
  SentryStackTrace,
} from 'backstage-plugin-sentry-common';
import { withoutCredentials } from '../../text/tidyText';
import { compact } from '../fields';
import { describeFields } from './describeValue';
import { countOf, fieldsOf, listOf, pathOf, plainOf, textOf } from '../read';
import type { EventReading } from './types';

const MAX_NEWEST = 60;
const MAX_OLDEST = 40;
const MAX_LINES = 21;
const MAX_LINE_LENGTH = 300;
/** Nobody writes such lines; bundlers do. */
const MINIFIED_COLUMN = 500;
const MINIFIED_LENGTH = 1_000;
const MINIFIED_NAME = /[.-]min\.[cm]?js$/;

/**
 * The newest call first, as Sentry shows them; it sends them the other way round. Of
 * very long stacks the middle is left out.
 */
export function toStackTrace(
  stacktrace: unknown,
  reading: EventReading,
): SentryStackTrace {
  const { frames, framesOmitted } = fieldsOf(stacktrace);
  const all = listOf(frames).toReversed();
  const count = all.length - MAX_NEWEST - MAX_OLDEST;
  const kept =
    count > 0 ? [...all.slice(0, MAX_NEWEST), ...all.slice(-MAX_OLDEST)] : all;
  const omitted =
    count > 0
      ? { before: MAX_NEWEST, count }
      : omittedBySentry(framesOmitted, all.length);
  return {
    frames: kept.map(frame => toFrame(frame, reading)),
    ...(omitted && { framesOmitted: omitted }),
  };
}

/** Sentry tells from which to which, counted from the oldest. */
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
  const colNo = countOf(raw.colNo);
  const lines = listOf(raw.context);
  return compact<SentryStackFrame>({
    filename,
    absPath: pathOf(raw.absPath),
    module: textOf(raw.module, 500),
    function: textOf(raw.function, 500),
    lineNo: countOf(raw.lineNo),
    colNo,
    inApp: raw.inApp === true,
    context: toContext(lines, raw.lineNo, reading),
    packageName: pathOf(raw.package),
    isMinified: isMinified(filename, colNo, lines) || undefined,
    variables: reading.include.has('localVariables')
      ? describeFields(raw.vars)
      : undefined,
  });
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
  return withoutCredentials(short.replace(/(:\/\/)[^\s/@"'`]+@/g, '$1'));
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
