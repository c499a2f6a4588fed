import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleSize } from './bundleSize';

const run = promisify(execFile);

/** The community plugin, and the one package that it brings and Backstage does not. */
const incumbent = [
  { name: '@backstage-community/plugin-sentry', version: '1.22.0' },
  { name: 'react-sparklines', version: '1.7.0' },
];

/** The JavaScript that the entity card loads, beside that of the community plugin's. */
export async function cardSizes() {
  const card = await bundleSize({
    entry: 'plugins/sentry/src/components/card/SentryIssuesCard.tsx',
    own: /^backstage-plugin-sentry/,
  });
  return { card, incumbent: await incumbentSize() };
}

/** @returns undefined where it can't be fetched */
async function incumbentSize(): Promise<number | undefined> {
  const directory = await mkdtemp(join(tmpdir(), 'sentry-bench-card-'));
  try {
    for (const { name, version } of incumbent) {
      const { stdout } = await run(
        'npm',
        ['pack', `${name}@${version}`, '--silent'],
        { cwd: directory },
      );
      const target = join(directory, 'node_modules', name);
      await mkdir(target, { recursive: true });
      await run(
        'tar',
        ['-xzf', stdout.trim(), '-C', target, '--strip-components=1'],
        { cwd: directory },
      );
    }
  } catch (error) {
    console.warn('The community plugin can’t be fetched:', String(error));
    await rm(directory, { recursive: true, force: true });
    return undefined;
  }
  try {
    const { bytes } = await bundleSize({
      entry: join(
        directory,
        'node_modules/@backstage-community/plugin-sentry/dist/components/SentryIssuesWidget/SentryIssuesWidget.esm.js',
      ),
      own: /^react-sparklines/,
    });
    return bytes;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
