import type { SentryMonitor } from 'backstage-plugin-sentry-common';
import type { MockSentryApiOptions } from '../src/testUtils';
import { ago } from './issues';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const place = { instance: 'default', organization: 'acme' };
const sentry = 'https://sentry.example.com/organizations/acme';

const checkIns = (worst: 'error' | 'missed' | 'ok') =>
  Array.from({ length: 20 }, (_, index) => ({
    status: index < 3 || index === 11 ? worst : ('ok' as const),
    date: ago(index * hour),
    environment: 'production',
    durationMs: 4200,
  }));

function makeMonitor(overrides: Partial<SentryMonitor>): SentryMonitor {
  const { state = 'ok' } = overrides;
  const isUnhealthy = state === 'failing' || state === 'missed';
  return {
    type: 'cron',
    id: overrides.name ?? '',
    name: '',
    ...place,
    project: 'shop-web',
    state,
    environments: [
      {
        name: 'production',
        state,
        isMuted: false,
        lastCheckIn: ago(25 * minute),
        nextCheckIn: ago(-35 * minute),
        failingSince: isUnhealthy ? ago(3 * hour) : undefined,
      },
    ],
    link: `${sentry}/insights/crons/`,
    ...overrides,
  };
}

/** What Sentry watches, whom it alerts, and what was released. */
export const monitoring = {
  monitors: {
    items: [
      makeMonitor({
        name: 'nightly-report',
        state: 'failing',
        schedule: '0 * * * *',
        timezone: 'Europe/Berlin',
        checkIns: checkIns('error'),
        issueId: '4501',
      }),
      makeMonitor({
        name: 'sync-stock',
        state: 'missed',
        schedule: 'every 5 minutes',
        checkIns: checkIns('missed'),
      }),
      makeMonitor({
        name: 'send-newsletter-to-all-customers-of-the-shop',
        schedule: '30 6 * * 1',
        checkIns: checkIns('ok'),
      }),
      makeMonitor({
        type: 'uptime',
        name: 'shop.example.com',
        url: 'https://shop.example.com/health',
      }),
    ],
  },
  alerts: {
    items: [
      {
        id: '7',
        name: 'High priority issues to the checkout team',
        ...place,
        projects: ['shop-web'],
        environment: 'production',
        recipients: [
          { channel: 'slack', name: '#checkout-alerts' },
          {
            channel: 'email',
            target: 'owners' as const,
            fallback: 'active-members' as const,
          },
        ],
        lastFired: ago(2 * day),
        link: `${sentry}/alerts/rules/7/`,
      },
      {
        id: '8',
        name: 'Pages',
        ...place,
        projects: ['shop-web'],
        recipients: [{ channel: 'pagerduty', name: 'Shop' }],
        link: `${sentry}/alerts/rules/8/`,
      },
    ],
    unalerted: [
      { ...place, project: 'shop-api', link: `${sentry}/alerts/new/issue/` },
    ],
  },
  releases: {
    items: Array.from({ length: 8 }, (_, index) => ({
      ...place,
      projects: ['shop-web'],
      version: `shop-web@4.${8 - index}.0`,
      shortVersion: `4.${8 - index}.0`,
      dateCreated: ago((2 + 5 * index) * day),
      newIssues: (index * 7) % 5,
      link: `${sentry}/releases/`,
      health: {
        crashFreeSessions: 0.965 + index * 0.005,
        crashFreeUsers: 0.975 + index * 0.003,
        adoption: index ? 0.3 / index : 0.634,
        sessions: 12_000 - index * 900,
      },
    })),
  },
  release: {
    commits: Array.from({ length: 12 }, (_, index) => ({
      id: `abcdef${index}`,
      shortId: `abcdef${index}`,
      message: `Show the currency of the cart before it is paid (#${100 + index})`,
      authorName: 'Ada Lovelace',
      url: 'https://github.com/acme/shop',
    })),
    commitCount: 31,
    deploys: [
      { environment: 'production', name: 'blue', date: ago(day) },
      { environment: 'staging', date: ago(2 * day) },
    ],
    issues: {
      new: {
        count: 9,
        capped: false,
        query: 'firstRelease:shop-web@4.8.0',
        link: `${sentry}/issues/`,
      },
      regressed: {
        count: 2,
        capped: false,
        query: 'is:regressed release:shop-web@4.8.0',
        link: `${sentry}/issues/`,
      },
      unresolved: {
        count: 100,
        capped: true,
        query: 'is:unresolved release:shop-web@4.8.0',
        link: `${sentry}/issues/`,
      },
    },
  },
} satisfies MockSentryApiOptions;

/** What of it comes with the summary. */
export const findings = [
  {
    type: 'unhealthy-monitor' as const,
    count: 2,
    total: 4,
    names: ['nightly-report', 'sync-stock'],
    link: `${sentry}/insights/crons/`,
  },
  {
    type: 'no-alert' as const,
    count: 1,
    total: 1,
    names: ['shop-web'],
    link: `${sentry}/alerts/new/issue/`,
  },
];
