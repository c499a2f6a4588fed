import type {
  SentryIssue,
  SentryIssueDetail,
  SentryTagDistribution,
} from 'backstage-plugin-sentry-common';
import { ago, makeBuckets } from './issues';

const hour = 3_600_000;
const day = 24 * hour;
const project = 'https://sentry.example.com/organizations/acme';

/** What the detail of an issue adds: much for most, next to nothing for every fifth. */
export function makeDetail(issue: SentryIssue): Partial<SentryIssueDetail> {
  const seed = Number(issue.id) - 4500;
  if (seed % 5 === 4) {
    return {};
  }
  return {
    issue: {
      ...issue,
      lifetime: {
        count: issue.count * 7,
        userCount: (issue.userCount ?? 0) * 3,
        firstSeen: issue.firstSeen,
        lastSeen: issue.lastSeen,
      },
    },
    trends: {
      '24h': { period: '24h', buckets: makeBuckets(24, seed + 1, hour) },
      '30d': { period: '30d', buckets: makeBuckets(30, seed + 2, day) },
    },
    firstRelease: makeRelease('2.3.0', 21 * day),
    lastRelease: makeRelease('2.4.0', 9 * hour),
    environments: ['production', 'staging'],
    tags: makeTags(),
    suspectCommits: [
      {
        id: '4f1c2a9d3b5e6f708192a3b4c5d6e7f809182736',
        shortId: '4f1c2a9',
        message: 'Read the currency from the cart instead of the session',
        authorName: 'Robin Sanders',
        dateCreated: ago(10 * hour),
        url: 'https://code.example.com/acme/shop-web/commit/4f1c2a9',
      },
    ],
    externalIssues: [
      {
        label: 'SHOP-812',
        url: 'https://jira.example.com/browse/SHOP-812',
        kind: 'jira',
      },
    ],
  };
}

export function makeRelease(version: string, age: number) {
  return {
    version: `shop-web@${version}`,
    shortVersion: version,
    dateCreated: ago(age),
    link: `${project}/releases/shop-web@${version}/`,
  };
}

function makeTags(): SentryTagDistribution[] {
  return [
    makeTag('browser.name', 'Browser', ['Chrome', 'Firefox', 'Mobile Safari']),
    makeTag('release', 'Release', ['2.4.0', '2.3.0']),
    makeTag('environment', 'Environment', ['production', 'staging']),
    makeTag('os.name', 'Operating system', [
      'Windows',
      'iOS',
      'Linux',
      'macOS',
    ]),
    makeTag('transaction', 'Transaction', [
      '/checkout/:cart/payment/:provider/confirmation',
      '/cart',
    ]),
    makeTag('runtime', 'Runtime', ['node v24.1.0']),
    makeTag('handled', 'Handled', ['no', 'yes']),
    makeTag('locale', 'Locale', ['', 'العربية', 'de-DE']),
  ];
}

function makeTag(
  key: string,
  name: string,
  values: string[],
): SentryTagDistribution {
  const totalValues = 1200;
  let left = values.length === 1 ? totalValues : totalValues - 40;
  const topValues = values.map((value, index) => {
    const isLast = index === values.length - 1;
    const count = isLast ? left : Math.round(left * 0.62);
    left -= count;
    return { value, count, share: count / totalValues };
  });
  return { key, name, totalValues, topValues };
}
