import { act, screen, waitFor, within } from '@testing-library/react';
import type { SentryMonitor } from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import { makeEntity } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { SentryProblemException } from '../../api/errors';
import { SentryAlertsCard } from './SentryAlertsCard';
import { SentryMonitorsCard } from './SentryMonitorsCard';

const meta = { fetchedAt: '2026-11-20T10:05:00Z', stale: false, problems: [] };
const place = { instance: 'default', organization: 'acme' };
const checkIn = { date: '2026-11-20T10:00:00Z' };

const monitor: SentryMonitor = {
  type: 'cron',
  id: '1',
  name: 'nightly-report',
  ...place,
  project: 'shop-web',
  state: 'failing',
  schedule: '0 3 * * *',
  timezone: 'Europe/Berlin',
  environments: [
    {
      name: 'production',
      state: 'failing',
      isMuted: false,
      lastCheckIn: '2026-11-20T03:00:00Z',
      nextCheckIn: '2026-11-21T03:00:00Z',
      failingSince: '2026-11-19T03:00:00Z',
    },
    { name: 'staging', state: 'ok', isMuted: false },
    {
      name: 'old',
      state: 'failing',
      isMuted: true,
      failingSince: '2020-01-01T00:00:00Z',
    },
  ],
  checkIns: [
    { ...checkIn, status: 'error' },
    { ...checkIn, status: 'ok' },
    { ...checkIn, status: 'ok' },
  ],
  issueId: '4501',
  link: 'https://acme.sentry.io/crons/1/',
};

describe('SentryMonitorsCard', () => {
  it('says how each monitor is, and what came of it', async () => {
    const sentryApi = fakeApi();
    sentryApi.getMonitors.mockResolvedValue({
      items: [
        monitor,
        {
          ...monitor,
          type: 'uptime',
          name: 'shop.example.com',
          state: 'ok',
          schedule: undefined,
          url: 'https://shop.example.com/health',
          environments: [],
          checkIns: undefined,
        },
      ],
      supported: true,
      ...meta,
    });
    const { container } = renderForEntity(<SentryMonitorsCard />, {
      sentryApi,
    });

    const [job, address] = await screen.findAllByRole('listitem');
    expect(
      within(job).getByRole('link', { name: /nightly-report/ }),
    ).toHaveAttribute('href', monitor.link);
    expect(job).toHaveTextContent('Failing');
    expect(job).toHaveTextContent('0 3 * * * (Europe/Berlin) · production');
    expect(
      within(job).getByRole('img', {
        name: 'Last check-ins: 2 OK and 1 failed',
      }),
    ).toBeVisible();
    expect(
      within(job).getByRole('link', { name: 'Open its issue' }),
    ).toHaveAttribute('href', '/sentry?issue=4501');
    // That of the muted environment does not count.
    const times = [...job.querySelectorAll('time')].map(one => one.dateTime);
    expect(times).toEqual([
      '2026-11-19T03:00:00.000Z',
      '2026-11-20T03:00:00.000Z',
      '2026-11-21T03:00:00.000Z',
    ]);
    expect(address).toHaveTextContent('https://shop.example.com/health');
    expect(within(address).queryByText('Open its issue')).toBeNull();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('is not there where no server has monitors, or for an entity without a project', async () => {
    const sentryApi = fakeApi();
    renderForEntity(<SentryMonitorsCard />, { sentryApi });
    await waitFor(() => expect(sentryApi.getMonitors).toHaveBeenCalled());
    await waitFor(() =>
      expect(screen.queryByText('Sentry monitors')).toBeNull(),
    );

    const other = fakeApi();
    renderForEntity(<SentryMonitorsCard />, {
      sentryApi: other,
      entity: makeEntity({}),
    });
    expect(other.getMonitors).not.toHaveBeenCalled();
  });

  it('explains what is wrong, and says calmly that there are none', async () => {
    const sentryApi = fakeApi();
    sentryApi.getMonitors.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'UPSTREAM_UNAVAILABLE',
        message: 'Sentry returned an error (503).',
      }),
    );
    sentryApi.getMonitors.mockResolvedValue({
      items: [],
      supported: true,
      ...meta,
    });
    renderForEntity(<SentryMonitorsCard />, { sentryApi });

    expect(await screen.findByText('Sentry can’t be reached')).toBeVisible();
    act(() => screen.getByRole('button', { name: 'Try again' }).click());
    expect(
      await screen.findByText(/watches no jobs and no addresses/),
    ).toBeVisible();
  });
});

describe('a card that is out of view', () => {
  let come: () => void = () => {};
  beforeEach(() => {
    window.IntersectionObserver = class {
      root = null;
      rootMargin = '';
      scrollMargin = '';
      thresholds = [];
      constructor(notify: IntersectionObserverCallback) {
        come = () =>
          notify([{ isIntersecting: true } as IntersectionObserverEntry], this);
      }
      observe() {}
      unobserve() {}
      disconnect() {}
      takeRecords() {
        return [];
      }
    };
  });
  afterEach(() => {
    Reflect.deleteProperty(window, 'IntersectionObserver');
  });

  it('asks nothing before it is seen', async () => {
    const sentryApi = fakeApi();
    renderForEntity(<SentryAlertsCard />, { sentryApi });

    expect(await screen.findByText('Sentry alerts')).toBeVisible();
    expect(sentryApi.getAlerts).not.toHaveBeenCalled();
    await act(async () => come());
    expect(sentryApi.getAlerts).toHaveBeenCalledTimes(1);
  });
});

describe('SentryAlertsCard', () => {
  it('says whom each alert notifies, and which projects alert no one', async () => {
    const sentryApi = fakeApi();
    sentryApi.getAlerts.mockResolvedValue({
      items: [
        {
          id: '7',
          name: 'Notify the team',
          ...place,
          projects: ['shop-web'],
          recipients: [
            { channel: 'slack', name: '#alerts' },
            { channel: 'email', target: 'owners', fallback: 'all-members' },
          ],
          lastFired: '2026-11-19T03:00:00Z',
          link: 'https://acme.sentry.io/alerts/7/',
        },
        {
          id: '8',
          name: 'Silent',
          ...place,
          projects: ['shop-web'],
          environment: 'production',
          recipients: [],
        },
      ],
      supported: true,
      unalerted: [
        {
          ...place,
          project: 'shop-api',
          link: 'https://acme.sentry.io/alerts/new/',
        },
      ],
      ...meta,
    });
    const { container } = renderForEntity(<SentryAlertsCard />, { sentryApi });

    const [unalerted, loud, silent] = await screen.findAllByRole('listitem');
    expect(unalerted).toHaveTextContent('Issues in shop-api alert no one.');
    expect(
      within(unalerted).getByRole('link', { name: /Create an alert/ }),
    ).toHaveAttribute('href', 'https://acme.sentry.io/alerts/new/');
    expect(loud).toHaveTextContent(
      'Notifies #alerts (Slack) and issue owners, else all members',
    );
    expect(loud).toHaveTextContent(/Last fired/);
    expect(silent).toHaveTextContent('production · Notifies no one');
    expect(silent).not.toHaveTextContent(/Last fired/);
    expect(await axe(container)).toHaveNoViolations();
  });
});
