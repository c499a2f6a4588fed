import {
  cpSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNode } from '../../processGroup';
import { fetchIncumbent } from '../incumbent';

/** Which Sentry plugin a portal has: none, this one, or the community's. */
export type Plugin = 'none' | 'ours' | 'theirs';

const packageOf = {
  ours: 'backstage-plugin-sentry',
  theirs: '@backstage-community/plugin-sentry',
};
const cardOf = {
  ours: 'entity-card:sentry/issues',
  theirs: 'entity-card:sentry/sentry-issues',
};
/** They ask backends that are not there. */
const withoutBackend = [
  '@backstage/plugin-app-module-user-settings',
  '@backstage/plugin-notifications',
  '@backstage/plugin-signals',
];
const root = join(__dirname, '../../..');

/** A folder for built portals. */
export function makeAppsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sentry-bench-apps-'));
  writeJson(join(folder, 'package.json'), {
    name: 'root',
    private: true,
    workspaces: ['*'],
    // Its CLI says so otherwise.
    devDependencies: { '@backstage/cli-defaults': '*' },
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/**
 * Builds the demo's app for production with another Sentry plugin. The apps differ in
 * nothing else; the plugin's card is the first on the overview page.
 *
 * @returns where it is, or undefined where the plugin can't be fetched
 */
export async function buildAppWith(
  plugin: Plugin,
  options: { folder: string; url: string },
): Promise<string | undefined> {
  const app = join(options.folder, plugin);
  const source = join(root, 'packages', 'app');
  for (const name of ['src', 'public', 'package.json']) {
    cpSync(join(source, name), join(app, name), { recursive: true });
  }
  const { dependencies, ...manifest } = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  );
  delete dependencies[packageOf.ours];
  for (const name of withoutBackend) {
    delete dependencies[name];
  }
  if (plugin !== 'none') {
    dependencies[packageOf[plugin]] = '*';
  }
  writeJson(join(app, 'package.json'), {
    ...manifest,
    name: `app-${plugin}`,
    dependencies,
  });
  if (plugin !== 'ours') {
    writeFileSync(
      join(app, 'src/catalog/sentryColumns.tsx'),
      'export const sentryColumns = [];\n',
    );
  }
  if (plugin === 'theirs' && !(await fetchIncumbent(app))) {
    return undefined;
  }
  writeJson(join(app, 'app-config.json'), {
    app: {
      title: 'Bench',
      baseUrl: options.url,
      packages: 'all',
      extensions: [
        {
          'page:catalog': {
            config: { path: '/', pagination: { mode: 'offset', limit: 50 } },
          },
        },
        ...(plugin === 'none' ? [] : [cardOf[plugin]]),
      ],
    },
    backend: { baseUrl: options.url },
    auth: { environment: 'development', providers: { guest: {} } },
    organization: { name: 'Bench' },
  });
  const cli = join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
  const build = startNode(
    [cli, 'package', 'build', '--config', 'app-config.json'],
    { cwd: app, stdio: ['ignore', 'ignore', 'inherit'], env: process.env },
  );
  if ((await build.ended) !== 0) {
    throw new Error(`The app with the plugin "${plugin}" could not be built`);
  }
  return join(app, 'dist');
}

function writeJson(file: string, content: object): void {
  writeFileSync(file, JSON.stringify(content, null, 2));
}
