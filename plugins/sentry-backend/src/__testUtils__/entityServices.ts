import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { parseSentryProjectAnnotation } from 'backstage-plugin-sentry-common';
import type { SentryService } from 'backstage-plugin-sentry-node';
import type { SentryEntity } from '../access';
import type { Answer } from '../cache';
import { createEntityServices } from '../service';
import { FakeCache } from './FakeCache';

/** The services over a given Sentry, with a cache of their own. */
export function entityServices(sentry: SentryService) {
  return createEntityServices({
    sentry,
    cache: new FakeCache(),
    cacheInMemory: true,
    logger: mockServices.logger.mock(),
    metrics: metricsServiceMock.mock(),
  });
}

/** An entity that the caller was let in to. */
export function sentryEntity(
  projects: string,
  own: { environments?: string[]; query?: string } = {},
): SentryEntity {
  return {
    ref: 'component:default/shop',
    annotations: {
      ...parseSentryProjectAnnotation(projects),
      environments: own.environments ?? [],
      ...(own.query && { query: own.query }),
    },
  };
}

/** The body of an answer. */
export function bodyOf<T>({ body }: Answer): T {
  // The test says which route it asked.
  return JSON.parse(body.toString('utf8')) as T;
}
