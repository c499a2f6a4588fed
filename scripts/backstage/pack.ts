import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { run } from './copyTree';
import { packageFolders, readManifest, type Manifest } from './lines';

/** A packed package. */
export interface Tarball {
  file: string;
  /** The folder that it was packed from. */
  folder: string;
  /** As it is published. */
  manifest: Manifest;
}

/** Builds and packs what is published, in a copy of the repository: packing rewrites each package.json. */
export function pack(tree: string): Tarball[] {
  run(tree, 'yarn', ['tsc', '--incremental', 'false']);
  run(tree, 'yarn', ['backstage-cli', 'repo', 'build']);
  return packageFolders(tree)
    .filter(folder => !readManifest(folder).private)
    .map(folder => {
      const { name } = readManifest(folder);
      const file = join(tree, `${name}.tgz`);
      run(tree, 'yarn', ['workspace', name, 'pack', '--out', file]);
      return {
        file,
        folder,
        manifest: JSON.parse(readPacked(file, 'package.json')),
      };
    });
}

/** The text of a file of a tarball. */
export function readPacked(tarball: string, file: string): string {
  return execFileSync('tar', ['-xzOf', tarball, `package/${file}`], {
    encoding: 'utf8',
  });
}
