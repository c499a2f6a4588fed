import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type EntityFilterQuery,
  type QueryEntitiesResponse,
} from '@backstage/catalog-client';
import {
  RELATION_OWNED_BY,
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { SENTRY_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-sentry-common';
import { askBackstage, inBatches } from './askBackstage';

// Backstage's backends take requests of 100 kB.
const BATCH = 250;
// Their refs go into the address of the request.
const OWNERS = 50;
const PAGE = 500;

const ANNOTATED = {
  [`metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`]:
    CATALOG_FILTER_EXISTS,
};
const OWNED_BY = `relations.${RELATION_OWNED_BY}`;
const BY_NAME = { field: 'metadata.name', order: 'asc' } as const;

/**
 * Reads entities with the caller's credentials, so that the catalog decides who
 * may see them.
 */
export class CatalogReader {
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;

  constructor(options: { catalog: CatalogService; logger: LoggerService }) {
    this.#catalog = options.catalog;
    this.#logger = options.logger;
  }

  /** The entity, or `undefined` where there is none that the caller may read. */
  async readEntity(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<Entity | undefined> {
    if (!isPossible(ref)) {
      return undefined;
    }
    const entity = await this.#read(
      this.#catalog.getEntityByRef(ref, { credentials }).catch(ifImpossible),
    );
    // The permission is asked for the ref: it must be that of what was read.
    return entity && stringifyEntityRef(entity) === stringifyEntityRef(ref)
      ? entity
      : undefined;
  }

  /**
   * Those of the entities that the caller may read.
   *
   * @param options - `annotated`: whether only those that name Sentry projects are of use
   */
  async readEntities(
    refs: string[],
    credentials: BackstageCredentials,
    options: { annotated?: boolean } = {},
  ): Promise<Entity[]> {
    const found = await this.#read(
      Promise.all(
        inBatches(refs, BATCH).map(entityRefs =>
          this.#catalog.getEntitiesByRefs(
            {
              entityRefs,
              fields: ['kind', 'metadata', 'relations'],
              ...(options.annotated && { filter: ANNOTATED }),
            },
            { credentials },
          ),
        ),
      ),
    );
    return found
      .flatMap(({ items }) => items)
      .filter(entity => entity !== undefined);
  }

  /**
   * The entities that name Sentry projects and that the caller may read, in order of their
   * names, each once.
   *
   * @param options - `ownedBy`: only those that one of these owns; `limit`: how many are
   *   enough
   */
  async findAnnotated(
    options: { ownedBy?: string[]; limit: number },
    credentials: BackstageCredentials,
  ): Promise<{ entities: Entity[]; isWhole: boolean }> {
    const { ownedBy, limit } = options;
    const filters: EntityFilterQuery[] = ownedBy
      ? inBatches(ownedBy, OWNERS).map(owners => ({
          ...ANNOTATED,
          [OWNED_BY]: owners,
        }))
      : [ANNOTATED];
    const found = new Map<string, Entity>();
    let isWhole = true;
    for (const filter of filters) {
      const pages = await this.#read(this.#query(filter, limit, credentials));
      pages.entities.forEach(entity =>
        found.set(stringifyEntityRef(entity), entity),
      );
      isWhole &&= pages.isWhole;
    }
    const entities = [...found.values()];
    return {
      entities: entities.slice(0, limit),
      isWhole: isWhole && entities.length <= limit,
    };
  }

  async #query(
    filter: EntityFilterQuery,
    limit: number,
    credentials: BackstageCredentials,
  ): Promise<{ entities: Entity[]; isWhole: boolean }> {
    const entities: Entity[] = [];
    let cursor: string | undefined;
    do {
      const fields = ['kind', 'metadata', 'relations'];
      const page: QueryEntitiesResponse = await this.#catalog.queryEntities(
        cursor
          ? { cursor, fields, limit: PAGE }
          : { filter, fields, limit: PAGE, orderFields: BY_NAME },
        { credentials },
      );
      entities.push(...page.items);
      cursor = page.items.length ? page.pageInfo.nextCursor : undefined;
    } while (cursor && entities.length < limit);
    return { entities, isWhole: cursor === undefined };
  }

  #read<T>(reading: Promise<T>): Promise<T> {
    return askBackstage(
      'The catalog could not be read to decide on access',
      this.#logger,
      reading,
    );
  }
}

/** The catalog answers 400 to some refs that no entity can have. */
function ifImpossible(error: unknown): undefined {
  if (error instanceof ResponseError && error.statusCode === 400) {
    return undefined;
  }
  throw error;
}

/**
 * Whether there can be an entity of that ref. `..` survives the encoding of a URL: as a
 * kind or name it would climb from the catalog's `by-name` to its other routes.
 */
function isPossible({ kind, namespace, name }: CompoundEntityRef): boolean {
  return [kind, namespace, name].every(
    part =>
      part.length <= 255 &&
      part !== '.' &&
      part !== '..' &&
      // eslint-disable-next-line no-control-regex
      /^[^/:\\\u0000-\u001f\u007f]+$/.test(part),
  );
}
