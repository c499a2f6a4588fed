import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { parseSentryProjectAnnotation } from 'backstage-plugin-sentry-common';
import {
  createSentryCaller,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { Admission } from '../access';
import type { Answer } from '../cache';
import { createEntityServices } from '../service';

export const caller = createSentryCaller({
  credentials: mockCredentials.user(),
});

/** The services over a given Sentry, with a cache of their own. */
export function entityServices(sentry: SentryService) {
  return createEntityServices({
    sentry,
    logger: mockServices.logger.mock(),
    metrics: metricsServiceMock.mock(),
  });
}

/** A caller who was let in to an entity with that annotation. */
export function admission(
  projects: string,
  own: { environments?: string[]; query?: string; ref?: string } = {},
): Admission {
  const { ref = 'component:default/shop', environments = [], query } = own;
  const { refs, problems } = parseSentryProjectAnnotation(projects);
  return {
    caller,
    entity: {
      ref,
      annotations: {
        refs: refs.map(entry => ({ ...entry, entityRefs: [ref] })),
        problems,
        environments,
        ...(query && { query }),
      },
    },
  };
}

/** The body of an answer. */
export function bodyOf<T>({ body }: Answer): T {
  // The test says which route it asked.
  return JSON.parse(body.toString('utf8')) as T;
}
