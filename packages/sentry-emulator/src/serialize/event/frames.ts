import type { SdkFrame, SdkStacktrace } from '../../ingest/sdkEvent';

/** A stack in camel case, the oldest call first as the SDK sent it. */
export function serializeStacktrace(
  stacktrace: SdkStacktrace | null | undefined,
): Record<string, unknown> | null {
  const frames = stacktrace?.frames;
  return frames
    ? {
        frames: frames.map(serializeFrame),
        framesOmitted: stacktrace.frames_omitted ?? null,
        registers: stacktrace.registers ?? null,
        hasSystemFrames: hasSystemFrames(stacktrace),
      }
    : null;
}

export function hasSystemFrames(
  stacktrace: SdkStacktrace | null | undefined,
): boolean {
  const frames = stacktrace?.frames ?? [];
  return (
    frames.some(frame => frame.in_app) && frames.some(frame => !frame.in_app)
  );
}

function serializeFrame(frame: SdkFrame): Record<string, unknown> {
  return {
    filename: frame.filename ?? null,
    absPath: frame.abs_path ?? frame.filename ?? null,
    module: frame.module ?? null,
    package: frame.package ?? null,
    platform: frame.platform ?? null,
    instructionAddr: frame.instruction_addr ?? null,
    symbolAddr: frame.symbol_addr ?? null,
    function: frame.function ?? null,
    rawFunction: frame.raw_function ?? null,
    symbol: null,
    context: contextOf(frame),
    lineNo: frame.lineno ?? null,
    colNo: frame.colno ?? null,
    inApp: frame.in_app ?? false,
    trust: null,
    errors: null,
    lock: null,
    sourceLink: null,
    vars: frame.vars ?? null,
  };
}

/** The lines around the failing one become `[number, code]` pairs. */
export function contextOf(frame: SdkFrame): [number, string][] {
  const line = frame.lineno;
  const { context_line: code } = frame;
  if (line === undefined || line === null || typeof code !== 'string') {
    return [];
  }
  const before = frame.pre_context ?? [];
  return [...before, code, ...(frame.post_context ?? [])].map((text, index) => [
    line - before.length + index,
    text,
  ]);
}
