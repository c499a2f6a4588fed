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
 * Exceptions as the platform's own runtime prints them, to paste into a chat, a
 * ticket or a tool that reads stack traces.
 *
 * @param exceptions - the outermost first
 */
export function exceptionsAsText(
  exceptions: SentryException[],
  platform: string | undefined,
): string {
  return platform === 'python'
    ? pythonText(exceptions)
    : causesText(exceptions, platform);
}

/** The calls alone, for what is no exception. */
export function framesAsText(
  trace: SentryStackTrace,
  platform: string | undefined,
): string {
  return frameLines(trace, platform).join('\n');
}

/** Newest call first, each exception followed by what caused it. */
function causesText(
  exceptions: SentryException[],
  platform: string | undefined,
): string {
  const cause = isJvm(platform) ? 'Caused by: ' : '[cause]: ';
  return exceptions
    .map((exception, index) =>
      [
        `${index ? cause : ''}${headline(exception)}`,
        ...frameLines(exception, platform),
      ].join('\n'),
    )
    .join('\n');
}

/** Newest call last, each exception after what caused it. */
function pythonText(exceptions: SentryException[]): string {
  return [...exceptions]
    .reverse()
    .map(exception =>
      [
        'Traceback (most recent call last):',
        ...frameLines(exception, 'python').reverse(),
        headline(exception),
      ].join('\n'),
    )
    .join(
      '\n\nThe above exception was the direct cause of the following exception:\n\n',
    );
}

function frameLines(
  trace: SentryStackTrace,
  platform: string | undefined,
): string[] {
  const lines = trace.frames.map(frame => frameLine(frame, platform));
  if (trace.framesOmitted) {
    const { before, count } = trace.framesOmitted;
    lines.splice(before, 0, `    ... ${count} more`);
  }
  return lines;
}

function frameLine(
  frame: SentryStackFrame,
  platform: string | undefined,
): string {
  const { filename, absPath, module, lineNo } = frame;
  if (platform === 'python') {
    const file = filename ?? absPath ?? module ?? '?';
    const place = `  File "${file}", line ${lineNo ?? '?'}, in ${frame.function ?? '<module>'}`;
    const source = frame.context.find(([line]) => line === lineNo)?.[1].trim();
    return source ? `${place}\n    ${source}` : place;
  }
  if (isJvm(platform)) {
    const call = [module, frame.function].filter(Boolean).join('.');
    const file = filename ?? 'Unknown Source';
    return `\tat ${call}(${[file, lineNo].filter(Boolean).join(':')})`;
  }
  const file = absPath ?? filename ?? module ?? '<anonymous>';
  const place = imagePlace(frame) ?? placeInFile(file, frame);
  return frame.function
    ? `    at ${frame.function} (${place})`
    : `    at ${place}`;
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

function isJvm(platform: string | undefined): boolean {
  return platform === 'java' || platform === 'kotlin';
}
