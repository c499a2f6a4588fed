import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { SENTRY_USER_ID_ANNOTATION } from 'backstage-plugin-sentry-common';
import {
  sentryServerOf,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import type { CatalogReader } from './CatalogReader';

const KEPT_MS = 60_000;
const MAX_USERS = 10_000;

/**
 * Which Sentry account a Backstage user has, by the annotation of their user entity. Read
 * as this plugin: whether users can read that entity makes no difference.
 */
export class SentryAccounts {
  readonly #auth: AuthService;
  readonly #reader: CatalogReader;
  readonly #known: LRUCache<string, { userId?: string }>;

  constructor(options: { auth: AuthService; reader: CatalogReader }) {
    this.#auth = options.auth;
    this.#reader = options.reader;
    this.#known = new LRUCache<string, { userId?: string }>({
      max: MAX_USERS,
      ttl: KEPT_MS,
      ttlResolution: 0,
      ignoreFetchAbort: true,
      fetchMethod: async ref => ({ userId: await this.#read(ref) }),
    });
  }

  /**
   * The id in Sentry; `undefined` for services, and for users without the annotation.
   *
   * @throws ServiceUnavailableError where the catalog does not answer
   */
  async userIdOf(
    credentials: BackstageCredentials,
  ): Promise<string | undefined> {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      return undefined;
    }
    const { userEntityRef } = credentials.principal;
    return (await this.#known.forceFetch(userEntityRef)).userId;
  }

  async #read(userEntityRef: string): Promise<string | undefined> {
    const user = await this.#reader.readEntity(
      parseEntityRef(userEntityRef),
      await this.#auth.getOwnServiceCredentials(),
    );
    return (
      user?.metadata.annotations?.[SENTRY_USER_ID_ANNOTATION]?.trim() ||
      undefined
    );
  }
}

/**
 * The id of a user's account at each instance. An id belongs to one server: that of the
 * default instance, or of the first one. On another server it may be another person's.
 *
 * @returns ids by names of instances
 */
export function accountsOf(
  userId: string | undefined,
  sentry: SentryService,
): Record<string, string> {
  const { instances } = sentry.config;
  const home = sentry.getInstance() ?? instances[0];
  const server = home && sentryServerOf(home.baseUrl);
  return userId === undefined || !home
    ? {}
    : Object.fromEntries(
        instances
          .filter(({ baseUrl }) => sentryServerOf(baseUrl) === server)
          .map(({ name }) => [name, userId]),
      );
}
