import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies } from 'semver';
import {
  copyTree,
  inTemporaryFolder,
  install,
  pinBackstage,
  run,
  writeJson,
} from './copyTree';
import {
  backstageLines,
  doubledPackages,
  faultsOfRanges,
  packageFolders,
  readManifest,
  type Manifest,
} from './lines';
import { pack, type Tarball } from './pack';

// `yarn test:install`: packs the packages as they are published and adds them to a
// portal made by create-app, on each line of Backstage. It must keep one copy of
// each of Backstage's packages.

const createApp = '@backstage/create-app@0.9.2';
/**
 * Where the README says that each package is added. Those for Tech Insights and Scorecard are
 * left out: the packages of these are of older releases, and bring copies of their own.
 */
const added = {
  app: ['backstage-plugin-sentry'],
  backend: [
    'backstage-plugin-sentry-backend',
    'backstage-plugin-auth-backend-module-sentry-provider',
    'backstage-plugin-catalog-backend-module-sentry',
    'backstage-plugin-events-backend-module-sentry',
    'backstage-plugin-scaffolder-backend-module-sentry',
    'backstage-plugin-search-backend-module-sentry',
  ],
};

inTemporaryFolder(folder => {
  const tree = join(folder, 'tree');
  copyTree(tree, Object.keys(backstageLines)[0]);
  const tarballs = pack(tree);
  const faults = faultsOfManifests(tarballs);
  for (const line of Object.keys(backstageLines)) {
    const portal = join(folder, line);
    createPortal(portal, line);
    addPackages(portal, tarballs);
    faults.push(...doubled(portal, line, 'without its peers'));
    addPeers(portal, line, tarballs);
    faults.push(...doubled(portal, line, 'with its peers'));
  }
  if (faults.length) {
    throw new Error(faults.join('\n'));
  }
  console.log('\nEach portal has one copy of each package of Backstage.');
}).catch(error => {
  console.error(String(error));
  process.exitCode = 1;
});

function faultsOfManifests(tarballs: Tarball[]): string[] {
  const privateNames = packageFolders()
    .map(readManifest)
    .filter(manifest => manifest.private)
    .map(manifest => manifest.name);
  return tarballs.flatMap(({ manifest }) => {
    const named = Object.keys({
      ...manifest.dependencies,
      ...manifest.peerDependencies,
      ...manifest.optionalDependencies,
      ...manifest.devDependencies,
    }).filter(name => privateNames.includes(name));
    return [
      ...faultsOfRanges(manifest),
      ...named.map(name => `${manifest.name} names the private ${name}`),
    ];
  });
}

/** Makes the portal of a team that is on that line, with the lock file of that release. */
function createPortal(portal: string, line: string): void {
  mkdirSync(portal);
  run(portal, 'npx', ['--yes', createApp, '--skip-install', '--path', portal], {
    BACKSTAGE_APP_NAME: 'portal',
  });
  const manifest = readManifest(portal);
  // create-app has a seed of the lock file, if any, from the newest release.
  rmSync(join(portal, 'yarn.lock'), { force: true });
  writeFileSync(join(portal, 'yarn.lock'), '');
  for (const folder of [portal, ...packageFolders(portal)]) {
    change(folder, current => raise(current, line));
  }
  pinBackstage(portal, line);
  lock(portal);
  change(portal, current => ({
    ...current,
    resolutions: manifest.resolutions,
  }));
  unpin(join(portal, 'yarn.lock'));
  lock(portal);
}

function raise(manifest: Manifest, line: string): Manifest {
  const raised = (ranges: Record<string, string> = {}) =>
    Object.fromEntries(
      Object.entries(ranges).map(([name, range]) => {
        const version = backstageLines[line][name];
        return [name, version ? `^${version}` : range];
      }),
    );
  return {
    ...manifest,
    dependencies: raised(manifest.dependencies),
    devDependencies: raised(manifest.devDependencies),
  };
}

/** Gives each pinned version the ranges that it was pinned for, as if Yarn had found it by them. */
function unpin(file: string): void {
  const pinned = readFileSync(file, 'utf8');
  const ranges = [...pinned.matchAll(/^ {4}"(@backstage\/.+)": "npm:(.+)"$/gm)];
  const entry = /^"(@backstage\/[^@]+)@npm:(\d[^"^]*)":$/gm;
  const free = pinned.replace(entry, (_, name: string, version: string) => {
    const fitting = ranges
      .filter(([, of, range]) => of === name && satisfies(version, range))
      .map(([, , range]) => `${name}@npm:${range}`);
    return `"${[...new Set(fitting)].sort().join(', ')}":`;
  });
  writeFileSync(file, free);
}

function addPackages(portal: string, tarballs: Tarball[]): void {
  const places = Object.fromEntries(
    tarballs.map(({ file, manifest }) => [manifest.name, `file:${file}`]),
  );
  // They are on no registry yet, where their dependencies on each other lead.
  change(portal, manifest => ({
    ...manifest,
    resolutions: { ...manifest.resolutions, ...places },
  }));
  for (const [folder, names] of Object.entries(added)) {
    change(join(portal, 'packages', folder), manifest => ({
      ...manifest,
      dependencies: {
        ...manifest.dependencies,
        ...Object.fromEntries(names.map(name => [name, places[name]])),
      },
    }));
  }
  lock(portal);
}

/** Adds what the README says a portal must have itself. */
function addPeers(portal: string, line: string, tarballs: Tarball[]): void {
  for (const [folder, names] of Object.entries(added)) {
    const peers = tarballs
      .filter(({ manifest }) => names.includes(manifest.name))
      .flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}))
      .filter(name => name.startsWith('@backstage/'))
      .map(name => [name, `^${backstageLines[line][name]}`]);
    change(join(portal, 'packages', folder), manifest => ({
      ...manifest,
      dependencies: { ...Object.fromEntries(peers), ...manifest.dependencies },
    }));
  }
  lock(portal);
}

function doubled(portal: string, line: string, how: string): string[] {
  const lockFile = readFileSync(join(portal, 'yarn.lock'), 'utf8');
  return doubledPackages(lockFile).map(
    packages => `Portal of Backstage ${line} ${how}: ${packages}`,
  );
}

function lock(portal: string): void {
  install(portal, ['--mode=update-lockfile']);
}

function change(folder: string, how: (manifest: Manifest) => Manifest): void {
  writeJson(join(folder, 'package.json'), how(readManifest(folder)));
}
