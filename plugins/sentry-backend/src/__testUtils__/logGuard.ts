import type { RootLoggerService } from '@backstage/backend-plugin-api';
import { inspect } from 'node:util';

/** What looks like a credential: the emulator's tokens are 64 hex digits, as Sentry's are. */
const credential = /\b[0-9a-f]{64}\b|\b(?:bearer|basic)\s+[\w+/=.~-]{16,}/i;

let lines: string[] = [];

/** Notes what was written to a log. */
export function noteLog(...parts: unknown[]): void {
  lines.push(
    parts
      .map(part =>
        typeof part === 'string' ? part : inspect(part, { depth: 6 }),
      )
      .join(' '),
  );
}

/** What was logged since it was last asked. */
export function takeLog(): string[] {
  const taken = lines;
  lines = [];
  return taken;
}

/** The lines that hold what looks like a credential. */
export function linesWithCredentials(log: string[]): string[] {
  return log.filter(line => credential.test(line));
}

/** A logger that prints nothing, and whose lines are looked at after each test. */
export function guardedLogger(
  note: (...parts: unknown[]) => void = noteLog,
): RootLoggerService {
  const record = (message: string, meta?: unknown) => note(message, meta ?? '');
  return {
    error: record,
    warn: record,
    info: record,
    debug: record,
    child: meta => {
      note(meta);
      return guardedLogger(note);
    },
  };
}
