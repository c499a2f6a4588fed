import type { Entity } from '@backstage/catalog-model';
import type {
  SentryEvent,
  SentryIssue,
  SentryIssueDetail,
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
  issueTrend: true,
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

/** The latest of three events; see {@link makeDetail}. */
export function makeEvent(overrides: Partial<SentryEvent> = {}): SentryEvent {
  return {
    id: 'c0ffee00c0ffee00c0ffee00c0ffee03',
    title: 'TypeError: currency is undefined',
    dateCreated: '2026-11-20T10:00:00Z',
    platform: 'javascript',
    type: 'error',
    level: 'error',
    environment: 'production',
    release: { version: 'shop-web@2.4.0', shortVersion: '2.4.0' },
    tags: [{ key: 'browser', value: 'Firefox 144' }],
    contexts: [{ name: 'browser', facts: [['name', 'Firefox']] }],
    exceptions: [
      {
        type: 'TypeError',
        value: 'currency is undefined',
        mechanism: { type: 'onerror', handled: false },
        frames: [
          {
            filename: 'src/cart/CartTotals.tsx',
            function: 'CartTotals',
            lineNo: 42,
            colNo: 7,
            inApp: true,
            context: [
              [41, 'const { cart } = props;'],
              [42, 'return cart.currency.code;'],
              [43, '}'],
            ],
            sourceUrl:
              'https://code.example.com/shop-web/src/cart/CartTotals.tsx#L42',
          },
          ...['renderWithHooks', 'updateFunctionComponent'].map(name => ({
            filename: 'node_modules/react-dom/index.js',
            function: name,
            lineNo: 100,
            inApp: false,
            context: [],
          })),
        ],
      },
    ],
    threads: [],
    breadcrumbs: [
      {
        timestamp: '2026-11-20T09:59:57.700Z',
        category: 'ui.click',
        level: 'info',
        message: 'button#pay',
      },
    ],
    request: {
      method: 'GET',
      url: 'https://shop.example.com/cart',
      headers: [['user-agent', 'Firefox']],
    },
    errors: [],
    position: { previous: 'c0ffee00c0ffee00c0ffee00c0ffee02' },
    link: 'https://sentry.example.com/issues/4501/events/c0ffee03/',
    ...overrides,
  };
}

export function makeDetail(
  overrides: Partial<SentryIssueDetail> = {},
): SentryIssueDetail {
  return {
    issue: makeIssue({ count: 9000, userCount: 400 }),
    trends: {
      '24h': { period: '24h', buckets: hourly(24) },
      '30d': { period: '30d', buckets: hourly(30, 24) },
    },
    firstRelease: {
      version: 'shop-web@2.3.0',
      shortVersion: '2.3.0',
      dateCreated: '2026-11-10T10:00:00Z',
    },
    lastRelease: { version: 'shop-web@2.4.0', shortVersion: '2.4.0' },
    environments: ['production', 'staging'],
    tags: [
      {
        key: 'browser.name',
        name: 'Browser',
        totalValues: 100,
        topValues: [
          { value: 'Firefox', count: 62, share: 0.62 },
          { value: 'Chrome', count: 30, share: 0.3 },
        ],
      },
    ],
    statusDetails: {},
    externalIssues: [],
    suspectCommits: [],
    event: makeEvent(),
    eventPositions: ['recommended', 'latest', 'oldest'],
    links: { sentry: 'https://sentry.example.com/issues/4501/' },
    fetchedAt: '2026-11-20T10:05:00Z',
    stale: false,
    problems: [],
    ...overrides,
  };
}

/** As many events in each bucket as its index says; ends on the 20th of November. */
function hourly(count: number, hours = 1): [number, number][] {
  const end = Date.parse('2026-11-20T10:00:00Z') / 1000;
  return Array.from({ length: count }, (_, index) => [
    end - (count - 1 - index) * hours * 3600,
    index,
  ]);
}

/** Two components of an aggregate, which share the project `shop-web`, and one more. */
export const components = [
  {
    ref: 'component:default/shop-web',
    title: 'Shop web',
    projects: ['default:acme/11'],
  },
  { ref: 'component:default/kiosk', projects: ['default:acme/11'] },
  { ref: 'component:default/eu-billing', projects: ['eu:acme-eu/7'] },
];
