import { isAbsolute } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type BuildOptions, type Plugin } from 'esbuild';

/** What one `import()` of an app loads, and what that may load later. */
export interface BundleSize {
  /** Of everything that it imports, gzipped. */
  bytes: number;
  /** What it loads in its turn where it needs it, each by itself with all that it takes. */
  later: { name: string; bytes: number }[];
}

/**
 * Bundles a module as an app would. Counted is what `own` says is the packages' own
 * code; what the app has anyway, such as Backstage and React, is named in it once for
 * each package and otherwise left out, and so are styles.
 */
export async function bundleSize(options: {
  entry: string;
  own: RegExp;
}): Promise<BundleSize> {
  const { entry, own } = options;
  const later: string[] = [];
  // esbuild writes an import for every file that has one. An app's bundle names each
  // package once: which names are wanted of it is found out first.
  const whole = await bundle(entry, externals(own, [], new Map()), {
    // What is left out in the end is looked for all the same.
    treeShaking: false,
    ignoreAnnotations: true,
  });
  const names = importedNames(whole);
  const code = await bundle(entry, externals(own, later, names));
  const loaded = [...new Set(later)];
  return {
    bytes: gzipSync(code).length,
    later: await Promise.all(
      loaded.map(async path => ({
        name: path.split('/').slice(-2).join('/'),
        bytes: gzipSync(await bundle(path, externals(own, [], new Map())))
          .length,
      })),
    ),
  };
}

async function bundle(
  entry: string,
  plugin: Plugin,
  options: BuildOptions = {},
): Promise<string> {
  const { outputFiles = [] } = await build({
    entryPoints: [entry],
    outdir: 'out',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    loader: { '.css': 'local-css' },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    plugins: [plugin],
    ...options,
  });
  const script = outputFiles.find(({ path }) => path.endsWith('.js'));
  if (!script) {
    throw new Error(`Nothing came of bundling ${entry}`);
  }
  return script.text;
}

/** Leaves out foreign code and what is loaded later; reports the latter. */
function externals(
  own: RegExp,
  later: string[],
  names: Map<string, Set<string>>,
): Plugin {
  return {
    name: 'externals',
    setup(setup) {
      setup.onResolve({ filter: /.*/ }, async args => {
        const { path, kind, namespace, pluginData, resolveDir } = args;
        if (kind === 'entry-point' || pluginData === 'resolving') {
          return undefined;
        }
        if (kind === 'dynamic-import') {
          const found = await setup.resolve(path, {
            kind: 'import-statement',
            resolveDir,
            pluginData: 'resolving',
          });
          later.push(found.path);
          return { path, external: true };
        }
        if (/^\./.test(path) || isAbsolute(path) || own.test(path)) {
          return undefined;
        }
        return namespace !== 'once' && names.has(path)
          ? { path, namespace: 'once', sideEffects: false }
          : { path, external: true, sideEffects: false };
      });
      setup.onLoad({ filter: /.*/, namespace: 'once' }, ({ path }) => ({
        contents: `export { ${[...(names.get(path) ?? [])].join(', ')} } from ${JSON.stringify(path)};`,
      }));
    },
  };
}

/** Of each package outside, what the code imports by name. */
function importedNames(code: string): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const [, list, path] of code.matchAll(
    /import\{([^}]*)\}from"([^"]+)"/g,
  )) {
    const known = names.get(path) ?? new Set();
    list.split(',').forEach(name => known.add(name.split(' as ')[0]));
    names.set(path, known);
  }
  // What is imported in other ways stays as it is.
  for (const [, path] of code.matchAll(/import(?!\{)[^"();]+from"([^"]+)"/g)) {
    names.delete(path);
  }
  return names;
}
