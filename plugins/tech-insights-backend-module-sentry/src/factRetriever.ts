import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { FactRetriever } from '@backstage-community/plugin-tech-insights-node';
import { SENTRY_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-sentry-common';
import {
  sentryFacts,
  type SentryBackendClient,
  type SentryFacts,
} from 'backstage-plugin-sentry-node';

/** Of the retriever, and its key in config. */
export const RETRIEVER_ID = 'sentry-facts';

const PAGE = 500;

/**
 * Retrieves the facts of all components, or of what the retriever's own filter in Tech
 * Insights selects. Of entities that name no Sentry project one fact is known: that they have
 * none.
 */
export function createSentryFactRetriever(options: {
  auth: AuthService;
  catalog: CatalogService;
  sentry: Pick<SentryBackendClient, 'getFacts'>;
}): FactRetriever {
  const { auth, catalog, sentry } = options;
  const ofComponents = [{ kind: 'component' }];
  return {
    id: RETRIEVER_ID,
    // Raised with each change of the schema.
    version: '0.2.0',
    title: 'Sentry',
    description: 'The Sentry issues, alerts and releases of an entity',
    entityFilter: ofComponents,
    schema: Object.fromEntries(
      Object.entries(sentryFacts).map(([name, { type, description }]) => [
        name,
        { type, description },
      ]),
    ),
    async handler({ entityFilter = ofComponents, logger }) {
      const facts = new Map<string, SentryFacts>();
      const annotated: string[] = [];
      const pages = catalog.streamEntities(
        {
          filter: entityFilter,
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            `metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`,
          ],
          pageSize: PAGE,
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      for await (const page of pages) {
        for (const entity of page) {
          const ref = stringifyEntityRef(entity);
          const { annotations } = entity.metadata;
          if (annotations?.[SENTRY_PROJECT_SLUG_ANNOTATION]?.trim()) {
            annotated.push(ref);
          } else {
            facts.set(ref, { hasProject: false });
          }
        }
      }
      const known = await sentry.getFacts(annotated, {
        onFailure: error =>
          logger.warn(`Up to 50 entities have no Sentry facts: ${error}`),
      });
      return [...facts, ...known].map(([ref, { ...values }]) => ({
        // In lower case, as the catalog's own refs: Tech Insights stores facts by them.
        entity: parseEntityRef(ref),
        facts: values,
      }));
    },
  };
}
