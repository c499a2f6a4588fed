import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
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

describe('SentryIssuesCard', () => {
  it('shows the counts, each a way to the issues it counts', async () => {
    renderForEntity(<SentryIssuesCard />, { sentryApi: fakeApi() });

    const counts = await screen.findByRole('list', {
      name: 'Unresolved issues in the last 14 days',
    });
    const link = (name: RegExp) => within(counts).getByRole('link', { name });
    expect(link(/12.*New/)).toHaveAttribute(
      'href',
      '/sentry?query=is%3Aunresolved+is%3Anew&statsPeriod=14d',
    );
    expect(link(/3.*Regressed/)).toHaveAttribute(
      'href',
      '/sentry?query=is%3Aunresolved+is%3Aregressed&statsPeriod=14d',
    );
    expect(link(/0.*Escalating/)).toBeInTheDocument();
    expect(link(/99\+.*Unhandled/)).toHaveAttribute(
      'href',
      '/sentry?query=is%3Aunresolved+error.unhandled%3Atrue&statsPeriod=14d',
    );
    expect(within(counts).getByText('18,423')).toBeInTheDocument();
  });

  it('links each count to the search that it is of', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValue(
      makeSummary({ queries: { new: 'is:unresolved is:new level:fatal' } }),
    );
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(
      await screen.findByRole('link', { name: /12.*New/ }),
    ).toHaveAttribute(
      'href',
      '/sentry?query=is%3Aunresolved+is%3Anew+level%3Afatal&statsPeriod=14d',
    );
    // An older backend does not tell.
    expect(screen.getByRole('link', { name: /3.*Regressed/ })).toHaveAttribute(
      'href',
      '/sentry?query=is%3Aunresolved+is%3Aregressed&statsPeriod=14d',
    );
  });

  it('tells the trend in words', async () => {
    renderForEntity(<SentryIssuesCard />, { sentryApi: fakeApi() });

    expect(
      await screen.findByRole('img', {
        name: /^1,284 events in the last 14 days, most on November/,
      }),
    ).toBeInTheDocument();
  });

  it('shows a count that Sentry does not know as not known', async () => {
    const sentryApi = fakeApi();
    sentryApi.getSummary.mockResolvedValue(makeSummary({ new: undefined }));
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(
      await screen.findByRole('link', { name: /Unknown.*New/ }),
    ).toBeInTheDocument();
  });

  it('lists the top issues with what they are and how much they hurt', async () => {
    renderForEntity(<SentryIssuesCard />, { sentryApi: fakeApi() });

    const issues = await screen.findByRole('list', {
      name: 'Most frequent issues',
    });
    const row = within(issues).getByRole('listitem');
    expect(row).toHaveTextContent('currency is undefined');
    expect(row).toHaveTextContent('SHOP-WEB-1A · CartTotals');
    expect(row).toHaveTextContent('Level: error');
    expect(row).toHaveTextContent('Regressed');
    expect(row).toHaveTextContent('Unhandled');
    expect(row).toHaveTextContent('1.3K events');
    expect(row).toHaveTextContent('97 users');
    expect(
      within(row).getByRole('link', {
        name: 'currency is undefined SHOP-WEB-1A',
      }),
    ).toHaveAttribute(
      'href',
      '/sentry?statsPeriod=14d&sort=freq&issue=SHOP-WEB-1A',
    );
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

    await screen.findByText('Users hit');
    expect(sentryApi.getIssues).not.toHaveBeenCalled();
  });

  it('shows the counts as plain text where the app has no Sentry tab', async () => {
    renderForEntity(<SentryIssuesCard />, {
      sentryApi: fakeApi(),
      withTab: false,
    });

    await screen.findByText('Escalating');
    expect(screen.queryByRole('link', { name: /Escalating/ })).toBeNull();
    expect(screen.queryByRole('link', { name: 'All issues' })).toBeNull();
  });

  it('says calmly that there is nothing', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockResolvedValue(makePage({ items: [] }));
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(
      await screen.findByText('No unresolved issues in the last 14 days.'),
    ).toBeInTheDocument();
  });

  it('explains what to write where the entity names no project, without asking', async () => {
    const sentryApi = fakeApi();
    renderForEntity(<SentryIssuesCard />, {
      sentryApi,
      entity: makeEntity({}),
    });

    expect(await screen.findByText('No Sentry project yet')).toBeVisible();
    expect(screen.getByRole('figure')).toHaveTextContent(
      'sentry.io/project-slug: shop-web # a guess',
    );
    expect(sentryApi.getSummary).not.toHaveBeenCalled();
    expect(sentryApi.getIssues).not.toHaveBeenCalled();
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
    expect(
      screen.getByRole('figure', { name: 'app-config.yaml' }),
    ).toHaveTextContent('token: ${SENTRY_TOKEN}');

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('TypeError')).toBeVisible();
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
    const issues = screen.getByRole('list', { name: 'Most frequent issues' });
    expect(
      within(issues).getByRole('link', { name: 'Shop web' }),
    ).toHaveAttribute('href', '/catalog/default/component/shop-web');
  });
});
