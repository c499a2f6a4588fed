import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import type { JsonObject } from '@backstage/types';
import { asPublished } from './asPublished';

/** A running backend with everything that is compared, and a signed-in user's headers. */
export interface BenchBackend {
  url: string;
  headers: Record<string, string>;
  /** The headers of another user. */
  signInAs(user: string): Promise<Record<string, string>>;
  /** What the route `/api/bytes` sends from now on. */
  sendBytes(body: Buffer): void;
  stop(): Promise<void>;
}

/** One entity per project: `component:default/<project>`. */
export async function startBenchBackend(options: {
  port: number;
  sentryUrl: string;
  token: string;
  projects: string[];
  sentry?: JsonObject;
  /** One process needs no bus: it is a call to itself for each event. */
  useEventBus?: 'never' | 'always';
}): Promise<BenchBackend> {
  const { port, sentryUrl, token, projects, sentry = {} } = options;
  const { useEventBus = 'never' } = options;
  const url = `http://127.0.0.1:${port}`;
  let bytes = Buffer.alloc(0);

  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () =>
        new ConfigReader({
          app: { baseUrl: url },
          backend: {
            baseUrl: url,
            listen: { host: '127.0.0.1', port },
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          auth: {
            environment: 'development',
            providers: {
              bench: {},
              guest: { dangerouslyAllowOutsideDevelopment: true },
            },
          },
          permission: { enabled: true },
          events: { useEventBus },
          catalog: {
            locations: [
              {
                type: 'file',
                target: writeEntities(projects),
                rules: [{ allow: ['Component', 'Group'] }],
              },
            ],
          },
          proxy: {
            endpoints: {
              '/sentry/api': {
                target: `${sentryUrl}/api/`,
                allowedMethods: ['GET'],
                headers: { Authorization: `Bearer ${token}` },
              },
            },
          },
          sentry: {
            baseUrl: sentryUrl,
            organization: 'bench',
            token,
            ...sentry,
          },
        }),
    }),
  );
  backend.add(quietLogger);
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));
  backend.add(benchSignIn);
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@backstage/plugin-events-backend'));
  backend.add(
    await asPublished('backstage-plugin-events-backend-module-sentry'),
  );
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(
    import('@backstage/plugin-permission-backend-module-allow-all-policy'),
  );
  backend.add(import('@backstage/plugin-proxy-backend'));
  backend.add(await asPublished('backstage-plugin-sentry-backend'));
  backend.add(bytesPlugin(() => bytes));
  await backend.start();

  const headers = await signIn(url, 'bench');
  await catalogHas(url, headers, projects.length);
  return {
    url,
    headers,
    signInAs: user => signIn(url, user),
    sendBytes: body => {
      bytes = Buffer.from(body);
    },
    stop: () => backend.stop(),
  };
}

/** What a warm answer is measured against: an authenticated route that only sends bytes. */
const bytesPlugin = (bytes: () => Buffer) =>
  createBackendPlugin({
    pluginId: 'bytes',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use(async (req, res) => {
            await httpAuth.credentials(req, { allow: ['user'] });
            res.setHeader('Content-Type', 'application/json; charset=utf-8');
            res.end(bytes());
          });
        },
      });
    },
  });

/** Logging each request would measure the terminal. */
const quietLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory() {
    const logger = {
      error: (message: string, meta?: unknown) => console.error(message, meta),
      warn() {},
      info() {},
      debug() {},
      child: () => logger,
    };
    return logger;
  },
});

function writeEntities(projects: string[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sentry-bench-')), 'all.yaml');
  const entities = projects.map(project => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: project,
      annotations: { 'sentry.io/project-slug': project },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'bench' },
  }));
  // Without it the catalog warns of its absence, which moves the whole page.
  const owner = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'bench' },
    spec: { type: 'team', children: [] },
  };
  writeFileSync(
    file,
    [...entities, owner].map(entity => JSON.stringify(entity)).join('\n---\n'),
  );
  return file;
}

/** Accepts every claimed identity. */
const benchSignIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'bench',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'bench',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize() {},
              authenticate: async ({ req }) => ({
                result: { user: String(req.headers['x-user']) },
              }),
            }),
            signInResolver: ({ result }, context) =>
              context.issueToken({
                claims: { sub: `user:default/${result.user}` },
              }),
          }),
        });
      },
    });
  },
});

async function signIn(
  url: string,
  user: string,
): Promise<Record<string, string>> {
  const response = await fetch(`${url}/api/auth/bench/refresh`, {
    method: 'POST',
    headers: { 'x-user': user },
  });
  const session = (await response.json()) as {
    backstageIdentity: { token: string };
  };
  return { authorization: `Bearer ${session.backstageIdentity.token}` };
}

async function catalogHas(
  url: string,
  headers: Record<string, string>,
  count: number,
): Promise<void> {
  for (;;) {
    const response = await fetch(
      `${url}/api/catalog/entities/by-query?filter=kind=component&limit=0`,
      { headers },
    );
    const page = (await response.json()) as { totalItems?: number };
    if ((page.totalItems ?? 0) >= count) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}
