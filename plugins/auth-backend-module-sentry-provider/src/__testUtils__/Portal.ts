import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { demoOAuthApplication } from 'backstage-plugin-sentry-emulator';
import request, { type Response } from 'supertest';
import { authModuleSentryProvider } from '../module';

const callback = '/api/auth/sentry/handler/frame';

/** What a page of the portal is told of a connection. */
export interface SessionAnswer {
  profile: { email?: string; displayName?: string };
  providerInfo: {
    accessToken: string;
    scope: string;
    expiresInSeconds: number;
    idToken?: string;
  };
  backstageIdentity?: { identity: { userEntityRef: string } };
}

/** The pool of an SQLite in memory outlives its backend, and would hold the process. */
const closeDatabase = createBackendModule({
  pluginId: 'auth',
  moduleId: 'close-database',
  register(reg) {
    reg.registerInit({
      deps: {
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
      },
      async init({ database, lifecycle }) {
        lifecycle.addShutdownHook(async () =>
          (await database.getClient()).destroy(),
        );
      },
    });
  },
});

/** A Backstage with the auth backend and the provider, and a browser that visits it. */
export class Portal {
  readonly #backend: TestBackend;
  readonly #sentryUrl: string;
  #browser: ReturnType<typeof request.agent>;
  /** Everything the backend has logged. */
  readonly logged: string[];
  /** The cookies of the last answer. */
  cookies: string[] = [];

  static async start(options: {
    sentryUrl: string;
    provider?: object;
    entities?: Entity[];
  }): Promise<Portal> {
    const { clientId, clientSecret } = demoOAuthApplication();
    const logged: string[] = [];
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      logger[level].mockImplementation((...args: unknown[]) => {
        logged.push(args.map(describe).join(' '));
      });
    }
    const backend = await startTestBackend({
      features: [
        authPlugin,
        authModuleSentryProvider,
        closeDatabase,
        catalogServiceMock.factory({ entities: options.entities ?? [] }),
        logger.factory,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            auth: {
              environment: 'test',
              providers: {
                sentry: {
                  test: {
                    clientId,
                    clientSecret,
                    baseUrl: options.sentryUrl,
                    callbackUrl: `http://localhost:7007${callback}`,
                    ...options.provider,
                  },
                },
              },
            },
          },
        }),
      ],
    });
    return new Portal(backend, options.sentryUrl, logged);
  }

  private constructor(
    backend: TestBackend,
    sentryUrl: string,
    logged: string[],
  ) {
    this.#backend = backend;
    this.#sentryUrl = sentryUrl;
    this.logged = logged;
    this.#browser = this.newBrowser();
  }

  /** Goes on in a browser that has not been here before. */
  newBrowser(): ReturnType<typeof request.agent> {
    this.#browser = request.agent(this.#backend.server);
    return this.#browser;
  }

  stop(): Promise<void> {
    return this.#backend.stop();
  }

  /** Presses *Connect*: the address at Sentry the browser is sent to. */
  async begin(
    scope = '',
    options: {
      /** Where to go afterwards, where it is not in a window of its own. */
      redirectUrl?: string;
    } = {},
  ): Promise<URL> {
    const { redirectUrl } = options;
    const params = new URLSearchParams({
      scope,
      ...(redirectUrl && { redirectUrl, flow: 'redirect' }),
    });
    const response = await this.#browser.get(
      `/api/auth/sentry/start?env=test&${params}`,
    );
    this.#keepCookies(response);
    return new URL(response.headers.location);
  }

  /** Decides on the page of Sentry: the address the browser is sent back to. */
  async decide(
    address: URL,
    form: { op: 'approve' | 'deny'; user?: string },
  ): Promise<URL> {
    const path = address.href.slice(new URL(this.#sentryUrl).origin.length);
    const sentry = request(new URL(this.#sentryUrl).origin);
    const page = await sentry.get(path).redirects(0);
    if (page.status === 302) {
      return new URL(page.headers.location);
    }
    const transaction = /name="transaction_id" value="(\w+)"/.exec(page.text);
    const decided = await sentry
      .post('/oauth/authorize/')
      .redirects(0)
      .type('form')
      .send({ transaction_id: transaction?.[1], ...form });
    return new URL(decided.headers.location);
  }

  /** Follows a link to the portal, and no further. */
  async visit({ pathname, search }: URL): Promise<Response> {
    const response = await this.#browser
      .get(`${pathname}${search}`)
      .redirects(0);
    this.#keepCookies(response);
    return response;
  }

  /** Comes back from Sentry: what the window tells the page that opened it. */
  async comeBack(
    address: URL,
  ): Promise<{ response?: SessionAnswer; error?: { message: string } }> {
    const { text } = await this.visit(address);
    const [, encoded] = /decodeURIComponent\('(.+?)'\)/.exec(text) ?? [];
    return JSON.parse(decodeURIComponent(encoded));
  }

  async connect(user: string, scope?: string) {
    const address = await this.begin(scope);
    return this.comeBack(await this.decide(address, { op: 'approve', user }));
  }

  /** What a page does when it is loaded; in another browser, if given its cookie. */
  async refresh(
    options: { scope?: string; cookie?: string } = {},
  ): Promise<Omit<Response, 'body'> & { body: SessionAnswer }> {
    const { scope = '', cookie } = options;
    const browser = cookie ? request(this.#backend.server) : this.#browser;
    const response = await browser
      .get(
        `/api/auth/sentry/refresh?env=test&${new URLSearchParams({ scope })}`,
      )
      .set('X-Requested-With', 'XMLHttpRequest')
      .set(cookie ? { Cookie: cookie } : {});
    this.#keepCookies(response);
    return response;
  }

  /** Of the last answer, as a browser would send it back. */
  cookie(name: string): string {
    const found = this.cookies.filter(c => c.startsWith(`${name}=`)).at(-1);
    return found?.split(';', 1)[0] ?? '';
  }

  /** Disconnects; in another browser, if given its cookie. */
  logout(options: { cookie?: string } = {}): Promise<Response> {
    const { cookie } = options;
    const browser = cookie ? request(this.#backend.server) : this.#browser;
    return Promise.resolve(
      browser
        .post('/api/auth/sentry/logout?env=test')
        .set('X-Requested-With', 'XMLHttpRequest')
        .set(cookie ? { Cookie: cookie } : {}),
    );
  }

  #keepCookies({ headers }: Response): void {
    const cookies: unknown = headers['set-cookie'];
    this.cookies = Array.isArray(cookies) ? cookies : [];
  }
}

function describe(value: unknown): string {
  return value instanceof Error
    ? `${value.stack} ${JSON.stringify(value)}`
    : JSON.stringify(value);
}
