import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { askBackstage } from './askBackstage';

// Backstage's backends take requests of 100 kB.
const BATCH = 250;

/**
 * Reads entities with the caller's credentials, so that the catalog decides who
 * may see them.
 */
export class CatalogReader {
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;

  static create(options: {
    catalog: CatalogService;
    logger: LoggerService;
  }): CatalogReader {
    return new CatalogReader(options.catalog, options.logger);
  }

  private constructor(catalog: CatalogService, logger: LoggerService) {
    this.#catalog = catalog;
    this.#logger = logger;
  }

  /** The entity, or `undefined` where there is none that the caller may read. */
  async readEntity(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<Entity | undefined> {
    if (!isPossible(ref)) {
      return undefined;
    }
    const entity = await this.#read(() =>
      this.#catalog.getEntityByRef(ref, { credentials }),
    );
    // The permission is asked for the ref: it must be that of what was read.
    return entity && stringifyEntityRef(entity) === stringifyEntityRef(ref)
      ? entity
      : undefined;
  }

  /** Those of the entities that the caller may read. */
  async readEntities(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    const found: Entity[] = [];
    for (let start = 0; start < refs.length; start += BATCH) {
      const { items } = await this.#read(() =>
        this.#catalog.getEntitiesByRefs(
          {
            entityRefs: refs.slice(start, start + BATCH),
            fields: ['kind', 'metadata', 'relations'],
          },
          { credentials },
        ),
      );
      found.push(...items.filter(entity => entity !== undefined));
    }
    return found;
  }

  #read<T>(work: () => Promise<T>): Promise<T> {
    return askBackstage(
      'The catalog could not be read to decide on access',
      this.#logger,
      work,
    );
  }
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
