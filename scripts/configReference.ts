import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfigSchema } from '@backstage/config-loader';
import { z } from 'zod';

// `yarn docs:config`: writes the tables of docs/configuration.md from the `config.d.ts`
// of the packages. `packages/backend/src/docs.test.ts` checks that they are up to date.

const root = join(__dirname, '..');
const file = join(root, 'docs', 'configuration.md');
const begin = '<!-- begin: written by `yarn docs:config` -->';
const end = '<!-- end: written by `yarn docs:config` -->';

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  description?: string;
  visibility?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  anyOf?: Schema[];
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    description: z.string().optional(),
    visibility: z.string().optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    additionalProperties: z.union([schemaSchema, z.boolean()]).optional(),
    items: schemaSchema.optional(),
    anyOf: z.array(schemaSchema).optional(),
  }),
);

const serializedSchema = z.object({
  schemas: z.array(z.object({ value: schemaSchema })),
});

/** A key of the configuration, as a row of a table. */
type Row = [key: string, type: string, defaultValue: string, meaning: string];

/** The document as it should be, and as it is. */
export async function configReference(): Promise<{
  current: string;
  expected: string;
}> {
  const current = readFileSync(file, 'utf8');
  const [head, rest] = current.split(begin);
  const tail = rest.split(end)[1];
  const tables = [
    ...sections(await load('sentry-node', 'sentry-backend', 'sentry')),
    ...signIn(await load('auth-backend-module-sentry-provider')),
    ...templates(await load('scaffolder-backend-module-sentry')),
    ...searching(await load('search-backend-module-sentry')),
  ].join('\n\n');
  return { current, expected: `${head}${begin}\n\n${tables}\n\n${end}${tail}` };
}

/** The merged properties of all top-level sections that the packages declare. */
async function load(...packages: string[]): Promise<Record<string, Schema>> {
  let merged: Record<string, Schema> = {};
  // One after the other: schemas that are loaded together come in any order.
  for (const name of packages) {
    const schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [join(root, 'plugins', name, 'package.json')],
      excludePackageDependencies: true,
    });
    for (const { value } of serializedSchema.parse(schema.serialize())
      .schemas) {
      merged = merge(merged, value.properties ?? {});
    }
  }
  return merged;
}

function merge(
  one: Record<string, Schema>,
  other: Record<string, Schema>,
): Record<string, Schema> {
  const merged = { ...one };
  for (const [key, schema] of Object.entries(other)) {
    const known = merged[key];
    merged[key] = known
      ? {
          ...schema,
          ...known,
          ...(schema.properties && {
            properties: merge(known.properties ?? {}, schema.properties),
          }),
        }
      : schema;
  }
  return merged;
}

function sections({ sentry }: Record<string, Schema>): string[] {
  const { instances, ...shared } = sentry.properties ?? {};
  const ofInstance = instances.items?.properties ?? {};
  return [
    '## The section `sentry`',
    table(rowsOf(shared, 'sentry')),
    '### More instances',
    `\`sentry.instances\` is a list. Each entry takes the keys ${list(
      Object.keys(ofInstance).filter(key => key in shared),
    )} as above, for this instance, and:`,
    table(
      rowsOf(
        Object.fromEntries(
          Object.entries(ofInstance).filter(([key]) => !(key in shared)),
        ),
        'sentry.instances[]',
      ),
    ),
  ];
}

function signIn({ auth }: Record<string, Schema>): string[] {
  const provider = auth.properties?.providers.properties?.sentry;
  const environment = provider?.additionalProperties;
  const properties =
    typeof environment === 'object' ? environment.properties : {};
  return [
    '## The section `auth.providers.sentry`',
    'Below the name of an environment, such as `production`, of which `auth.environment` chooses one:',
    table(rowsOf(properties ?? {}, '')),
  ];
}

function templates({ scaffolder }: Record<string, Schema>): string[] {
  return [
    '## The section `scaffolder.sentry`',
    table(rowsOf(scaffolder.properties ?? {}, 'scaffolder')),
  ];
}

function searching({ search }: Record<string, Schema>): string[] {
  return [
    '## The section `search.collators.sentry`',
    table(rowsOf(search.properties ?? {}, 'search')),
  ];
}

function rowsOf(properties: Record<string, Schema>, parent: string): Row[] {
  return Object.entries(properties).flatMap(([name, schema]): Row[] => {
    const key = parent ? `${parent}.${name}` : name;
    const { properties: keys, additionalProperties: named } = schema;
    if (keys && !('scope' in keys)) {
      return rowsOf(keys, key);
    }
    if (typeof named === 'object' && named.properties) {
      return rowsOf(named.properties, `${key}.<name>`);
    }
    const { meaning, defaultValue } = describe(schema);
    return [[`\`${key}\``, typeOf(schema), defaultValue, meaning]];
  });
}

/** Descriptions end in `Default: …`. */
function describe({ description = '', visibility }: Schema): {
  meaning: string;
  defaultValue: string;
} {
  const text = description.replace(/\s+/g, ' ').trim();
  const [meaning, defaultValue = ''] = text
    .replace(/\.$/, match => (text.includes('Default: ') ? '' : match))
    .split(/\s*Default: /);
  return {
    meaning: visibility === 'secret' ? `${meaning} Secret.`.trim() : meaning,
    // Values are code, words such as `none` are not.
    defaultValue: /^(?:\d+\S*|true|false|\w+:\S+|`.*)$/.test(defaultValue)
      ? `\`${defaultValue.replaceAll('`', '')}\``
      : defaultValue,
  };
}

function typeOf(schema: Schema): string {
  if (schema.enum) {
    return schema.enum.map(value => `\`${String(value)}\``).join(', ');
  }
  if (schema.const !== undefined) {
    return `\`${String(schema.const)}\``;
  }
  if (schema.anyOf) {
    const types = [...new Set(schema.anyOf.map(typeOf))];
    return types.includes('duration') ? 'duration' : types.join(' or ');
  }
  if (schema.properties?.scope) {
    return 'schedule';
  }
  if (schema.properties?.hours) {
    return 'duration';
  }
  if (schema.type === 'array') {
    return schema.items ? `list of ${typeOf(schema.items)}` : 'list';
  }
  return schema.properties?.resolver
    ? typeOf(schema.properties.resolver)
    : String(schema.type ?? 'any');
}

function list(keys: string[]): string {
  const quoted = keys.map(key => `\`${key}\``);
  return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

/** Padded as prettier does. */
function table(rows: Row[]): string {
  const cells = [
    ['key', 'type', 'default', 'meaning'],
    ...rows.map(row => row.map(cell => cell.replaceAll('|', '\\|'))),
  ];
  const widths = cells[0].map((_, column) =>
    Math.max(...cells.map(row => row[column].length)),
  );
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n');
}

if (require.main === module) {
  void configReference().then(({ expected }) => writeFileSync(file, expected));
}
