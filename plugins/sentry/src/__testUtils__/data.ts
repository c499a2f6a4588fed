import type { Entity } from '@backstage/catalog-model';
import type {
  SentryIssue,
  SentryIssuesPage,
  SentryProject,
  SentryProjectsResponse,
  SentrySummary,
} from 'backstage-plugin-sentry-common';

/** What is left where all of an entity's issues are in a GlitchTip. */
export const glitchtipOnly: NonNullable<
  SentryProjectsResponse['capabilities']
> = {
  sorts: ['date', 'new', 'freq'],
  statsPeriod: false,
  issueTrend: false,
  users: false,
  eventTrend: false,
  limitedBy: [{ instance: 'default', server: 'glitchtip' }],
};

export const shopWeb: SentryProject = {
  instance: 'default',
  organization: 'acme',
  id: '11',
  slug: 'shop-web',
  name: 'Shop web',
};

export function makeEntity(
  annotations: Record<string, string> = {
    'sentry.io/project-slug': 'shop-web',
  },
  kind = 'Component',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace: 'default', name: 'shop-web', annotations },
    spec: { type: 'website', lifecycle: 'production', owner: 'shop' },
  };
}

export function makeIssue(overrides: Partial<SentryIssue> = {}): SentryIssue {
  return {
    id: '4501',
    shortId: 'SHOP-WEB-1A',
    title: 'TypeError: currency is undefined',
    type: 'TypeError',
    value: 'currency is undefined',
    culprit: 'CartTotals',
    level: 'error',
    status: 'unresolved',
    substatus: 'regressed',
    priority: 'high',
    isUnhandled: true,
    permalink: 'https://sentry.example.com/issues/4501/',
    count: 1284,
    userCount: 97,
    firstSeen: '2026-11-02T10:00:00Z',
    lastSeen: '2026-11-20T10:00:00Z',
    trend: {
      period: '24h',
      buckets: [
        [1_794_000_000, 3],
        [1_794_003_600, 5],
      ],
    },
    assignee: { type: 'team', id: '12', name: 'checkout' },
    project: shopWeb,
    ...overrides,
  };
}

export function makePage(
  overrides: Partial<SentryIssuesPage> = {},
): SentryIssuesPage {
  return {
    items: [makeIssue()],
    pageInfo: {},
    totalItems: 1,
    totalIsEstimate: true,
    links: { sentry: 'https://sentry.example.com/issues/' },
    fetchedAt: '2026-11-20T10:05:00Z',
    stale: false,
    problems: [],
    ...overrides,
  };
}

export function makeSummary(
  overrides: Partial<SentrySummary> = {},
): SentrySummary {
  return {
    unresolved: 100,
    new: 12,
    regressed: 3,
    escalating: 0,
    unhandled: 100,
    users: 18_423,
    capped: ['unresolved', 'unhandled'],
    statsPeriod: '14d',
    trend: {
      period: '14d',
      buckets: [
        [1_794_009_600, 4],
        [1_794_096_000, 1280],
      ],
    },
    links: {},
    fetchedAt: '2026-11-20T10:05:00Z',
    stale: false,
    problems: [],
    ...overrides,
  };
}
