import { basename } from 'node:path';

/** A sample program's folder is its component; what it runs is below `src`. */
const programFile = /\/demo\/programs\/[^/]+\/(src\/.+)$/;

/**
 * Where a stack frame is, told as from a deployed program: the sample program's
 * file below `app:///`, and what runs it as foreign code. This machine's paths stay here.
 */
export function demoFrame(path: string): { filename: string; inApp: boolean } {
  const normalized = path.replaceAll('\\', '/');
  const file = programFile.exec(normalized)?.[1];
  return file === undefined
    ? { filename: `app:///runner/${basename(normalized)}`, inApp: false }
    : { filename: `app:///${file}`, inApp: true };
}
