import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { SENTRY_USER_ID_ANNOTATION } from 'backstage-plugin-sentry-common';
import { LRUCache } from 'lru-cache';
import { ageOf, SingleFlight } from '../cache/SingleFlight';
import type { CatalogReader } from './CatalogReader';
import {
  sentryServerOf,
  type SentryService,
} from 'backstage-plugin-sentry-node';

const KEPT_MS = 60_000;
const MAX_USERS = 10_000;

interface Known {
  userId?: string;
  /** In milliseconds since 1970. */
  since: number;
}

/**
 * Knows which account in Sentry a user of Backstage has, where their user entity
 * says so. Read as this plugin: whether users may read that entity makes no difference.
 */
export class SentryAccounts {
  readonly #auth: AuthService;
  readonly #reader: CatalogReader;
  readonly #known = new LRUCache<string, Known>({ max: MAX_USERS });
  readonly #flights = new SingleFlight();

  static create(options: {
    auth: AuthService;
    reader: CatalogReader;
  }): SentryAccounts {
    return new SentryAccounts(options.auth, options.reader);
  }

  private constructor(auth: AuthService, reader: CatalogReader) {
    this.#auth = auth;
    this.#reader = reader;
  }

  /**
   * The id in Sentry; `undefined` for services, and for users of whom nobody says it.
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
    const known = this.#known.get(userEntityRef);
    if (known && ageOf(known.since) < KEPT_MS) {
      return known.userId;
    }
    return this.#flights.run(userEntityRef, async () => {
      const userId = await this.#read(userEntityRef);
      this.#known.set(userEntityRef, { userId, since: Date.now() });
      return userId;
    });
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
 * The id of a user's account at each instance. An id is that of one server: the default
 * instance's, or the first one's. At another server somebody else may have it.
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
