import type {
  SentryIssue,
  SentryIssueLevel,
  SentryIssuePriority,
  SentryIssueSubstatus,
  SentryProject,
} from 'backstage-plugin-sentry-common';

const hour = 3_600_000;

/** The projects of the playground. */
export const projects: SentryProject[] = [
  ['11', 'shop-web', 'Shop web'],
  ['12', 'checkout', 'Checkout'],
].map(([id, slug, name]) => ({
  instance: 'default',
  organization: 'acme',
  id,
  slug,
  name,
  link: `https://sentry.example.com/organizations/acme/issues/?project=${id}`,
}));

const samples: [type: string, value: string, culprit: string][] = [
  [
    'TypeError',
    "Cannot read properties of undefined (reading 'currency')",
    'CartTotals(src/cart/CartTotals.tsx)',
  ],
  [
    'ConnectionError',
    'connect ECONNREFUSED while asking payments',
    'POST /pay',
  ],
  [
    'ReallyQuiteExtraordinarilyLongNamedIntegrationException',
    'The remote party answered with something so surprising that it takes more than one line of a table to tell the tale of it in full',
    'com.example.integration.partners.ExtraordinaryPartnerConnector in handle',
  ],
  ['ChunkLoadError', 'Loading chunk 42 failed', 'webpack/runtime/ensure chunk'],
  ['ValidationError', 'quantity must be positive', 'checkout in submitOrder'],
];

const levels: SentryIssueLevel[] = [
  'error',
  'fatal',
  'error',
  'warning',
  'info',
];
const substatuses: SentryIssueSubstatus[] = [
  'regressed',
  'ongoing',
  'new',
  'escalating',
  'ongoing',
  'ongoing',
];
const priorities: SentryIssuePriority[] = ['high', 'medium', 'low'];

/** Issues of every kind, always the same ones, last seen ever longer ago. */
export function makeIssues(count: number): SentryIssue[] {
  return Array.from({ length: count }, (_, index) => {
    const [type, value, culprit] = samples[index % samples.length];
    return {
      id: String(4500 + index),
      shortId: `SHOP-WEB-${(36 + index).toString(36).toUpperCase()}`,
      title: `${type}: ${value}`,
      type,
      value,
      culprit,
      level: levels[index % levels.length],
      status: 'unresolved',
      substatus: substatuses[index % substatuses.length],
      priority: priorities[index % 4],
      isUnhandled: index % 3 === 0,
      permalink: `https://sentry.example.com/organizations/acme/issues/${
        4500 + index
      }/`,
      count: Math.round(18_400 / (index + 1) ** 1.3),
      userCount: Math.round(1_280 / (index + 1) ** 1.2),
      firstSeen: ago((index + 2) * 31 * hour),
      lastSeen: ago(index * index * 0.2 * hour + 90_000),
      trend: { period: '24h', buckets: makeBuckets(24, index + 1, hour) },
      assignee:
        index % 3 === 1
          ? undefined
          : {
              type: index % 3 ? 'user' : 'team',
              id: String(index),
              name: index % 3 ? 'Robin Sanders' : 'checkout',
            },
      project: projects[index % 5 === 4 ? 1 : 0],
    };
  });
}

/** Events over time with ups and downs that depend on the seed alone. */
export function makeBuckets(
  count: number,
  seed: number,
  width: number,
): [number, number][] {
  const end = Math.floor(Date.now() / width) * width;
  return Array.from({ length: count }, (_, index) => {
    const wave = Math.sin(index * 0.9 + seed) + Math.sin(index * 0.37 * seed);
    return [
      (end - (count - 1 - index) * width) / 1000,
      Math.max(0, Math.round(wave * 40 + 20)),
    ];
  });
}

/** An instant so many milliseconds before now, as the backend writes it. */
export function ago(milliseconds: number): string {
  return new Date(Date.now() - milliseconds).toISOString();
}
