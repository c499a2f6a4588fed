import { join } from 'node:path';
import type { Portal, PortalSentry } from './portal';
import { startNode, untilAnswering } from './processGroup';

const root = join(__dirname, '..');
const cli = join('node_modules', '@backstage', 'cli');

/** Builds the app as it is deployed, to packages/app/dist. */
export async function buildApp(): Promise<void> {
  const build = startNode(
    [join(root, cli, 'bin', 'backstage-cli'), 'package', 'build'],
    {
      cwd: join(root, 'packages', 'app'),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: process.env,
    },
  );
  const stop = () => void build.stop();
  process.once('SIGTERM', stop);
  const code = await build.ended;
  process.off('SIGTERM', stop);
  if (code !== 0) {
    throw new Error('The app could not be built.');
  }
}

/**
 * Starts a backend in production mode, which serves the built app as well: one
 * process and one port, as in a deployment.
 */
export function startBuiltPortal(options: {
  port: number;
  sentry: PortalSentry;
  /** What to run, relative to the repository. */
  entry: string;
  /** What answers once it is ready. Default: the app. */
  paths?: string[];
  stdio: 'inherit' | 'ignore' | ['ignore', number, number];
}): Portal {
  const { port, sentry, entry, paths = ['/'], stdio } = options;
  const url = `http://localhost:${port}`;
  const configs = ['app-config.yaml', ...sentry.configs];

  const group = startNode(
    [
      '--enable-source-maps',
      '--require',
      join(root, cli, 'config', 'nodeTransform.cjs'),
      join(root, entry),
      ...configs.flatMap(file => ['--config', join(root, file)]),
    ],
    {
      // Locations in app-config.yaml are relative to it.
      cwd: join(root, 'packages', 'backend'),
      stdio,
      env: {
        ...process.env,
        ...sentry.env,
        NODE_ENV: 'production',
        APP_CONFIG_app_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_baseUrl: JSON.stringify(url),
        APP_CONFIG_backend_listen_port: JSON.stringify(port),
        APP_CONFIG_backend_cors_origin: JSON.stringify(url),
      },
    },
  );
  return {
    ready: untilAnswering(
      ['/.backstage/health/v1/readiness', ...paths].map(path => url + path),
      group,
    ),
    stop: group.stop,
  };
}
