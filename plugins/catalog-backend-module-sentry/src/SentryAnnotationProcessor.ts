import type { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import type { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { findSentryAnnotationProblems } from 'backstage-plugin-sentry-common';

// An annotation can have a hundred bad entries. A few say what to do.
const MAX_WARNINGS = 10;

/**
 * Adds a warning of type `sentry.io/annotation` to the status of an entity for each fault of
 * its Sentry annotations. It reports no error to the catalog, which would then not update the
 * entity at all (`DefaultCatalogProcessingEngine`), and asks nothing of Sentry: it runs for
 * every entity every few minutes.
 */
export class SentryAnnotationProcessor implements CatalogProcessor {
  getProcessorName(): string {
    return 'SentryAnnotationProcessor';
  }

  // Before this step the catalog refuses entities with a status.
  async postProcessEntity(entity: Entity): Promise<Entity> {
    const problems = findSentryAnnotationProblems(entity);
    if (problems.length === 0) {
      return entity;
    }
    const { status }: AlphaEntity = entity;
    const withWarnings: AlphaEntity = {
      ...entity,
      status: {
        ...status,
        items: [
          ...(status?.items ?? []),
          ...problems.slice(0, MAX_WARNINGS).map(({ message, action }) => ({
            type: 'sentry.io/annotation',
            level: 'warning' as const,
            message: action ? `${message} ${action}` : message,
          })),
        ],
      },
    };
    return withWarnings;
  }
}
