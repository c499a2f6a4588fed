import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConfigSchema } from '@backstage/config-loader';
import type { JsonObject, JsonValue } from '@backstage/types';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { packageFolders, root } from './backstage/lines';
import { type Block, fencedBlocks } from './fencedBlocks';

// `yarn docs:check`: type-checks the TypeScript of the documentation, and validates its
// app-config against the schemas of the portal's packages.

/** A block of a file of this repository. */
interface DocsBlock extends Block {
  file: string;
  /** Of its first line of text, from 1. */
  line: number;
}

/** What a portal already has, in the files that the blocks add to. */
const portalGlobals = `
import type { Backend } from '@backstage/backend-app-api';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { EntityLayout as Layout, EntitySwitch as Switch } from '@backstage/plugin-catalog';
import type { SidebarItem as Item } from '@backstage/core-components';
import type { Grid as MuiGrid } from '@material-ui/core';
import type { Route as RouterRoute } from 'react-router-dom';
declare global {
  const backend: Backend;
  const entity: Entity;
  const myPlugin: BackendFeature;
  const EntityLayout: typeof Layout;
  const EntitySwitch: typeof Switch;
  const Grid: typeof MuiGrid;
  const Route: typeof RouterRoute;
  const SidebarItem: typeof Item;
}
`;

/** Plugins that are not installed here, and their section of app-config. */
const absentPlugins = `
declare module '@red-hat-developer-hub/backstage-plugin-scorecard-backend' {
  const feature: import('@backstage/backend-plugin-api').BackendFeature;
  export default feature;
}
`;
const absentSections = ['dynamicPlugins', 'scorecard'];

/** Files of a portal that blocks import. */
const portalFiles: Record<string, string> = {
  'packages/app/src/modules/nav.ts': `
import { createFrontendModule } from '@backstage/frontend-plugin-api';
export const navModule = createFrontendModule({ pluginId: 'app', extensions: [] });
`,
};

/** What every portal has to configure. */
const portalConfig = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
  auth: { providers: {} },
};

/** Top-level keys of app-config that the documentation sets. */
const configSections = [
  'app',
  'auth',
  'backend',
  'catalog',
  'mcpActions',
  'permission',
  'proxy',
  'scaffolder',
  'search',
  'sentry',
  'techInsights',
  'techdocs',
];

/** Every block of the repository's Markdown. */
function readBlocks(): DocsBlock[] {
  const files = execFileSync('git', ['ls-files', '-co', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .filter(file => /^(?:README\.md|docs\/|plugins\/|packages\/)/.test(file))
    .filter(file => !/node_modules|report|CHANGELOG/.test(file));
  return files.flatMap(file => {
    const markdown = readFileSync(join(root, file), 'utf8');
    return fencedBlocks(markdown).map(({ index, ...block }) => ({
      ...block,
      file,
      line: markdown.slice(0, index).split('\n').length + 1,
    }));
  });
}

/** What does not compile, as `file:line: message`. */
function typeFaults(blocks: DocsBlock[]): string[] {
  const folder = join(root, 'docs', '.blocks');
  const sources = new Map<string, string>();
  const origins = new Map<string, DocsBlock>();
  const globals = join(folder, 'globals.d.ts');
  sources.set(globals, portalGlobals);
  const plugins = join(folder, 'plugins.d.ts');
  sources.set(plugins, absentPlugins);
  for (const block of blocks) {
    // One portal for each file: its blocks may import each other by the paths that they name.
    const portal = join(folder, block.file.replaceAll('/', '+'));
    const [, path] = /^\/\/ ([\w./-]+)\.tsx?\b/.exec(block.text) ?? [];
    const name = join(portal, path ?? `block${block.line}`);
    const extension = block.language;
    const file = sources.has(`${name}.${extension}`)
      ? `${name}.${block.line}.${extension}`
      : `${name}.${extension}`;
    // Blank lines before it: messages have the line in the Markdown then.
    sources.set(
      file,
      `${'\n'.repeat(block.line - 1)}${block.text}\nexport {};`,
    );
    origins.set(file, block);
    for (const [other, text] of Object.entries(portalFiles)) {
      sources.set(join(portal, other), text);
    }
  }

  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
    { ...ts.sys, readDirectory: () => [] },
    root,
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists } = host;
  host.fileExists = file => sources.has(file) || fileExists(file);
  host.readFile = file => sources.get(file) ?? readFile(file);
  host.directoryExists = path =>
    [...sources.keys()].some(file => dirname(file).startsWith(path)) ||
    Boolean(directoryExists?.(path));
  const program = ts.createProgram({
    rootNames: [globals, plugins, ...origins.keys()],
    options: {
      ...options,
      module: ts.ModuleKind.ESNext,
      noEmit: true,
      noUnusedLocals: false,
      incremental: false,
    },
    host,
  });
  return [...origins].flatMap(([file, block]) => {
    const source = program.getSourceFile(file);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ start = 0, messageText }) => {
      const line = source?.getLineAndCharacterOfPosition(start).line ?? 0;
      const text = ts.flattenDiagnosticMessageText(messageText, '\n  ');
      return `${block.file}:${line + 1}: ${text}`;
    });
  });
}

/** What the schemas refuse in blocks of app-config; unknown keys too. */
async function configFaults(blocks: DocsBlock[]): Promise<string[]> {
  const schema = await loadConfigSchema({
    dependencies: ['@backstage/plugin-proxy-backend'],
    packagePaths: packageFolders().map(folder => join(folder, 'package.json')),
    noUndeclaredProperties: true,
  });
  return blocks.flatMap(block => {
    const at = `${block.file}:${block.line}`;
    return parseAllDocuments(block.text).flatMap(document => {
      if (document.errors.length) {
        return document.errors.map(error => `${at}: ${error.message}`);
      }
      const data: unknown = document.toJS();
      if (!isConfig(data)) {
        return /^# app-config/.test(block.text) && !isOfAbsentPlugin(data)
          ? [`${at}: sets an unknown section of app-config`]
          : [];
      }
      try {
        schema.process([
          { context: 'a portal', data: portalConfig },
          { context: at, data: filled(data) },
        ]);
        return [];
      } catch (error) {
        return [`${at}: ${error instanceof Error ? error.message : error}`];
      }
    });
  });
}

function isConfig(data: unknown): data is JsonObject {
  return (
    typeof data === 'object' &&
    data !== null &&
    Object.keys(data).length > 0 &&
    Object.keys(data).every(key => configSections.includes(key))
  );
}

function isOfAbsentPlugin(data: unknown): boolean {
  return Object.keys(data ?? {}).every(key => absentSections.includes(key));
}

/** With texts where a portal reads files. */
function filled(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, filledValue(value)]),
  );
}

function filledValue(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) {
    return value.map(item => filledValue(item) ?? null);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return '$file' in value ? 'text' : filled(value);
}

async function main(): Promise<void> {
  const blocks = readBlocks();
  const code = blocks.filter(({ language }) => /^tsx?$/.test(language));
  const yaml = blocks.filter(({ language }) => /^ya?ml$/.test(language));
  const faults = [...typeFaults(code), ...(await configFaults(yaml))];
  console.log(faults.join('\n'));
  console.log(
    `${code.length} blocks of TypeScript, ${yaml.length} of YAML, ${faults.length} faults`,
  );
  process.exitCode = faults.length ? 1 : 0;
}

void main();
