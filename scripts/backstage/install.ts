import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  captureWithSdk,
  demoToken,
  startEmulator,
} from 'backstage-plugin-sentry-emulator';
import { findChrome } from '../chrome';
import { copyTree, inTemporaryFolder, install } from './copyTree';
import { addPackages, createPortal, lock, peersOf } from './createPortal';
import {
  backstageLines,
  doubledPackages,
  faultsOfRanges,
  packageFolders,
  readManifest,
} from './lines';
import { pack, type Tarball } from './pack';
import { blocksOf, follow, installation } from './readme';
import {
  componentUrl,
  expectProblem,
  lookAround,
  startApp,
  startBackend,
  withPage,
} from './runPortal';

// `yarn test:install`: packs the packages as they are published, makes portals with create-app,
// does what the README says, and looks at the result in a browser. `yarn test:install old` makes
// only portals whose name has that word.

const [oldest, newest] = Object.keys(backstageLines);

interface Portal {
  name: string;
  line: string;
  system: 'new' | 'old';
}

const portals: Portal[] = [
  { name: 'new frontend system', line: oldest, system: 'new' },
  { name: 'old frontend system', line: oldest, system: 'old' },
  { name: 'raised to the newest', line: newest, system: 'new' },
];

/**
 * The modules that any portal can add by their own READMEs. Those for Tech Insights and Scorecard
 * are left out: the packages of these are of older releases, and bring copies of their own.
 */
const modules = [
  'auth-backend-module-sentry-provider',
  'catalog-backend-module-sentry',
  'events-backend-module-sentry',
  'scaffolder-backend-module-sentry',
  'search-backend-module-sentry',
];

async function main(folder: string): Promise<string[]> {
  if (!findChrome()) {
    throw new Error('Chrome or Chromium is missing, which opens the pages.');
  }
  const tree = join(folder, 'tree');
  copyTree(tree, oldest);
  const tarballs = pack(tree);
  const faults = tarballs.flatMap(({ manifest }) => faultsOfRanges(manifest));
  const privateNames = packageFolders()
    .map(readManifest)
    .filter(manifest => manifest.private)
    .map(({ name }) => name);
  for (const { manifest } of tarballs) {
    const named = Object.keys({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
      ...manifest.devDependencies,
    }).filter(name => privateNames.includes(name));
    faults.push(...named.map(name => `${manifest.name} names ${name}`));
  }

  const rows: Record<string, object> = {};
  const chosen = portals.filter(({ name }) =>
    name.includes(process.argv[2] ?? ''),
  );
  for (const portal of chosen) {
    const title = `${portal.line}, ${portal.name}`;
    console.log(`\n##### ${title}`);
    const place = join(folder, `portal-${Object.keys(rows).length}`);
    try {
      rows[title] = await tryPortal(place, portal, tarballs);
    } catch (error) {
      faults.push(`${title}: ${error}`);
    }
  }
  console.table(rows);
  return faults;
}

/** Follows the README in a new portal of that kind, and opens its pages. */
async function tryPortal(
  folder: string,
  { line, system }: Portal,
  tarballs: Tarball[],
) {
  createPortal(folder, line, system === 'old' ? ['--legacy'] : []);
  const installed = await seconds(() => install(folder));
  const before = packagesOf(folder);

  const additions = follow(folder, installation(system));
  addPackages(folder, line, additions, tarballs);
  const added = await seconds(() => install(folder));
  const after = packagesOf(folder);
  expectOneCopy(folder);

  const pages = await openPages(folder);

  const all = modules.flatMap(module =>
    follow(folder, blocksOf(`plugins/${module}/README.md`)),
  );
  addPackages(folder, line, all, tarballs);
  lock(folder);
  expectOneCopy(folder);
  const peers = peersOf([...additions, ...all], tarballs);
  addPackages(folder, line, peers, tarballs);
  lock(folder);
  expectOneCopy(folder);
  return {
    'packages before': before,
    'packages added': after - before,
    'install s': installed,
    'add s': added,
    ...pages,
  };
}

async function openPages(folder: string) {
  const emulator = await startEmulator({ port: 0 });
  await captureWithSdk({
    dsn: emulator.dsn('acme', 'shop-web'),
    events: [{ type: 'OutOfStockError', value: 'No umbrellas left' }],
  });
  const sentry = {
    SENTRY_TOKEN: demoToken('default'),
    APP_CONFIG_sentry_baseUrl: JSON.stringify(emulator.url),
  };
  const app = startApp(folder);
  let backend = startBackend(folder, sentry);
  const restart = async (env: Record<string, string>) => {
    await backend.group.stop();
    backend = startBackend(folder, env);
  };
  try {
    const ready = await seconds(() => Promise.all([app.ready, backend.ready]));
    const looked = await seconds(() => withPage(componentUrl, lookAround));

    await restart({ ...sentry, SENTRY_TOKEN: '' });
    await backend.ready;
    await withPage(componentUrl, page =>
      expectProblem(page, 'Sentry is not configured'),
    );

    const misspelt = {
      ...sentry,
      APP_CONFIG_sentry_baseURL: '"https://a.example"',
    };
    await restart(misspelt);
    await backend.printed('Did you mean `baseUrl`?');

    const exempt =
      'APP_CONFIG_backend_startup_plugins_sentry_onPluginBootFailure';
    await restart({ ...misspelt, [exempt]: '"continue"' });
    await backend.ready;
    await withPage(componentUrl, page =>
      expectProblem(page, 'The Sentry backend did not start'),
    );
    return {
      'ready s': ready,
      'card, tab, issue s': looked,
      'bad starts': 'explained',
    };
  } catch (error) {
    console.error(app.output().slice(-3000), backend.output().slice(-3000));
    throw error;
  } finally {
    await Promise.all([app.group.stop(), backend.group.stop()]);
    await emulator.close();
  }
}

function expectOneCopy(folder: string): void {
  const lockFile = readFileSync(join(folder, 'yarn.lock'), 'utf8');
  const doubled = doubledPackages(lockFile);
  if (doubled.length) {
    throw new Error(`has several copies of ${doubled.join('; ')}`);
  }
}

/** How many packages a portal's lock file has. */
function packagesOf(folder: string): number {
  const lockFile = readFileSync(join(folder, 'yarn.lock'), 'utf8');
  return [
    ...lockFile.matchAll(
      /^ {2}resolution: .*@npm:|^ {2}resolution: .*@file:/gm,
    ),
  ].length;
}

async function seconds(act: () => unknown): Promise<number> {
  const started = Date.now();
  await act();
  return Math.round((Date.now() - started) / 100) / 10;
}

void inTemporaryFolder(main);
