import { readFileSync } from 'node:fs';
import { join } from 'node:path';
// What is tested is the repository, as portals get to know it.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  doubledPackages,
  faultsOfRanges,
  packageFolders,
  readManifest,
  root,
  type Manifest,
} from '../../../scripts/backstage/lines';

const manifests = packageFolders().map(readManifest);
const published = manifests.filter(manifest => !manifest.private);

it('has one copy of each package of Backstage in the lock file', () => {
  const lockFile = readFileSync(join(root, 'yarn.lock'), 'utf8');
  expect(doubledPackages(lockFile)).toEqual([]);

  const second = '"@backstage/ui@npm:^0.1.0":\n  version: 0.1.0\n';
  expect(doubledPackages(lockFile + second)).toEqual([
    expect.stringMatching(/^@backstage\/ui: 0\.1\.0, /),
  ]);
});

it('publishes ranges that portals of each line of Backstage satisfy', () => {
  expect(published.length).toBeGreaterThan(0);
  expect(published.flatMap(faultsOfRanges)).toEqual([]);
});

it.each<[string, Manifest]>([
  [
    'excludes the newer line',
    { name: 'a', peerDependencies: { '@backstage/ui': '^0.18.0' } },
  ],
  [
    'excludes the older line',
    { name: 'a', dependencies: { '@backstage/errors': '^1.4.0' } },
  ],
  [
    'makes Yarn install a second copy',
    { name: 'a', dependencies: { '@backstage/ui': '^0.18.0 || ^0.20.0' } },
  ],
  [
    'names a package of neither line',
    { name: 'a', dependencies: { '@backstage/unheard-of': '^1.0.0' } },
  ],
])('finds a range that %s', (_, manifest) => {
  expect(faultsOfRanges(manifest)).not.toEqual([]);
});

it('publishes nothing that needs a private package', () => {
  const own = manifests.filter(manifest => manifest.private);
  const privateNames = own.map(manifest => manifest.name);
  expect(privateNames).toContain('backend');
  const needed = published.flatMap(manifest =>
    Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }),
  );
  expect(needed.filter(name => privateNames.includes(name))).toEqual([]);
});
