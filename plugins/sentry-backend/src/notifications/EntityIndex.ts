import type {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readSentryAnnotations,
  readSentryNotifyAnnotation,
  SENTRY_ENVIRONMENT_ANNOTATION,
  SENTRY_NOTIFY_ANNOTATION,
  SENTRY_PROJECT_SLUG_ANNOTATION,
  SENTRY_QUERY_ANNOTATION,
  SENTRY_USER_ID_ANNOTATION,
  type SentryAnnotations,
  type SentryNotificationKind,
} from 'backstage-plugin-sentry-common';
import { SentryCaller } from 'backstage-plugin-sentry-node';
import type { ScopeResolver } from '../scopes/ScopeResolver';
import type { ResolvedEntry } from '../scopes/types';

// Of each, about a kilobyte.
const MAX_ENTITIES = 20_000;
const PAGE = 500;
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'relations',
  ...[
    SENTRY_PROJECT_SLUG_ANNOTATION,
    SENTRY_ENVIRONMENT_ANNOTATION,
    SENTRY_QUERY_ANNOTATION,
    SENTRY_NOTIFY_ANNOTATION,
    SENTRY_USER_ID_ANNOTATION,
  ].map(name => `metadata.annotations.${name}`),
];

/** An entity with the projects whose issues its owners are notified of. */
export interface NotifiedEntity {
  ref: string;
  title: string;
  /** Refs of the owners. */
  owners: string[];
  kinds: SentryNotificationKind[];
  environments: string[];
  query?: string;
}

/** What can be found in Sentry, and who is notified of it. */
export interface Notified {
  /** A project, found or not, with an entity that names it. */
  entries: { entry: ResolvedEntry; entity: NotifiedEntity }[];
  /** Refs of users, by their ids in Sentry. */
  users: Map<string, string>;
}

interface EntityIndexOptions {
  catalog: CatalogService;
  auth: AuthService;
  resolver: ScopeResolver;
  logger: LoggerService;
  /** Where an entity has no annotation of its own. */
  kinds: SentryNotificationKind[];
  /** How long the catalog need not be read again, in milliseconds. */
  freshMs: number;
}

/** Reads from the catalog whose owners are notified of which Sentry projects. */
export class EntityIndex {
  readonly #options: EntityIndexOptions;
  #known?: { notified: Notified; readAt: number };

  constructor(options: EntityIndexOptions) {
    this.#options = options;
  }

  async read(): Promise<Notified> {
    const now = Date.now();
    const { freshMs, auth } = this.#options;
    if (this.#known && Math.abs(now - this.#known.readAt) < freshMs) {
      return this.#known.notified;
    }
    const credentials = await auth.getOwnServiceCredentials();
    const notified: Notified = {
      entries: await this.#readEntities(credentials),
      users: await this.#readUsers(credentials),
    };
    // At the start the catalog may not be filled yet, nor Sentry within reach: read again then.
    if (notified.entries.some(({ entry }) => !entry.problem)) {
      this.#known = { notified, readAt: now };
    }
    return notified;
  }

  async #readEntities(
    credentials: BackstageCredentials,
  ): Promise<Notified['entries']> {
    const { resolver, logger, kinds } = this.#options;
    const caller = new SentryCaller({ credentials });
    const found: Notified['entries'] = [];
    const entities = this.#stream(SENTRY_PROJECT_SLUG_ANNOTATION, credentials);
    for await (const entity of entities) {
      const annotations = readSentryAnnotations(entity);
      const notified = readEntity(entity, annotations, kinds);
      if (annotations && notified.kinds.length && notified.owners.length) {
        const { ref } = notified;
        const refs = annotations.refs.map(of => ({ ...of, entityRefs: [ref] }));
        try {
          const { entries } = await resolver.resolveAll({
            entity: { ref, annotations: { ...annotations, refs } },
            caller,
          });
          found.push(...entries.map(entry => ({ entry, entity: notified })));
        } catch (error) {
          // The entity's own page says what is wrong with its annotation.
          logger.debug(`Owners of ${ref} are notified of nothing: ${error}`);
        }
      }
    }
    return found;
  }

  async #readUsers(
    credentials: BackstageCredentials,
  ): Promise<Map<string, string>> {
    const users = new Map<string, string>();
    const entities = this.#stream(SENTRY_USER_ID_ANNOTATION, credentials);
    for await (const user of entities) {
      const id = user.metadata.annotations?.[SENTRY_USER_ID_ANNOTATION]?.trim();
      if (id && user.kind.toLocaleLowerCase('en-US') === 'user') {
        users.set(id, stringifyEntityRef(user));
      }
    }
    return users;
  }

  async *#stream(
    annotation: string,
    credentials: BackstageCredentials,
  ): AsyncGenerator<Entity> {
    const { catalog, logger } = this.#options;
    const pages = catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        },
        fields: FIELDS,
        pageSize: PAGE,
      },
      { credentials },
    );
    let count = 0;
    for await (const page of pages) {
      for (const entity of page) {
        count += 1;
        if (count > MAX_ENTITIES) {
          logger.warn(
            `More than ${MAX_ENTITIES} entities have the annotation ${annotation}: owners of the others are not notified`,
          );
          return;
        }
        yield entity;
      }
    }
  }
}

function readEntity(
  entity: Entity,
  annotations: SentryAnnotations | undefined,
  byDefault: SentryNotificationKind[],
): NotifiedEntity {
  const { metadata, relations = [] } = entity;
  const { environments = [], query } = annotations ?? {};
  const owners = relations
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
  return {
    ref: stringifyEntityRef(entity),
    title: metadata.title ?? metadata.name,
    owners: [...new Set(owners)],
    kinds: readSentryNotifyAnnotation(entity).kinds ?? byDefault,
    environments,
    ...(query && { query }),
  };
}
