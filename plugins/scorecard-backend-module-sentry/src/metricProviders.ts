import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  MetricType,
  MetricValue,
  ThresholdConfig,
} from '@red-hat-developer-hub/backstage-plugin-scorecard-common';
import type { MetricProvider } from '@red-hat-developer-hub/backstage-plugin-scorecard-node';
import { SENTRY_PROJECT_SLUG_ANNOTATION } from 'backstage-plugin-sentry-common';
import {
  sentryFacts,
  type SentryBackendClient,
  type SentryFacts,
} from 'backstage-plugin-sentry-node';
import DataLoader from 'dataloader';

type Fact = keyof SentryFacts;

/** Facts that are judged alike are read together: by one provider, with its thresholds. */
const groups: {
  id: string;
  facts: Fact[];
  type: MetricType;
  rules: ThresholdConfig['rules'];
}[] = [
  {
    id: 'sentry.setup',
    facts: ['hasProject', 'hasAlert', 'hasOwnerRule'],
    type: 'boolean',
    rules: [
      { key: 'success', expression: '==true' },
      { key: 'error', expression: '==false' },
    ],
  },
  {
    id: 'sentry.issues',
    facts: [
      'unresolvedCount',
      'unhandledCount',
      'highPriorityCount',
      'regressedCount',
      'newCount',
    ],
    type: 'number',
    rules: [
      { key: 'success', expression: '<1' },
      { key: 'warning', expression: '1-10' },
      { key: 'error', expression: '>10' },
    ],
  },
  {
    id: 'sentry.age',
    facts: ['oldestUnresolvedDays'],
    type: 'number',
    rules: [
      { key: 'success', expression: '<30' },
      { key: 'warning', expression: '30-89' },
      { key: 'error', expression: '>89' },
    ],
  },
  {
    id: 'sentry.health',
    facts: ['crashFreeSessions'],
    type: 'number',
    rules: [
      { key: 'success', expression: '>=0.995' },
      { key: 'warning', expression: '>=0.98' },
      { key: 'error', expression: '<0.98' },
    ],
  },
];

/**
 * The providers of all metrics. Scorecard asks about the entities of a page at the same time,
 * and for each by itself: what is asked for in one turn becomes one request.
 */
export function createSentryMetricProviders(
  sentry: Pick<SentryBackendClient, 'getFacts'>,
): MetricProvider[] {
  const facts = new DataLoader<string, SentryFacts>(
    async refs => {
      const failures: unknown[] = [];
      const known = await sentry.getFacts([...refs], {
        onFailure: error => failures.push(error),
      });
      if (failures.length) {
        throw failures[0];
      }
      return refs.map(ref => known.get(ref) ?? {});
    },
    { cache: false, maxBatchSize: 50 },
  );
  return groups.map(group => createProvider(group, facts));
}

function createProvider(
  { id, facts, type, rules }: (typeof groups)[number],
  loader: DataLoader<string, SentryFacts>,
): MetricProvider {
  const metrics = facts.map(fact => ({
    id: `sentry.${fact}`,
    title: sentryFacts[fact].title,
    description: sentryFacts[fact].description,
    type,
    history: true,
  }));
  const calculateMetrics = async (entity: Entity) => {
    const known = await loader.load(stringifyEntityRef(entity));
    const values = new Map<string, MetricValue>();
    for (const fact of facts) {
      const value = known[fact];
      if (value !== undefined) {
        values.set(`sentry.${fact}`, value);
      }
    }
    return values;
  };
  return {
    getProviderDatasourceId: () => 'sentry',
    getProviderId: () => id,
    getMetricType: () => type,
    getMetric: () => metrics[0],
    getMetricIds: () => metrics.map(metric => metric.id),
    getMetrics: () => metrics,
    getMetricThresholds: () => ({ rules }),
    getCatalogFilter: () => ({
      [`metadata.annotations.${SENTRY_PROJECT_SLUG_ANNOTATION}`]:
        CATALOG_FILTER_EXISTS,
    }),
    calculateMetrics,
    async calculateMetric(entity) {
      const value = (await calculateMetrics(entity)).get(metrics[0].id);
      if (value === undefined) {
        throw new Error(`Sentry does not report ${metrics[0].id}`);
      }
      return value;
    },
  };
}
