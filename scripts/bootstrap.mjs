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
const node = missing.length ? getTools(missing) : process.execPath;
process.exitCode = await run();

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

/** Puts the packages' commands first on PATH; returns the Node that is there then. */
function getTools(packages) {
  console.log(`Getting ${packages.join(' and ')} from the npm registry …`);
  const answer = spawnSync(
    'npx',
    [
      '--yes',
      ...packages.flatMap(name => ['-p', name]),
      '-c',
      'node -p "JSON.stringify([process.execPath, process.env.PATH])"',
    ],
    { cwd: root, shell: windows, encoding: 'utf8' },
  );
  if (answer.status !== 0) {
    console.error(answer.stderr);
    console.error(`Could not get ${packages.join(' and ')}.`);
    process.exit(1);
  }
  const [found, path] = JSON.parse(answer.stdout.trim().split('\n').at(-1));
  process.env.PATH = path;
  // npm hands its own headers' place on, which is the older Node's.
  delete process.env.npm_config_nodedir;
  return found;
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
  return command(node, [tsx, join('scripts', `${task}.ts`), ...args]);
}

/** Changes whenever an install could bring something else. */
function fingerprint() {
  const hash = createHash('sha256').update(process.platform + process.arch);
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
function command(name, args) {
  return new Promise((resolve, reject) => {
    const shell = windows && name !== node;
    const child = spawn(name, args, { cwd: root, shell, stdio: 'inherit' });
    const forward = signal => child.kill(signal);
    // A terminal sends SIGINT to the whole group; waiting lets the child clean up.
    const wait = () => {};
    process.on('SIGINT', wait).on('SIGTERM', forward).on('SIGHUP', forward);
    // npm that is told to end ends its shell, which passes nothing on.
    const parent = process.ppid;
    const orphaned = setInterval(() => {
      if (process.ppid !== parent) {
        forward('SIGTERM');
      }
    }, 500);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(orphaned);
      process.off('SIGINT', wait);
      process.off('SIGTERM', forward).off('SIGHUP', forward);
      resolve(signal ? 1 : (code ?? 1));
    });
  });
}
