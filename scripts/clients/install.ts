import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run';

/**
 * Installs a client into a folder of its own, outside of the workspace, from whatever
 * registry the caller's npm uses.
 *
 * @returns the folder
 * @throws Error with the last lines of npm, where it can't be installed
 */
export async function installClient(
  { name, version }: { name: string; version: string },
  parent: string,
): Promise<string> {
  const folder = join(parent, name.replace(/\W+/g, '-'));
  await mkdir(folder, { recursive: true });
  const { code, output } = await run(
    'npm',
    [
      'install',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--prefix',
      folder,
      `${name}@${version}`,
    ],
    { cwd: folder, env: process.env, timeoutMs: 600_000 },
  );
  if (code !== 0) {
    throw new Error(output.trim().split('\n').slice(-3).join('\n'));
  }
  return folder;
}
