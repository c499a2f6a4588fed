import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree, inTemporaryFolder } from './backstage/copyTree';
import { backstageLines, readManifest, root } from './backstage/lines';
import { pack, readPacked, type Tarball } from './backstage/pack';
import { faultsOfLicences, type Sbom } from './licences';
import { relativeLinks, setRepository } from './repository';

// `yarn check:packages`: builds and packs each published package, and checks the tarballs as a
// registry gets them: metadata (publint), types (attw), links of the READMEs, licences, known
// advisories. Finds what is unused (knip), and writes an SBOM per package to dist/sbom.

const attw = '@arethetypeswrong/cli@0.18.5';
const cyclonedx = '@cyclonedx/yarn-plugin-cyclonedx@3.4.0';
const knip = 'knip@6.44.2';
/** Stands in for the address that a publisher sets by `yarn release:repository`. */
const exampleRepository = 'https://git.example.com/acme/sentry-for-backstage';
/** What the build of Backstage's CLI makes of every package, and its apps and backends expect. */
const conventions = {
  publint: [
    // Features are default exports of CommonJS: `backend.add(import(…))` unwraps them.
    'CJS_WITH_ESMODULE_DEFAULT_EXPORT',
    // Code for bundlers is ESM in files named `.esm.js`; strict ESM could not import Material UI.
    'FILE_INVALID_FORMAT',
    // `exports["."].backstage` names the kind of feature, which is no path.
    'EXPORTS_VALUE_INVALID',
    // One `types` serves `import` and `require`.
    'TYPES_NOT_EXPORTED',
  ],
  attw: ['cjs-only-exports-default', 'unexpected-module-syntax'],
};
const sbomFolder = join(root, 'dist', 'sbom');

async function main(folder: string): Promise<string[]> {
  const tree = join(folder, 'tree');
  copyTree(tree, Object.keys(backstageLines)[0]);
  const repository = readManifest(root).repository?.url;
  setRepository(repository ?? exampleRepository, tree);
  const tarballs = pack(tree);
  mkdirSync(sbomFolder, { recursive: true });

  const faults: string[] = [];
  const sizes: Record<string, object> = {};
  for (const tarball of tarballs) {
    const { name } = tarball.manifest;
    const sbom = writeSbom(tarball);
    faults.push(
      ...[
        ...(await publintFaults(tarball)),
        ...attwFaults(tarball),
        ...readmeFaults(tarball),
        ...faultsOfLicences(sbom),
      ].map(fault => `${name}: ${fault}`),
    );
    sizes[name] = sizeOf(tarball, sbom);
  }
  faults.push(...knipFaults());
  console.table(sizes);
  console.log(`SBOMs (CycloneDX): ${sbomFolder}`);
  console.log(
    repository
      ? `Repository: ${repository}`
      : 'Repository: not set. Before you publish: yarn release:repository <address>',
  );
  faults.push(...advisories());
  return faults;
}

async function publintFaults(tarball: Tarball): Promise<string[]> {
  const { publint } = await import('publint');
  const { formatMessage } = await import('publint/utils');
  const { buffer } = new Uint8Array(readFileSync(tarball.file));
  const { messages, pkg } = await publint({
    pack: { tarball: buffer },
    level: 'warning',
    strict: true,
  });
  return messages
    .filter(({ code }) => !conventions.publint.includes(code))
    .map(message => `publint: ${formatMessage(message, pkg)}`);
}

function attwFaults({ file }: Tarball): string[] {
  const { ok, output } = capture('npx', [
    '--yes',
    attw,
    file,
    '--format=ascii',
    '--no-color',
    '--ignore-rules',
    ...conventions.attw,
  ]);
  return ok ? [] : [`attw: ${output}`];
}

/** A registry shows the README without the files around it. */
function readmeFaults({ file, manifest }: Tarball): string[] {
  const readme = readPacked(file, 'README.md');
  return [
    ...relativeLinks(readme).map(link => `README.md links to ${link}`),
    ...(manifest.repository?.directory ? [] : ['has no repository']),
  ];
}

function writeSbom({ folder, manifest }: Tarball): Sbom {
  const file = join(sbomFolder, `${manifest.name}.cdx.json`);
  const { ok, output } = capture(
    'yarn',
    ['dlx', '-q', cyclonedx, '--production', '--output-file', file],
    folder,
  );
  if (!ok) {
    throw new Error(`No SBOM of ${manifest.name}: ${output}`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function sizeOf({ file }: Tarball, sbom: Sbom) {
  const { output } = capture('tar', ['-tvzf', file]);
  const files = output.trim().split('\n');
  const unpacked = files.reduce(
    (sum, line) => sum + Number(line.trim().split(/\s+/)[2]),
    0,
  );
  return {
    'packed kB': kilobytes(statSync(file).size),
    'unpacked kB': kilobytes(unpacked),
    files: files.length,
    dependencies: sbom.components.length,
  };
}

/** Of the whole repository: what a package no longer uses, or no longer exports to anything. */
function knipFaults(): string[] {
  const { ok, output } = capture('npx', ['--yes', knip, '--no-progress']);
  return ok ? [] : [`knip:\n${output}`];
}

function advisories(): string[] {
  const { ok, output } = capture('yarn', [
    ...['npm', 'audit', '--all', '--recursive', '--environment=production'],
    ...['--severity=moderate', '--json'],
  ]);
  const found = output.split('\n').filter(line => line.startsWith('{"value":'));
  if (found.length) {
    return found.map(line => `advisory: ${line}`);
  }
  console.log(
    ok
      ? 'Advisories: none of moderate severity or higher.'
      : 'Advisories: not checked, because the registry does not answer `yarn npm audit`.',
  );
  return [];
}

function capture(command: string, args: string[], cwd = root) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { ok: status === 0, output: `${stdout}${status ? stderr : ''}` };
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1000);
}

void inTemporaryFolder(main);
