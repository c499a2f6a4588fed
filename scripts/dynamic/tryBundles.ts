import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../backstage/copyTree';
import { packageFolders, readManifest, root } from '../backstage/lines';
import { startBuiltPortal } from '../builtPortal';
import { startDemo } from '../demo';

// The second half of `yarn test:dynamic`, in the copy of the repository that it prepared.

const ports = { portal: 7467, emulator: 7468 };
const url = `http://localhost:${ports.portal}`;
const remotesPath = '/.backstage/dynamic-features/remotes';
// Within the repository, whose packages stand in for those of the portal: bundles leave out peers.
const bundles = join(root, 'dynamic-plugins');

async function main(): Promise<void> {
  const bundled = bundle();
  const demo = await startDemo({ port: ports.emulator, backendUrl: url });
  const logFile = join(mkdtempSync(join(tmpdir(), 'sentry-dynamic-')), 'log');
  const log = openSync(logFile, 'w');
  const portal = startBuiltPortal({
    port: ports.portal,
    sentry: {
      configs: demo.configs,
      env: {
        ...demo.env,
        APP_CONFIG_dynamicPlugins_rootDirectory: JSON.stringify(bundles),
      },
    },
    entry: join('scripts', 'dynamic', 'backend.ts'),
    paths: [remotesPath],
    stdio: ['ignore', log, log],
  });
  const output = () => readFileSync(logFile, 'utf8');
  try {
    await portal.ready;
    const remotes: { packageName: string; remoteInfo: { entry: string } }[] =
      await (await fetch(`${url}${remotesPath}`)).json();
    const served = remotes.map(async ({ packageName, remoteInfo }) =>
      (await fetch(remoteInfo.entry)).ok ? packageName : undefined,
    );
    const remoteNames = await Promise.all(served);
    for (const { name, row } of bundled) {
      row.loaded =
        remoteNames.includes(name) ||
        output().includes(`loaded dynamic backend plugin '${name}'`);
    }
    console.table(
      Object.fromEntries(bundled.map(({ name, row }) => [name, row])),
    );
    if (bundled.some(({ row }) => !row.loaded)) {
      throw new Error('Not every bundle was loaded.');
    }
  } catch (error) {
    console.error(output().slice(-8_000));
    throw error;
  } finally {
    await portal.stop();
    await demo.emulator.close();
  }
}

/** Bundles every plugin and module; libraries are embedded in these. */
function bundle() {
  return packageFolders()
    .filter(folder => !readManifest(folder).private)
    .filter(folder => /plugin/.test(readManifest(folder).backstage?.role ?? ''))
    .map(folder => {
      const { name, backstage } = readManifest(folder);
      const isFrontend = backstage?.role.startsWith('frontend');
      const started = Date.now();
      run(
        folder,
        'yarn',
        [
          ...['backstage-cli', 'package', 'bundle'],
          ...['--output-destination', bundles],
          // The others are built already.
          ...(isFrontend ? [] : ['--no-build']),
        ],
        // The command takes a setting from Yarn's output, colours included.
        { YARN_ENABLE_COLORS: 'false', FORCE_COLOR: '0' },
      );
      const seconds = Math.round((Date.now() - started) / 1000);
      const row = {
        MB: megabytes(join(bundles, name)),
        seconds,
        loaded: false,
      };
      return { name, row };
    });
}

function megabytes(folder: string): number {
  const { stdout } = spawnSync('du', ['-sm', folder], { encoding: 'utf8' });
  return Number(stdout.split('\t')[0]);
}

main().catch(error => {
  console.error(String(error));
  process.exitCode = 1;
});
