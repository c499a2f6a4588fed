import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
// What is tested is the repository, as registries get to know it.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import {
  packageFolders,
  readManifest,
  root,
} from '../../../scripts/backstage/lines';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { installation } from '../../../scripts/backstage/readme';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { faultsOfLicences } from '../../../scripts/licences';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { absoluteLinks, relativeLinks } from '../../../scripts/repository';

const folders = packageFolders().filter(
  folder => !readManifest(folder).private,
);
const url = 'https://git.example.com/acme/portal';

it.each(folders.map(folder => [relative(root, folder), folder]))(
  '%s has the metadata of a registry page',
  (directory, folder) => {
    const manifest = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/.{20}/),
      license: 'Apache-2.0',
      keywords: expect.arrayContaining(['sentry']),
      publishConfig: { access: 'public' },
      files: expect.arrayContaining(['dist']),
      backstage: { role: expect.any(String) },
    });
    const licence = readFileSync(join(folder, 'LICENSE'), 'utf8');
    expect(licence).toBe(readFileSync(join(root, 'LICENSE'), 'utf8'));

    const readme = readFileSync(join(folder, 'README.md'), 'utf8');
    const onRegistry = absoluteLinks(readme, { url, directory });
    expect(relativeLinks(onRegistry)).toEqual([]);
  },
);

it.each(['new', 'old'] as const)(
  'has the installation for the %s frontend system where `yarn test:install` finds it',
  system => {
    const commands = installation(system).filter(
      ({ language }) => language === 'sh',
    );
    expect(commands.map(({ text }) => text).join('')).toContain(
      'yarn --cwd packages/app add backstage-plugin-sentry\n',
    );
  },
);

it('links to the repository from a README', () => {
  const links = (markdown: string, before?: string) =>
    absoluteLinks(markdown, { url, directory: 'plugins/sentry', before });

  expect(links('[a](../../docs/a.md#b), [c](#c), [d](https://d.example)')).toBe(
    `[a](${url}/blob/HEAD/docs/a.md#b), [c](#c), [d](https://d.example)`,
  );
  const old = 'https://old.example/portal';
  expect(links(`[a](${old}/blob/HEAD/docs/a.md), [d](${old}/wiki)`, old)).toBe(
    `[a](${url}/blob/HEAD/docs/a.md), [d](${old}/wiki)`,
  );
});

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['GPL-3.0-only', false],
  ['MIT AND GPL-3.0-only', false],
  [undefined, false],
])('judges the licence %s', (expression, allowed) => {
  const licenses = expression ? [{ expression }] : undefined;
  const faults = faultsOfLicences({
    components: [{ name: 'a', version: '1.0.0', licenses }],
  });
  expect(faults).toHaveLength(allowed ? 0 : 1);
});
