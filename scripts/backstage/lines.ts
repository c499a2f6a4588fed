import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies } from 'semver';
import lines from './lines.json';

// The releases of Backstage that one build serves, and what keeps a portal of
// either at one copy of each of Backstage's packages.

export const root = join(__dirname, '..', '..');

/** The releases, oldest first, and which version of each package belongs to them. */
export const backstageLines: Record<string, Record<string, string>> = lines;

/** What counts of a package.json here. */
export interface Manifest {
  name: string;
  private?: boolean;
  backstage?: { role: string };
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  resolutions?: Record<string, string>;
  repository?: { type: string; url: string; directory?: string };
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** The folders of all packages of the repository at `folder`. */
export function packageFolders(folder = root): string[] {
  return ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(folder, parent), { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(entry => join(folder, parent, entry.name)),
  );
}

/** Each package of Backstage that a lock file holds more than once, with its versions. */
export function doubledPackages(lockFile: string): string[] {
  const versions = new Map<string, Set<string>>();
  const entry = /^"(@backstage\/[^@]+)@.*:\n {2}version: (\S+)$/gm;
  for (const [, name, version] of lockFile.matchAll(entry)) {
    versions.set(name, (versions.get(name) ?? new Set()).add(version));
  }
  return [...versions]
    .filter(([, found]) => found.size > 1)
    .map(([name, found]) => `${name}: ${[...found].sort().join(', ')}`);
}

/** What keeps a published package from portals of one of the lines; empty where nothing does. */
export function faultsOfRanges(manifest: Manifest): string[] {
  const { name, dependencies = {}, peerDependencies = {} } = manifest;
  const ranges = Object.entries({ ...dependencies, ...peerDependencies });
  const excluded = ranges
    .filter(([dependency]) => dependency.startsWith('@backstage/'))
    .flatMap(([dependency, range]) =>
      Object.entries(backstageLines)
        .filter(([, versions]) => !satisfies(versions[dependency], range))
        .map(
          ([line, versions]) =>
            `${name}: ${dependency} ${range} excludes ${versions[dependency]} of Backstage ${line}`,
        ),
    );
  // Yarn gives a dependency the highest version that fits, whatever the portal has.
  const several = Object.entries(dependencies)
    .filter(([, range]) => range.includes('||'))
    .map(
      ([dependency, range]) =>
        `${name}: ${dependency} ${range} has to be a peer, so that the portal's own copy serves it`,
    );
  return [...excluded, ...several];
}
