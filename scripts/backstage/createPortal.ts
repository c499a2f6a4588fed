import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies } from 'semver';
import { install, pinBackstage, run, writeJson } from './copyTree';
import {
  backstageLines,
  packageFolders,
  readManifest,
  root,
  type Manifest,
} from './lines';
import type { Tarball } from './pack';

// Portals as teams have them, and what `yarn add` does to them.

const createApp = '@backstage/create-app@0.9.2';

/** Makes the portal of a team that is on that line, with the lock file of that release. */
export function createPortal(
  portal: string,
  line: string,
  options: string[] = [],
): void {
  mkdirSync(portal);
  const args = ['--yes', createApp, '--skip-install', '--path', portal];
  run(portal, 'npx', [...args, ...options], { BACKSTAGE_APP_NAME: 'portal' });
  const { resolutions } = readManifest(portal);
  change(portal, manifest => ({
    ...manifest,
    resolutions: { ...resolutions, ...pinnedBinaries() },
  }));
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
    resolutions: { ...resolutions, ...pinnedBinaries() },
  }));
  unpin(join(portal, 'yarn.lock'));
  lock(portal);
}

/** Adds packages as `yarn add` would, ours from their tarballs, Backstage's in the portal's release. */
export function addPackages(
  portal: string,
  line: string,
  additions: [string, string[]][],
  tarballs: Tarball[],
): void {
  const files = Object.fromEntries(
    tarballs.map(({ file, manifest }) => [manifest.name, `file:${file}`]),
  );
  // They are on no registry yet, where their dependencies on each other lead.
  change(portal, manifest => ({
    ...manifest,
    resolutions: { ...manifest.resolutions, ...files },
  }));
  for (const [place, names] of additions) {
    const added = names.map(name => [name, files[name] ?? rangeOf(name, line)]);
    change(join(portal, place), manifest => ({
      ...manifest,
      dependencies: { ...Object.fromEntries(added), ...manifest.dependencies },
    }));
  }
}

/** The peers of those packages that the README asks a portal to have itself. */
export function peersOf(
  additions: [string, string[]][],
  tarballs: Tarball[],
): [string, string[]][] {
  return additions.map(([place, names]) => [
    place,
    tarballs
      .filter(({ manifest }) => names.includes(manifest.name))
      .flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {}))
      .filter(name => name.startsWith('@backstage/')),
  ]);
}

/** Brings the lock file up to date, and installs nothing. */
export function lock(portal: string): void {
  install(portal, ['--mode=update-lockfile']);
}

/** Versions that this repository pins as well, for the reasons that CONTRIBUTING.md gives. */
function pinnedBinaries(): Record<string, string> {
  const pinned = Object.entries(readManifest(root).resolutions ?? {});
  return Object.fromEntries(
    pinned.filter(([name]) => !/^@(backstage|types)/.test(name)),
  );
}

function rangeOf(name: string, line: string): string {
  const { devDependencies = {} } = readManifest(root);
  const version = backstageLines[line][name];
  return version ? `^${version}` : devDependencies[name];
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

function change(folder: string, how: (manifest: Manifest) => Manifest): void {
  writeJson(join(folder, 'package.json'), how(readManifest(folder)));
}
