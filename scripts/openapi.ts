import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { stringify } from 'yaml';

// `yarn docs:openapi`: writes the schemas of the HTTP API's OpenAPI document from the types of
// sentry-common. `packages/backend/src/docs.test.ts` checks that they are up to date.

const root = join(__dirname, '..');
const file = join(root, 'plugins/sentry-backend/src/schema/openapi.yaml');
const begin =
  '    # begin: written by `yarn docs:openapi` from the types of sentry-common\n';

/** A value of JSON. */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The document as it should be, but for its format, and as it is. */
export function openApi(): { current: string; expected: string } {
  const current = readFileSync(file, 'utf8');
  const [written] = current.split(begin);
  const text = stringify(schemasOf(written)).replace(/^(?=.)/gm, '    ');
  return { current, expected: `${written}${begin}${text}` };
}

/** The schemas that the paths name, and those that these name. */
function schemasOf(paths: string): Record<string, Json> {
  const { definitions = {} } = createGenerator({
    path: join(root, 'plugins/sentry-common/src/index.ts'),
    tsconfig: join(root, 'tsconfig.json'),
    type: '*',
    expose: 'export',
    topRef: true,
    additionalProperties: true,
    skipTypeCheck: true,
    functions: 'hide',
  }).createSchema('*');
  const named: Record<string, Json> = {};
  const find = (text: string) => {
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (name in definitions && !(name in named)) {
        // A schema is JSON.
        named[name] = asOpenApi(definitions[name] as Json);
        find(JSON.stringify(named[name]));
      }
    }
  };
  find(paths);
  return Object.fromEntries(
    Object.entries(named).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** From draft 7 of JSON Schema to the dialect of OpenAPI 3.1. */
function asOpenApi(schema: Json): Json {
  if (Array.isArray(schema)) {
    return schema.map(asOpenApi);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const { $ref, items, ...rest } = schema;
  return {
    ...(typeof $ref === 'string' && {
      $ref: $ref.replace('#/definitions/', '#/components/schemas/'),
    }),
    ...(items !== undefined &&
      (Array.isArray(items)
        ? { prefixItems: items.map(asOpenApi), items: false }
        : { items: asOpenApi(items) })),
    ...Object.fromEntries(
      Object.entries(rest)
        // What a variant of a union never has.
        .filter(([, value]) => JSON.stringify(value) !== '{"not":{}}')
        .map(([key, value]) => [key, asOpenApi(value)]),
    ),
  };
}

if (require.main === module) {
  writeFileSync(file, openApi().expected);
  execFileSync('prettier', ['--write', file], { stdio: 'inherit' });
}
