import { join } from 'node:path';
import { startNode, untilAnswering } from './processGroup';

/** Where a portal listens, all on loopback. */
export interface PortalPorts {
  app: number;
  backend: number;
}

/** The Sentry a portal talks to. */
export interface PortalSentry {
  env: Record<string, string>;
  /** Configuration files to add to app-config.yaml, relative to the repository. */
  configs: string[];
}

export interface Portal {
  /** Settles once app and backend answer; rejects if one of them ends first. */
  ready: Promise<void>;
  stop(): Promise<void>;
}

const root = join(__dirname, '..');

/**
 * Starts the app and the backend of this repository as `yarn start` of any
 * Backstage portal would.
 */
export function startPortal(options: {
  ports: PortalPorts;
  sentry: PortalSentry;
  stdio: 'inherit' | 'ignore' | [number | 'ignore', number, number];
}): Portal {
  const { ports, sentry, stdio } = options;
  const appUrl = `http://localhost:${ports.app}`;
  const backendUrl = `http://localhost:${ports.backend}`;
  const configs = ['app-config.yaml', ...sentry.configs];

  const group = startNode(
    [
      join(root, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli'),
      'repo',
      'start',
      ...configs.flatMap(file => ['--config', join(root, file)]),
    ],
    {
      cwd: root,
      stdio,
      env: {
        ...process.env,
        ...sentry.env,
        BROWSER: 'none',
        APP_CONFIG_app_baseUrl: JSON.stringify(appUrl),
        APP_CONFIG_backend_baseUrl: JSON.stringify(backendUrl),
        APP_CONFIG_backend_listen_port: JSON.stringify(ports.backend),
        APP_CONFIG_backend_cors_origin: JSON.stringify(appUrl),
      },
    },
  );
  return {
    ready: untilAnswering(
      [`${backendUrl}/.backstage/health/v1/readiness`, appUrl],
      group,
    ),
    stop: group.stop,
  };
}
