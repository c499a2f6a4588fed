import { basename } from 'node:path';

const programsFolder = '/demo/programs/';

/**
 * Where a stack frame is, told as from a deployed program: the sample program's
 * file below `app:///`, and what runs it as foreign code. This machine's paths stay here.
 */
export function demoFrame(path: string): { filename: string; inApp: boolean } {
  const normalized = path.replaceAll('\\', '/');
  const at = normalized.indexOf(programsFolder);
  return at < 0
    ? { filename: `app:///runner/${basename(normalized)}`, inApp: false }
    : {
        filename: `app:///src/${normalized.slice(at + programsFolder.length)}`,
        inApp: true,
      };
}
