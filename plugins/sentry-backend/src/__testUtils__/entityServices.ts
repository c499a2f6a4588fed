import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { parseSentryProjectAnnotation } from 'backstage-plugin-sentry-common';
import { SentryCaller, type SentryService } from 'backstage-plugin-sentry-node';
import type { Answer } from '../answers/AnswerCache';
import { CatalogReader } from '../access/CatalogReader';
import { SentryAccounts } from '../access/accounts';
import { type AuthorizedEntity } from '../access/types';
import { SourceLinks } from '../features/detail/sourceLinks';
import { createEntityServices } from '../features/createEntityServices';
import { IdentityCheck } from '../scopes/identity';

export const caller = new SentryCaller({
  credentials: mockCredentials.user(),
});

/** The services over a given Sentry, with a cache of their own. */
export function entityServices(sentry: SentryService) {
  const reader = new CatalogReader({
    catalog: catalogServiceMock(),
    logger: mockServices.logger.mock(),
  });
  return createEntityServices({
    sourceLinks: new SourceLinks(mockServices.rootConfig()),
    sentry,
    events: mockServices.events(),
    identity: new IdentityCheck({
      accounts: new SentryAccounts({ auth: mockServices.auth(), reader }),
    }),
    logger: mockServices.logger.mock(),
    metrics: metricsServiceMock.mock(),
  });
}

/** A caller who was let in to an entity with that annotation. */
export function authorized(
  projects: string,
  own: { environments?: string[]; query?: string; ref?: string } = {},
): AuthorizedEntity {
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
