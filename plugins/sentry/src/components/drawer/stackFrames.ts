import type {
  SentryException,
  SentryStackFrame,
  SentryStackTrace,
} from 'backstage-plugin-sentry-common';

/** A line of a stack trace. */
type FramePart =
  | { kind: 'frame'; frame: SentryStackFrame; isOpen: boolean }
  | { kind: 'folded'; frames: SentryStackFrame[] }
  | { kind: 'omitted'; count: number };

/** How many of the program's own frames are open at first. */
const mostOpen = 5;

/**
 * Arranges frames for reading: the program's own are shown, the newest of them open,
 * and runs of library frames are folded. Without frames of its own, the newest is shown.
 */
export function foldFrames(trace: SentryStackTrace): FramePart[] {
  const { frames, framesOmitted } = trace;
  const hasInApp = frames.some(frame => frame.inApp);
  const parts: FramePart[] = [];
  let open = 0;

  frames.forEach((frame, index) => {
    if (framesOmitted?.before === index) {
      parts.push({ kind: 'omitted', count: framesOmitted.count });
    }
    if (hasInApp ? frame.inApp : index === 0) {
      parts.push({ kind: 'frame', frame, isOpen: open < mostOpen });
      open += 1;
      return;
    }
    const last = parts.at(-1);
    if (last?.kind === 'folded') {
      last.frames.push(frame);
    } else {
      parts.push({ kind: 'folded', frames: [frame] });
    }
  });
  if (framesOmitted && framesOmitted.before >= frames.length) {
    parts.push({ kind: 'omitted', count: framesOmitted.count });
  }
  return parts;
}

/**
 * Exceptions as text, to paste into a chat or a ticket: the newest call first, each exception
 * followed by what caused it.
 *
 * @param exceptions - the outermost first
 */
export function exceptionsAsText(exceptions: SentryException[]): string {
  return exceptions
    .map((exception, index) =>
      [
        `${index ? 'Caused by: ' : ''}${headline(exception)}`,
        framesAsText(exception),
      ]
        .filter(Boolean)
        .join('\n'),
    )
    .join('\n');
}

/** The calls alone, for what is no exception. */
export function framesAsText({
  frames,
  framesOmitted,
}: SentryStackTrace): string {
  const lines = frames.map(frame => {
    const { filename, absPath, module } = frame;
    const file = absPath ?? filename ?? module ?? '<anonymous>';
    const place = imagePlace(frame) ?? placeInFile(file, frame);
    return frame.function
      ? `    at ${frame.function} (${place})`
      : `    at ${place}`;
  });
  if (framesOmitted) {
    const { before, count } = framesOmitted;
    lines.splice(before, 0, `    ... ${count} more`);
  }
  return lines.join('\n');
}

/** `src/checkout/order.ts:42:7`; lines and columns count from 1. */
export function placeInFile(
  file: string | undefined,
  { lineNo, colNo }: SentryStackFrame,
): string {
  return [file, lineNo, lineNo && colNo].filter(Boolean).join(':');
}

/** `libshop.so 0x7f3a10c2`, where native code was called of which no file is known. */
export function imagePlace(frame: SentryStackFrame): string | undefined {
  const { filename, absPath, module, packageName, address } = frame;
  const image = packageName?.split(/[/\\]/).at(-1);
  return address && !filename && !absPath && !module
    ? [image, address].filter(Boolean).join(' ')
    : undefined;
}

function headline({ type, value }: SentryException): string {
  return [type, value].filter(Boolean).join(': ') || 'Error';
}
