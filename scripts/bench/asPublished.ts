import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { build, type Plugin } from 'esbuild';

const OWN = /^backstage-plugin-sentry/;

/**
 * The backend plugin as JavaScript without anything that this script's own transpiler
 * puts in: that names each function anew whenever one is made, which no published
 * package does, and cost a fifth of a warm answer.
 */
export async function asPublished(name: string): Promise<BackendFeature> {
  const require = createRequire(__filename);
  const outfile = join(
    __dirname,
    '../../node_modules/.cache/sentry-bench',
    `${name}.cjs`,
  );
  await build({
    entryPoints: [require.resolve(name)],
    outfile,
    bundle: true,
    platform: 'node',
    target: `node${process.versions.node}`,
    logLevel: 'error',
    plugins: [dependenciesFromWhereTheyAre],
  });
  const loaded: { default: BackendFeature } = require(outfile);
  return loaded.default;
}

const dependenciesFromWhereTheyAre: Plugin = {
  name: 'dependencies-from-where-they-are',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, resolveDir }) =>
      OWN.test(path)
        ? undefined
        : {
            path: createRequire(join(resolveDir, 'index.js')).resolve(path),
            external: true,
          },
    );
  },
};
