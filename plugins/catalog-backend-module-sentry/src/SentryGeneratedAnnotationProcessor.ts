import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  LocationSpec,
} from '@backstage/plugin-catalog-node';
import {
  SENTRY_GENERATED_ANNOTATION,
  SENTRY_PROJECT_SLUG_ANNOTATION,
} from 'backstage-plugin-sentry-common';
import type { GeneratedAnnotations } from './GeneratedAnnotations';

const CACHED = 'annotation';

/**
 * Adds `sentry.io/project-slug` to entities without one that have an exact match in Sentry,
 * with `sentry.io/generated` to say so. An annotation that is there, even a blank one, stays as
 * it is. Until the matches were fetched once, each entity keeps what it had: a restart takes
 * none away.
 */
export class SentryGeneratedAnnotationProcessor implements CatalogProcessor {
  readonly #generated: Pick<GeneratedAnnotations, 'annotations'>;

  constructor(generated: Pick<GeneratedAnnotations, 'annotations'>) {
    this.#generated = generated;
  }

  getProcessorName(): string {
    return 'SentryGeneratedAnnotationProcessor';
  }

  async preProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    _emit: CatalogProcessorEmit,
    _originLocation: LocationSpec,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    // Only what this processor generates is marked so.
    const { [SENTRY_GENERATED_ANNOTATION]: marker, ...own } =
      entity.metadata.annotations ?? {};
    const annotation =
      SENTRY_PROJECT_SLUG_ANNOTATION in own
        ? undefined
        : await this.#annotationOf(stringifyEntityRef(entity), cache);
    if (annotation === undefined && marker === undefined) {
      return entity;
    }
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...own,
          ...(annotation !== undefined && {
            [SENTRY_PROJECT_SLUG_ANNOTATION]: annotation,
            [SENTRY_GENERATED_ANNOTATION]: 'coverage',
          }),
        },
      },
    };
  }

  async #annotationOf(
    ref: string,
    cache: CatalogProcessorCache,
  ): Promise<string | undefined> {
    const before = (await cache.get<string | null>(CACHED)) ?? undefined;
    const { annotations } = this.#generated;
    if (!annotations) {
      return before;
    }
    const annotation = annotations.get(ref);
    if (annotation !== before) {
      await cache.set(CACHED, annotation ?? null);
    }
    return annotation;
  }
}
