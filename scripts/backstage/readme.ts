import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { type Block, fencedBlocks } from '../fencedBlocks';
import { root } from './lines';

// Does to a portal what blocks of a README say, as its reader would: a block with shell commands
// adds packages, any other begins with the file that it changes (`// packages/app/src/App.tsx`).

/** The blocks of a file of this repository, below that heading alone if one is given. */
export function blocksOf(file: string, heading?: string): Block[] {
  const markdown = readFileSync(join(root, file), 'utf8');
  const [from, to] = heading
    ? sectionOf(markdown, heading)
    : [0, markdown.length];
  const blocks = fencedBlocks(markdown).filter(
    ({ index }) => index >= from && index < to,
  );
  if (!blocks.length) {
    throw new Error(`${file} has no blocks below ${heading ?? 'any heading'}`);
  }
  return blocks;
}

/** What the owner of a portal of either frontend system follows. */
export function installation(system: 'new' | 'old'): Block[] {
  const inFiveMinutes = blocksOf('README.md', '## Install it in five minutes');
  return system === 'new'
    ? inFiveMinutes
    : [
        ...inFiveMinutes,
        ...blocksOf('docs/getting-started.md', '### Old frontend system'),
      ];
}

function sectionOf(markdown: string, heading: string): [number, number] {
  const from = markdown.indexOf(`\n${heading}\n`) + 1;
  const level = heading.indexOf(' ');
  // Comments of shell and YAML blocks look like headings of the first level.
  const next = new RegExp(`^#{2,${Math.max(level, 2)}} `, 'gm');
  next.lastIndex = from + heading.length;
  return [from, from ? (next.exec(markdown)?.index ?? markdown.length) : 0];
}

/**
 * Follows the blocks in the portal at `folder`.
 *
 * @returns what `yarn add` should add: package by package of the portal
 * @throws Error that shows a block, or a part of it, which has no place in the portal
 */
export function follow(folder: string, blocks: Block[]): [string, string[]][] {
  return blocks.flatMap(({ language, text }) => {
    if (language === 'sh') {
      return text.trim().split('\n').map(addition);
    }
    for (const [file, part] of partsOf(text)) {
      if (language === 'yaml') {
        changeYaml(folder, file, part);
      } else {
        changeCode(join(folder, file), part);
      }
    }
    return [];
  });
}

function addition(line: string): [string, string[]] {
  const [, place, names] = /^yarn --cwd (\S+) add (.+)$/.exec(line) ?? [];
  if (!place) {
    throw new Error(`The README says to run: ${line}`);
  }
  return [place, names.split(' ')];
}

/** What a block says of each file: a block may be of several. */
function partsOf(text: string): [string, string][] {
  const parts = text.split(/^(?:\/\/|#) (\S+\.(?:tsx?|yaml))$/m);
  if (parts.length < 3 || parts[0].trim()) {
    throw new Error(`The README does not name the file of:\n${text}`);
  }
  const files = parts.filter((_, index) => index % 2 === 1);
  return files.map((file, index) => [file, parts[2 * index + 2].trim()]);
}

function changeYaml(folder: string, file: string, part: string): void {
  if (file === 'catalog-info.yaml') {
    // The component that create-app makes stands for one of the reader's own.
    const path = join(folder, 'examples', 'entities.yaml');
    const entities = parseAllDocuments(readFileSync(path, 'utf8'));
    const merged = entities
      .map(document => document.toJS())
      .map(entity =>
        entity.metadata.name === 'example-website'
          ? merge(entity, parse(part))
          : entity,
      );
    writeFileSync(path, merged.map(entity => stringify(entity)).join('---\n'));
    return;
  }
  const path = join(folder, file);
  const merged = merge(parse(readFileSync(path, 'utf8')), parse(part));
  writeFileSync(path, stringify(merged));
}

type Yaml = Record<string, unknown>;

function merge(into: Yaml, from: Yaml): Yaml {
  const isObject = (value: unknown): value is Yaml =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const merged = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const current = merged[key];
    merged[key] =
      isObject(value) && isObject(current) ? merge(current, value) : value;
  }
  return merged;
}

/** Where code goes that is neither an import nor there already: its start, and what it goes before or after. */
const places: { starts: string; before?: string; after?: RegExp }[] = [
  { starts: 'backend.add(', before: 'backend.start();' },
  { starts: '<Route ', before: '</FlatRoutes>' },
  { starts: '<SidebarItem ', before: '{/* End global nav */}' },
  {
    starts: '<EntitySwitch>',
    after:
      /const overviewContent = \(\s*<Grid [^>]*>\s*\{entityWarningContent\}/g,
  },
  {
    starts: '<EntityLayout.Route ',
    after: /\{overviewContent\}\s*<\/EntityLayout.Route>/g,
  },
];

function changeCode(file: string, part: string): void {
  const imports = part.match(/^import [^;]*;/gm) ?? [];
  const rest = imports.reduce((text, line) => text.replace(line, ''), part);
  const statements = rest
    .replace(/^\/\/ .*$/gm, '')
    .split(/;$/m)
    .map(statement => statement.trim())
    .filter(Boolean);

  const code = readFileSync(file, 'utf8');
  const missing = imports.filter(line => !code.includes(line));
  const changed = statements.reduce(insert, [...missing, code].join('\n'));
  writeFileSync(file, changed);
}

function insert(code: string, statement: string): string {
  if (code.includes(statement)) {
    return code;
  }
  const place = places.find(({ starts }) => statement.startsWith(starts));
  const end = statement.startsWith('<') ? '' : ';';
  const changed = place?.before
    ? code.replace(place.before, `${statement}${end}\n${place.before}`)
    : code.replace(place?.after ?? /$^/g, found => `${found}\n${statement}`);
  if (changed === code) {
    throw new Error(`The portal has no place for:\n${statement}`);
  }
  return changed;
}
