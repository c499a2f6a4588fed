import type {
  SentryStackFrame,
  SentryStackTrace,
} from 'backstage-plugin-sentry-common';

/** What a stack trace shows one under the other. */
export type FramePart =
  | { kind: 'frame'; frame: SentryStackFrame; isOpen: boolean }
  | { kind: 'folded'; frames: SentryStackFrame[] }
  | { kind: 'omitted'; count: number };

/** How many frames of the program's own show their source from the start. */
const mostOpen = 5;

/**
 * Arranges frames as they are read: those of the program itself, the newest with
 * their source, and the libraries between them folded. Where none is the program's
 * own the newest stands for them.
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
