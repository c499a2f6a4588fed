import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The community plugin, and the one package that it brings and Backstage does not. */
const packages = [
  { name: '@backstage-community/plugin-sentry', version: '1.22.0' },
  { name: 'react-sparklines', version: '1.7.0' },
];

/**
 * Puts the community plugin into the `node_modules` of a folder.
 *
 * @returns whether it could be fetched
 */
export async function fetchIncumbent(folder: string): Promise<boolean> {
  try {
    for (const { name, version } of packages) {
      const target = join(folder, 'node_modules', name);
      await mkdir(target, { recursive: true });
      const { stdout } = await run(
        'npm',
        ['pack', `${name}@${version}`, '--silent'],
        { cwd: folder },
      );
      await run(
        'tar',
        ['-xzf', stdout.trim(), '-C', target, '--strip-components=1'],
        { cwd: folder },
      );
    }
    return true;
  } catch (error) {
    console.warn('The community plugin can’t be fetched:', String(error));
    return false;
  }
}
