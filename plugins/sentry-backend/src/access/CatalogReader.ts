import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CompoundEntityRef, Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

// Refusals that are about the caller; they keep their own status.
const ABOUT_THE_CALLER = ['AuthenticationError', 'NotAllowedError'];

/**
 * Reads entities with the caller's credentials, so that the catalog decides who
 * may see them.
 */
export class CatalogReader {
  readonly #catalog: CatalogService;

  static create(options: { catalog: CatalogService }): CatalogReader {
    return new CatalogReader(options.catalog);
  }

  private constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  /** The entity, or `undefined` where there is none that the caller may read. */
  async readEntity(
    ref: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<Entity | undefined> {
    return this.#read(() => this.#catalog.getEntityByRef(ref, { credentials }));
  }

  /** Those of the entities that the caller may read. */
  async readEntities(
    refs: string[],
    credentials: BackstageCredentials,
  ): Promise<Entity[]> {
    const { items } = await this.#read(() =>
      this.#catalog.getEntitiesByRefs(
        {
          entityRefs: refs,
          fields: ['kind', 'metadata', 'relations'],
        },
        { credentials },
      ),
    );
    return items.filter(entity => entity !== undefined);
  }

  async #read<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      const error = toError(thrown);
      if (ABOUT_THE_CALLER.includes(error.name)) {
        throw error;
      }
      throw new ServiceUnavailableError(
        'The catalog could not be read to decide on access',
      );
    }
  }
}
