// Runs `npm start` and `npm test` on whatever is there: gets a supported Node and
// Yarn from the npm registry where they are missing, installs what changed, then
// hands over. Uses nothing but Node itself, since nothing else is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [task, ...args] = process.argv.slice(2);
const windows = process.platform === 'win32';

if (task !== 'start' && task !== 'test') {
  console.error('usage: node scripts/bootstrap.mjs start|test');
  process.exit(2);
}

const missing = missingTools();
if (missing.length && process.env.SENTRY_BOOTSTRAPPED) {
  console.error(
    `Could not get ${missing.join(' and ')} from the npm registry.`,
  );
  process.exit(1);
}
process.exitCode = missing.length ? await detour(missing) : await run();

/** Backstage 1.55 supports Node 22 and 24; the lock file is Yarn 4's. */
function missingTools() {
  const yarn = spawnSync('yarn', ['--version'], {
    cwd: root,
    shell: windows,
    encoding: 'utf8',
    // Corepack's yarn would otherwise try to download one.
    env: { ...process.env, COREPACK_ENABLE_NETWORK: '0' },
  });
  return [
    ...(/^v(22|24)\./.test(process.version) ? [] : ['node@24']),
    ...(/^4\./.test(yarn.stdout ?? '') ? [] : ['@yarnpkg/cli-dist@4.13.0']),
  ];
}

function detour(packages) {
  console.log(`Getting ${packages.join(' and ')} from the npm registry …`);
  const env = { ...process.env, SENTRY_BOOTSTRAPPED: '1' };
  // npm hands its own headers' place on, which is the older Node's.
  delete env.npm_config_nodedir;
  return command(
    'npx',
    [
      '--yes',
      ...packages.flatMap(name => ['-p', name]),
      '-c',
      ['node scripts/bootstrap.mjs', task, ...args].join(' '),
    ],
    env,
  );
}

async function run() {
  const stamp = join(root, 'node_modules', '.installed-for');
  const wanted = fingerprint();
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    const code = await command('yarn', ['install']);
    if (code) {
      return code;
    }
    // The install may have brought the lock file up to date.
    writeFileSync(stamp, fingerprint());
  }
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  return command(process.execPath, [
    tsx,
    join('scripts', `${task}.ts`),
    ...args,
  ]);
}

/** Changes whenever an install could bring something else. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const folder of ['packages', 'plugins']) {
    for (const name of readdirSync(join(root, folder)).sort()) {
      files.push(join(folder, name, 'package.json'));
    }
  }
  for (const file of files.filter(name => existsSync(join(root, name)))) {
    hash.update(file).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** Runs a command to its end and passes on what ends it, both ways. */
function command(name, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const shell = windows && name !== process.execPath;
    const child = spawn(name, args, {
      cwd: root,
      env,
      shell,
      stdio: 'inherit',
    });
    const forward = signal => child.kill(signal);
    // A terminal sends SIGINT to the whole group; waiting lets the child clean up.
    const wait = () => {};
    process.on('SIGINT', wait).on('SIGTERM', forward).on('SIGHUP', forward);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process
        .off('SIGINT', wait)
        .off('SIGTERM', forward)
        .off('SIGHUP', forward);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}
