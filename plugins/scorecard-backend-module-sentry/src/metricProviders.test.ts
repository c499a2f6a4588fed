import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { validateThresholdsForMetric } from '@red-hat-developer-hub/backstage-plugin-scorecard-node';
import type { SentrySummary } from 'backstage-plugin-sentry-common';
import { SentryBackendClient } from 'backstage-plugin-sentry-node';
import { createSentryMetricProviders } from './metricProviders';

const entity = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
});

const summary = (more: Partial<SentrySummary>): SentrySummary => ({
  capped: [],
  statsPeriod: '14d',
  links: {},
  fetchedAt: '2026-11-30T20:00:00Z',
  stale: false,
  problems: [],
  ...more,
});

function setup(summaryOf: (name: string) => SentrySummary) {
  const sentry = new SentryBackendClient({
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
  });
  const getSummaries = jest
    .spyOn(sentry, 'getSummaries')
    .mockImplementation(async ({ entityRef }) => ({
      items: entityRef.map(ref => ({
        entityRef: ref,
        summary: summaryOf(ref.split('/')[1]),
      })),
    }));
  const providers = createSentryMetricProviders(sentry);
  const valuesOf = async (name: string) => {
    const maps = await Promise.all(
      providers.map(provider => provider.calculateMetrics?.(entity(name))),
    );
    return Object.fromEntries(maps.flatMap(values => [...(values ?? [])]));
  };
  return { getSummaries, providers, valuesOf };
}

it('gives each metric what its provider is asked for, and thresholds that scorecards accept', () => {
  const { providers } = setup(() => summary({}));
  for (const provider of providers) {
    const { rules } = provider.getMetricThresholds();
    expect(() =>
      validateThresholdsForMetric({ rules }, provider.getMetricType()),
    ).not.toThrow();
    expect(provider.getMetrics?.().map(({ id }) => id)).toEqual(
      provider.getMetricIds?.(),
    );
  }
  expect(providers.flatMap(one => one.getMetricIds?.())).toHaveLength(10);
});

it('asks for the entities of a page together, 50 at a time', async () => {
  const { providers, getSummaries } = setup(name =>
    summary({ unhandled: 0, unresolved: name.length }),
  );
  const issues = providers.find(
    provider => provider.getProviderId() === 'sentry.issues',
  );
  const names = Array.from({ length: 60 }, (_, index) => `c${index}`);
  const values = await Promise.all(
    names.map(name => issues?.calculateMetrics?.(entity(name))),
  );
  expect([...(values[59] ?? [])]).toEqual([
    ['sentry.unresolvedCount', 3],
    ['sentry.unhandledCount', 0],
  ]);
  const asked = getSummaries.mock.calls.map(([query]) => query);
  expect(asked.every(({ facts }) => facts)).toBe(true);
  expect(asked.map(({ entityRef }) => entityRef.length)).toEqual([50, 10]);
});

it('has no value of what is not known', async () => {
  const { valuesOf, providers } = setup(name =>
    name === 'partial'
      ? summary({ partial: true, unresolved: 3 })
      : summary({
          unresolved: 0,
          unhandled: 2,
          uncounted: { unhandled: 1 },
          release: {
            version: '1',
            instance: 'default',
            organization: 'acme',
            projects: ['shop-web'],
            health: { crashFreeSessions: 0.99 },
          },
          facts: { oldestUnresolvedDays: 0 },
        }),
  );
  expect(await valuesOf('partial')).toEqual({ 'sentry.hasProject': true });
  expect(await valuesOf('whole')).toEqual({
    'sentry.hasProject': true,
    'sentry.unresolvedCount': 0,
    'sentry.oldestUnresolvedDays': 0,
    'sentry.crashFreeSessions': 0.99,
  });
  const health = providers.find(
    provider => provider.getProviderId() === 'sentry.health',
  );
  await expect(health?.calculateMetric(entity('partial'))).rejects.toThrow(
    'sentry.crashFreeSessions',
  );
});
