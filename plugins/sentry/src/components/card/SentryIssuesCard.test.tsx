import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SentryRelease,
  SentrySummary,
} from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import {
  components,
  makeEntity,
  makeIssue,
  makePage,
  makeSummary,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { SentryIssuesCard } from './SentryIssuesCard';

const release: SentryRelease = {
  instance: 'default',
  organization: 'acme',
  projects: ['shop-web'],
  version: 'shop-web@4.2.0',
  shortVersion: '4.2.0',
  newIssues: 12,
  health: { crashFreeSessions: 0.965 },
};

const findVerdict = () =>
  screen.findByRole('list', { name: 'Unresolved issues in the last 14 days' });

/** What a link to the tab searches for, and in which window. */
function searchOf(link: HTMLElement) {
  const { searchParams } = new URL(
    link.getAttribute('href') ?? '',
    'http://localhost',
  );
  return `${searchParams.get('query') ?? 'is:unresolved'} in ${searchParams.get('statsPeriod')}`;
}

describe('SentryIssuesCard', () => {
  it('says first how bad it is, each part a link to the issues that it counts', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({ escalating: 8, release }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    const verdict = await findVerdict();
    const parts = within(verdict).getAllByRole('link');
    expect(parts.map(part => [part.textContent, searchOf(part)])).toEqual([
      ['3 regressed', 'is:unresolved is:regressed in 14d'],
      ['8 escalating', 'is:unresolved is:escalating in 14d'],
      ['12 new in 4.2.0', 'firstRelease:"shop-web@4.2.0" in 90d'],
      ['96.5% crash-free', 'release:"shop-web@4.2.0" in 14d'],
    ]);
    expect(screen.getByText(/In the last 14 days:/)).toHaveTextContent(
      'In the last 14 days: 99+ unresolved · 99+ unhandled · 18,423 users hit',
    );
    expect(searchOf(screen.getByRole('link', { name: '99+ unresolved' }))).toBe(
      'is:unresolved in 14d',
    );
  });

  it('says what is new once, by the release that brought it', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({ release: { ...release, newIssues: 9 } }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    const verdict = await findVerdict();
    expect(verdict).toHaveTextContent('3 regressed9 new in 4.2.096.5%');
  });

  it.each([
    [
      { unresolved: 12, capped: [] },
      'Nothing new in the last 14 days12 unresolved',
    ],
    [
      {
        unresolved: 12,
        capped: [],
        release: { ...release, newIssues: 0 },
      },
      'Nothing new in the last 14 days12 unresolved96.5% crash-free in 4.2.0',
    ],
    // What was not counted may be new.
    [
      { unresolved: 12, capped: [], uncounted: { new: 1, unresolved: 1 } },
      '12+ unresolved',
    ],
    [{ unresolved: 12, capped: [], partial: true }, '12 unresolved'],
    [{ unresolved: 12, capped: [], new: undefined }, '12 unresolved'],
    [
      { unresolved: undefined, capped: [], new: undefined },
      'Sentry reports no counts',
    ],
    [{ unresolved: 0, capped: [] }, 'No unresolved issues in the last 14 days'],
  ] satisfies [Partial<SentrySummary>, string][])(
    'is calm where nothing got worse, and says no more than is known (%#)',
    async (summary, verdict) => {
      const sentryApi = fakeApi();
      sentryApi.getSummary.mockResolvedValue(
        makeSummary({ new: 0, regressed: 0, escalating: 0, ...summary }),
      );
      renderForEntity(<SentryIssuesCard maxItems={0} />, { sentryApi });

      expect(await findVerdict()).toHaveTextContent(verdict);
    },
  );

  it('links each count to the search that it is of', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({ queries: { new: 'is:unresolved is:new level:fatal' } }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(searchOf(await screen.findByRole('link', { name: '12 new' }))).toBe(
      'is:unresolved is:new level:fatal in 14d',
    );
  });

  it('says which monitors fail and that no one is alerted, without asking more', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({
        findings: [
          {
            type: 'unhealthy-monitor',
            count: 6,
            total: 9,
            names: ['nightly-report', 'sync-stock'],
            link: 'https://acme.sentry.io/crons/nightly-report/',
          },
          {
            type: 'no-alert',
            count: 1,
            total: 1,
            names: ['shop-web'],
            link: 'https://acme.sentry.io/alerts/new/',
          },
        ],
      }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    const findings = within(
      await screen.findByRole('list', { name: 'Monitors and alerts' }),
    );
    expect(
      findings.getByRole('link', {
        name: /^6 monitors failing: nightly-report, sync-stock, and 4 more/,
      }),
    ).toHaveAttribute('href', 'https://acme.sentry.io/crons/nightly-report/');
    expect(
      findings.getByRole('link', { name: /^No alerts set up/ }),
    ).toHaveAttribute('href', 'https://acme.sentry.io/alerts/new/');
  });

  it('names the findings alone where they lead nowhere, and nothing where none is known', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValueOnce(
      makeSummary({
        findings: [
          {
            type: 'no-alert',
            count: 2,
            total: 5,
            names: ['shop-web', 'shop-api'],
            link: 'data:text/html,x',
          },
        ],
      }),
    );
    const { unmount } = renderForEntity(<SentryIssuesCard />, { sentryApi });
    const text = await screen.findByText('2 projects without alerts');
    expect(text.closest('a')).toBeNull();
    unmount();

    renderForEntity(<SentryIssuesCard />, { sentryApi: fakeApi() });
    await findVerdict();
    expect(screen.queryByText(/alerts|monitor|missed/)).toBeNull();
  });

  it('has the trend in words', async () => {
    renderForEntity(<SentryIssuesCard />, { sentryApi: fakeApi() });

    expect(
      await screen.findByRole('img', {
        name: /^1,284 events in the last 14 days, most on November/,
      }),
    ).toBeInTheDocument();
  });

  it('lists what needs attention, each a link by its message', async () => {
    const sentryApi = fakeApi();
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    const issues = await screen.findByRole('list', { name: 'Needs attention' });
    const row = within(issues).getByRole('listitem');
    expect(row).toHaveTextContent('Level: error');
    expect(row).toHaveTextContent('Regressed');
    expect(row).toHaveTextContent('Unhandled');
    expect(row).toHaveTextContent('TypeError · SHOP-WEB-1A · CartTotals');
    expect(row).toHaveTextContent('1.3K events');
    expect(row).toHaveTextContent('97 users');
    expect(row).toHaveTextContent('Assigned to checkout');
    expect(
      within(row).getByRole('img', { name: /^8 events in the last 24 hours/ }),
    ).toBeInTheDocument();
    expect(
      within(row).getByRole('link', {
        name: 'currency is undefined SHOP-WEB-1A',
      }),
    ).toHaveAttribute(
      'href',
      '/sentry?statsPeriod=14d&sort=attention&issue=SHOP-WEB-1A',
    );
    expect(screen.getByRole('link', { name: '1 issue' })).toHaveAttribute(
      'href',
      '/sentry?statsPeriod=14d',
    );
    // Nothing else is asked for on an overview.
    expect(sentryApi.getProjects).not.toHaveBeenCalled();
  });

  it('lists the most frequent ones where the server can’t say what needs attention', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockResolvedValue({ ...makePage(), sort: 'freq' });
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    await screen.findByRole('list', { name: 'Most frequent issues' });
    expect(
      sentryApi.getIssues.mock.calls.map(([, query]) => query?.sort),
    ).toEqual(['attention']);
  });

  it('links to Sentry where the app has no tab', async () => {
    renderForEntity(<SentryIssuesCard />, {
      sentryApi: fakeApi(),
      withTab: false,
    });

    const link = await screen.findByRole('link', {
      name: 'currency is undefined SHOP-WEB-1A (opens in a new tab)',
    });
    expect(link).toHaveAttribute(
      'href',
      'https://sentry.example.com/issues/4501/',
    );
    expect(link).toHaveAttribute('target', '_blank');
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  });

  it('links to nowhere but http and https', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockResolvedValue(
      makePage({
        items: [makeIssue({ permalink: 'data:text/html,1' })],
        links: { sentry: 'ftp://sentry.example.com/' },
      }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi, withTab: false });

    await screen.findByText('TypeError');
    expect(screen.queryByRole('link', { name: /TypeError/ })).toBeNull();
    expect(screen.queryByRole('link', { name: /Open in Sentry/ })).toBeNull();
  });

  it('asks for what it is configured to show', async () => {
    const sentryApi = fakeApi();
    renderForEntity(
      <SentryIssuesCard maxItems={3} statsPeriod="24h" sort="trends" />,
      { sentryApi },
    );

    await screen.findByText('TypeError');
    expect(sentryApi.getIssues).toHaveBeenCalledWith(
      'component:default/shop-web',
      { statsPeriod: '24h', sort: 'trends', limit: 3 },
      { signal: expect.any(AbortSignal) },
    );
    expect(sentryApi.getSummary).toHaveBeenCalledWith(
      'component:default/shop-web',
      { statsPeriod: '24h' },
      { signal: expect.any(AbortSignal) },
    );
  });

  it('asks for no issues where it shows the counts alone', async () => {
    const sentryApi = fakeApi();
    renderForEntity(<SentryIssuesCard maxItems={0} />, { sentryApi });

    await screen.findByText(/users hit/);
    expect(sentryApi.getIssues).not.toHaveBeenCalled();
  });

  it('shows the counts as plain text where the app has no Sentry tab', async () => {
    renderForEntity(<SentryIssuesCard />, {
      sentryApi: fakeApi(),
      withTab: false,
    });

    await screen.findByText('3 regressed');
    expect(screen.queryByRole('link', { name: /regressed/ })).toBeNull();
    expect(screen.queryByRole('link', { name: /^All|issue$/ })).toBeNull();
  });

  it('says calmly that there is nothing', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockResolvedValue(makePage({ items: [] }));
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(
      await screen.findByText('No unresolved issues in the last 14 days'),
    ).toBeInTheDocument();
  });

  it('explains what to write where the entity names no project', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockRejectedValue(
      new SentryProblemException({
        code: 'ANNOTATION_MISSING',
        message: 'It has no annotation.',
      }),
    );
    renderForEntity(<SentryIssuesCard />, {
      sentryApi,
      entity: makeEntity({}),
    });

    expect(await screen.findByText('No Sentry project to show')).toBeVisible();
    expect(screen.getByRole('figure')).toHaveTextContent(
      'sentry.io/project-slug: shop-web # a guess',
    );
    expect(sentryApi.getIssues).not.toHaveBeenCalled();
    expect(sentryApi.getSummary).not.toHaveBeenCalled();
  });

  it('explains config first where the annotation is missing, too', async () => {
    const sentryApi = fakeApi();
    sentryApi.getProjects.mockRejectedValue(
      new SentryProblemException({
        code: 'NOT_CONFIGURED',
        message: 'There is no token for Sentry.',
      }),
    );
    renderForEntity(<SentryIssuesCard />, {
      sentryApi,
      entity: makeEntity({}),
    });

    expect(await screen.findByText('Sentry is not configured')).toBeVisible();
    expect(screen.queryByText('No Sentry project to show')).toBeNull();
  });

  it('asks for a system without a project: its parts may have some', async () => {
    const sentryApi = fakeApi();
    renderForEntity(<SentryIssuesCard />, {
      sentryApi,
      entity: makeEntity({}, 'System'),
    });

    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(sentryApi.getSummary.mock.calls[0][0]).toBe(
      'system:default/shop-web',
    );
  });

  it('explains what to configure, and comes to life when it is', async () => {
    const sentryApi = fakeApi();
    const problem = new SentryProblemException({
      code: 'NOT_CONFIGURED',
      message: 'There is no token for Sentry.',
    });
    sentryApi.getSummary.mockRejectedValueOnce(problem);
    sentryApi.getIssues.mockRejectedValueOnce(problem);
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(await screen.findByText('Sentry is not configured')).toBeVisible();
    expect(screen.getByText('There is no token for Sentry.')).toBeVisible();
    expect(screen.getByText('For the platform team')).toBeVisible();
    expect(
      screen.getByRole('figure', { name: 'app-config.yaml' }),
    ).toHaveTextContent('token: ${SENTRY_TOKEN}');

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('TypeError')).toBeVisible();
  });

  it.each<['getSummary' | 'getIssues', string]>([
    ['getSummary', 'currency is undefined'],
    ['getIssues', '3 regressed'],
  ])('shows one half where the other fails: %s', async (failing, other) => {
    const sentryApi = fakeApi();
    sentryApi[failing].mockRejectedValueOnce(
      new SentryProblemException({
        code: 'UPSTREAM_UNAVAILABLE',
        message: 'Sentry returned an error (503).',
      }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    const notice = await screen.findByText('Sentry can’t be reached');
    expect(notice).toBeVisible();
    expect(screen.getByText(other)).toBeVisible();
    // The words of the backend are for the platform team.
    expect(
      screen.getByText('Sentry returned an error (503).'),
    ).not.toBeVisible();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(notice).not.toBeInTheDocument());
    expect(screen.getByText('currency is undefined')).toBeVisible();
    expect(screen.getByText('3 regressed')).toBeVisible();
  });

  it('keeps what it shows when asking for it anew fails', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValueOnce(
      makeSummary({
        stale: true,
        problems: [{ code: 'UPSTREAM_TIMEOUT', message: 'No answer.' }],
      }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });
    const expired = new SentryRequestException('unauthenticated', 'no');
    sentryApi.getSummary.mockRejectedValue(expired);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try again' }),
    );

    expect(
      await screen.findByText(/^Your session expired\. Showing data from/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Reload page' })).toBeVisible();
    expect(screen.getByText('3 regressed')).toBeVisible();
    expect(screen.getByText('currency is undefined')).toBeVisible();
  });

  it('shows one explanation where both requests fail', async () => {
    const sentryApi = fakeApi();
    const refusal = new SentryRequestException('forbidden', 'no');
    sentryApi.getSummary.mockRejectedValue(refusal);
    sentryApi.getIssues.mockRejectedValue(refusal);
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(
      await screen.findAllByText(
        'You don’t have permission to see these issues',
      ),
    ).toHaveLength(1);
  });

  it('has nothing that axe objects to', async () => {
    const { container } = renderForEntity(<SentryIssuesCard />, {
      sentryApi: fakeApi(),
    });
    await screen.findByText('TypeError');

    expect(await axe(container)).toHaveNoViolations();
  });

  it('says on a system what each component adds, and of which each issue is', async () => {
    const sentryApi = fakeApi();
    const [shop, , eu] = components;
    sentryApi.getIssues.mockResolvedValue(makePage({ entities: [shop] }));
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({
        components: [
          { ...shop, unresolved: 2, capped: false },
          { ...eu, unresolved: 100, capped: true },
        ],
      }),
    );
    renderForEntity(<SentryIssuesCard />, {
      sentryApi,
      entity: makeEntity({}, 'System'),
    });

    const totals = await screen.findByRole('list', {
      name: 'Unresolved issues by component (2)',
    });
    expect(
      within(totals)
        .getAllByRole('link')
        .map(link => link.textContent),
    ).toEqual(['eu-billing 99+ unresolved', 'Shop web 2 unresolved']);
    const issues = screen.getByRole('list', { name: 'Needs attention' });
    expect(
      within(issues).getByRole('link', { name: 'Shop web' }),
    ).toHaveAttribute('href', '/catalog/default/component/shop-web');
  });
});
