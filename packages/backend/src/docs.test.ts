import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { sentryProblemStatus } from 'backstage-plugin-sentry-common';
import { parse } from 'yaml';
// What is tested is the repository's documentation.
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { root } from '../../../scripts/backstage/lines';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { configReference } from '../../../scripts/configReference';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports
import { openApi } from '../../../scripts/openapi';

it('has an up-to-date reference of the configuration: else run `yarn docs:config`', async () => {
  const { current, expected } = await configReference();
  expect(current).toBe(expected);
});

it('has up-to-date schemas in the OpenAPI document: else run `yarn docs:openapi`', () => {
  const { current, expected } = openApi();
  expect(parse(current)).toEqual(parse(expected));
});

it('shows every page of the documentation in the portal, and no other', () => {
  const { nav } = parse(readFileSync(join(root, 'mkdocs.yml'), 'utf8'));
  const pages = JSON.stringify(nav).match(/[\w-]+\.md/g);
  const files = readdirSync(join(root, 'docs'));
  expect(pages?.sort()).toEqual(files.filter(isMarkdown).sort());
});

it('leads from a page of the documentation to others alone: a portal has nothing else', () => {
  const pages = readdirSync(join(root, 'docs')).filter(isMarkdown);
  const leaving = pages.flatMap(page =>
    linksOf(`docs/${page}`)
      .filter(link => link.startsWith('..'))
      .map(link => `${page}: ${link}`),
  );
  expect(leaving).toEqual([]);
});

it('has the cause and the fix of every problem', () => {
  const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
  const row = /^\| `([A-Z_]+)` +\| (\d{3}) +\| \S[^|]+ \| \S[^|]+ \|$/gm;
  const rows = [...page.matchAll(row)].map(
    ([, code, status]): [string, number] => [code, Number(status)],
  );
  expect(Object.fromEntries(rows)).toEqual(sentryProblemStatus);
});

it('has no broken links between its files', () => {
  const files = execFileSync('git', ['ls-files', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  });
  const broken = files
    .trim()
    .split('\n')
    .filter(file => existsSync(join(root, file)))
    .flatMap(file =>
      linksOf(file)
        .filter(link => !leadsSomewhere(link, file))
        .map(link => `${file}: ${link}`),
    );
  expect(broken).toEqual([]);
});

it('names tests of attacks that there are', () => {
  const page = readFileSync(join(root, 'docs/security.md'), 'utf8');
  const tests = page.match(/(?<=`)(?:plugins|packages)\/[^`]+(?=`)/g) ?? [];
  expect(tests.length).toBeGreaterThan(20);
  expect(tests.filter(file => !existsSync(join(root, file)))).toEqual([]);
});

function isMarkdown(file: string): boolean {
  return file.endsWith('.md');
}

function proseOf(file: string): string {
  return readFileSync(join(root, file), 'utf8').replace(/```[^]*?```/g, '');
}

function linksOf(file: string): string[] {
  return [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link]) => link)
    .filter(link => !/^https?:/.test(link));
}

function leadsSomewhere(link: string, from: string): boolean {
  const [path, anchor] = link.split('#', 2);
  const file = path ? normalize(join(dirname(from), path)) : from;
  return (
    existsSync(join(root, file)) &&
    (!anchor || !file.endsWith('.md') || anchorsOf(file).includes(anchor))
  );
}

/** Those of headings for which GitHub and MkDocs make the same. */
function anchorsOf(file: string): string[] {
  return [...proseOf(file).matchAll(/^#+ (.+)$/gm)]
    .map(([, heading]) => heading.toLowerCase().replace(/[^\w\- ]/g, ''))
    .filter(words => !/[- ]{2}|^[- ]|[- ]$/.test(words))
    .map(words => words.replaceAll(' ', '-'));
}
