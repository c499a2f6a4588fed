import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

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
 * Backstage portal would, in a process group of their own: ending only the
 * command leaves its backend listening.
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

  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli'),
      'repo',
      'start',
      ...configs.flatMap(file => ['--config', join(root, file)]),
    ],
    {
      cwd: root,
      detached: process.platform !== 'win32',
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

  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()),
  );
  const died = ended.then(() => {
    throw new Error('The portal ended before it was ready.');
  });
  const ready = Promise.race([
    died,
    Promise.all([
      answers(`${backendUrl}/.backstage/health/v1/readiness`, ended),
      answers(appUrl, ended),
    ]).then(() => {}),
  ]);
  ready.catch(() => {});

  return {
    ready,
    async stop() {
      endGroup(child, 'SIGTERM');
      const patience = setTimeout(() => endGroup(child, 'SIGKILL'), 5_000);
      await ended;
      clearTimeout(patience);
      endGroup(child, 'SIGKILL');
    },
  };
}

async function answers(url: string, until: Promise<void>): Promise<void> {
  let over = false;
  until.then(() => {
    over = true;
  });
  while (!over) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}
