import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { writeJson } from './backstage/copyTree';
import { packageFolders, readManifest, root } from './backstage/lines';

// `yarn release:repository <address>`: the one setting of a publisher. It writes where the
// sources are into each published package: `repository`, `homepage` and `bugs` of its
// package.json, and the links of its README, which registries show on pages of their own.

/** Writes that address into the repository at `folder`; again for another address. */
export function setRepository(address: string, folder = root): void {
  const url = address.replace(/(\.git)?\/?$/, '');
  if (!/^https:\/\/[^/\s]+\/\S+$/.test(url)) {
    throw new Error(
      `"${address}" is not the address of a repository, such as https://github.com/acme/sentry-for-backstage.`,
    );
  }
  const repository = { type: 'git', url: `${url}.git` };
  const before = readManifest(folder).repository?.url.replace(/\.git$/, '');
  writeJson(join(folder, 'package.json'), {
    ...readManifest(folder),
    repository,
  });
  for (const packageFolder of packageFolders(folder)) {
    const manifest = readManifest(packageFolder);
    if (!manifest.private) {
      const directory = posixOf(relative(folder, packageFolder));
      writeJson(join(packageFolder, 'package.json'), {
        ...manifest,
        homepage: `${url}/tree/HEAD/${directory}#readme`,
        bugs: `${url}/issues`,
        repository: { ...repository, directory },
      });
      const readme = join(packageFolder, 'README.md');
      const current = readFileSync(readme, 'utf8');
      writeFileSync(readme, absoluteLinks(current, { url, directory, before }));
    }
  }
}

/** Every relative link of a Markdown text; those to its own headings are left out. */
export function relativeLinks(markdown: string): string[] {
  return [...markdown.matchAll(link)]
    .map(([, , target]) => target)
    .filter(isRelative);
}

/** The text with each relative link, and each link below the address `before`, below `url`. */
export function absoluteLinks(
  markdown: string,
  to: { url: string; directory: string; before?: string },
): string {
  const { url, directory, before } = to;
  return markdown.replace(link, (whole, start: string, target: string) => {
    if (isRelative(target)) {
      const path = posix.normalize(`${directory}/${target}`);
      return `${start}${url}/blob/HEAD/${path})`;
    }
    const moved = before && target.startsWith(`${before}/blob/HEAD/`);
    return moved ? `${start}${url}${target.slice(before.length)})` : whole;
  });
}

const link = /(\]\()([^)\s]+)\)/g;

function isRelative(target: string): boolean {
  return !/^(#|[a-z]+:)/.test(target);
}

function posixOf(path: string): string {
  return path.replaceAll('\\', '/');
}

if (require.main === module) {
  setRepository(process.argv[2] ?? '');
}
