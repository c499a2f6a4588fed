import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backstageLines, readManifest, root } from './lines';

/**
 * Runs a command in an empty folder that is gone afterwards. It fails where it throws, or finds
 * faults, which are printed.
 */
export async function inTemporaryFolder(
  command: (folder: string) => void | Promise<string[]>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sentry-for-backstage-'));
  try {
    const faults = await command(folder);
    if (faults) {
      console.log(faults.length ? faults.join('\n') : 'No faults.');
      process.exitCode = faults.length ? 1 : 0;
    }
  } catch (error) {
    console.error(String(error));
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Copies the repository as it is, without what git ignores, and installs it with
 * every package of Backstage at that line's version.
 */
export function copyTree(folder: string, line: string): void {
  const files = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  for (const file of files.split('\0')) {
    if (file && existsSync(join(root, file))) {
      cpSync(join(root, file), join(folder, file));
    }
  }
  pinBackstage(folder, line);
  install(folder);
}

/** Makes Yarn install that line's version of each package of Backstage, whatever asks for it. */
export function pinBackstage(folder: string, line: string): void {
  const manifest = readManifest(folder);
  const versions = backstageLines[line];
  writeJson(join(folder, 'package.json'), {
    ...manifest,
    resolutions: { ...manifest.resolutions, ...versions },
  });
  writeJson(join(folder, 'backstage.json'), { version: line });
}

export function install(folder: string, args: string[] = []): void {
  run(folder, 'yarn', ['install', ...args], {
    // CI would refuse the lock file's change.
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_NM_MODE: 'hardlinks-global',
    // Native packages ship their binaries.
    YARN_ENABLE_SCRIPTS: 'false',
  });
}

/** @throws Error if the command ends with another code than 0 */
export function run(
  folder: string,
  command: string,
  args: string[],
  env: Record<string, string> = {},
): void {
  console.log(`\n=== ${[command, ...args].join(' ')}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  console.log(`=== ${((Date.now() - started) / 1000).toFixed(1)} s`);
  if (status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed`);
  }
}

export function writeJson(file: string, content: object): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
