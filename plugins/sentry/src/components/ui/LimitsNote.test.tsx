import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  glitchtipOnly,
  makePage,
  makeSummary,
  shopWeb,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import type { Capabilities } from '../../data/projects';
import { SentryIssuesCard } from '../card/SentryIssuesCard';
import { SentryIssuesContent } from '../tab/SentryIssuesContent';

function apiOf(capabilities: Capabilities | 'none' = glitchtipOnly) {
  const sentryApi = fakeApi();
  sentryApi.getProjects.mockResolvedValue({
    items: [{ ...shopWeb, ref: 'shop-web' }],
    fetchedAt: '2026-11-20T10:05:00Z',
    stale: false,
    problems: [],
    ...(capabilities !== 'none' && { capabilities }),
  });
  return sentryApi;
}

function open(search = '') {
  window.history.replaceState(null, '', `/catalog/sentry${search}`);
}

beforeEach(() => open());

describe('the tab of a server that can’t do everything', () => {
  it('offers what there is, and says in a word what isn’t', async () => {
    const { container } = renderForEntity(<SentryIssuesContent />, {
      sentryApi: apiOf(),
    });
    const filters = await screen.findByRole('search');

    expect(
      await within(filters).findByText(
        'GlitchTip can’t filter by period: showing all time.',
      ),
    ).toBeVisible();
    expect(
      within(filters).queryByRole('button', { name: /Period$/ }),
    ).toBeNull();
    expect(
      // Nor of events over time, which the list has for each issue.
      screen.getByText('GlitchTip doesn’t report user counts.'),
    ).toBeVisible();
    await screen.findByText('TypeError');
    const headers = screen.getAllByRole('columnheader');
    const names = headers.map(({ textContent }) => textContent);
    expect(names).toContain('Events');
    expect(names).toContain('Trend');
    expect(names).not.toContain('Users');

    const sortBy = screen.getByRole('button', { name: /Sort by$/ });
    await userEvent.click(sortBy);
    const orders = await screen.findAllByRole('option');
    expect(orders.map(({ textContent }) => textContent)).toEqual([
      'Last seen',
      'First seen',
      'Events',
    ]);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(sortBy).toHaveFocus());
    expect(await axe(container)).toHaveNoViolations();
  });

  it('falls back from an order that it does not have, and says so once', async () => {
    open('?sort=trends&statsPeriod=90d');
    const sentryApi = apiOf();
    renderForEntity(<SentryIssuesContent />, { sentryApi });

    expect(
      await screen.findByText(
        /GlitchTip can’t sort by “Trends”: sorted by “Last seen” instead./,
      ),
    ).toBeVisible();
    expect(await screen.findByText('TypeError')).toBeVisible();
    const sorts = sentryApi.getIssues.mock.calls.map(call => call[1]?.sort);
    expect(new Set(sorts)).toEqual(new Set(['date']));
    // A period that has no effect is none to clear.
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
  });

  it('speaks of no period where there are no issues', async () => {
    const sentryApi = apiOf();
    sentryApi.getIssues.mockResolvedValue(
      makePage({ items: [], totalItems: 0 }),
    );
    renderForEntity(<SentryIssuesContent />, { sentryApi });

    expect(
      await screen.findByText('There are no unresolved issues.'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Show last 90 days' }),
    ).toBeNull();
  });
});

describe('the card of a server that can’t do everything', () => {
  const little = makeSummary({
    unresolved: 7,
    new: undefined,
    regressed: undefined,
    escalating: undefined,
    unhandled: undefined,
    users: undefined,
    trend: undefined,
    capped: [],
  });

  it('leaves out what nobody can tell, and says why', async () => {
    const sentryApi = apiOf();
    sentryApi.getSummary.mockResolvedValue(little);
    const { container } = renderForEntity(<SentryIssuesCard />, { sentryApi });

    const counts = await screen.findByRole('list', {
      name: 'Unresolved issues',
    });
    expect(counts).toHaveTextContent(/^7 unresolved$/);
    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(
      screen.getByText(
        'GlitchTip can’t filter by period: showing all time. GlitchTip doesn’t report overall trends and user counts.',
      ),
    ).toBeVisible();
    expect(screen.queryByText(/97 users/)).toBeNull();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('asks in an order that there is', async () => {
    const sentryApi = apiOf();
    sentryApi.getSummary.mockResolvedValue(little);
    renderForEntity(<SentryIssuesCard sort="user" />, { sentryApi });

    expect(await screen.findByText(/can’t sort by “Users”/)).toBeVisible();
    await waitFor(() => expect(sentryApi.getIssues).toHaveBeenCalled());
    expect(
      sentryApi.getIssues.mock.calls.map(call => call[1]?.sort),
    ).not.toContain('user');
  });
});

describe('a server that can do everything', () => {
  it.each([
    ['card', <SentryIssuesCard key="card" />],
    ['tab', <SentryIssuesContent key="tab" />],
  ])('says nothing of it on the %s', async (_, element) => {
    const sentryApi = apiOf({
      ...glitchtipOnly,
      sorts: ['date', 'new', 'freq', 'user', 'trends'],
      statsPeriod: true,
      issueTrend: true,
      users: true,
      eventTrend: true,
      limitedBy: [],
    });
    renderForEntity(element, { sentryApi });

    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(document.body).not.toHaveTextContent(/all time|doesn’t report/);
  });

  it('is not asked about for the card', async () => {
    const sentryApi = apiOf();
    renderForEntity(<SentryIssuesCard />, { sentryApi });

    expect(await screen.findByText(/users hit/)).toBeVisible();
    expect(sentryApi.getProjects).not.toHaveBeenCalled();
  });

  it('leave nothing out where an older backend reports no capabilities', async () => {
    renderForEntity(<SentryIssuesContent />, { sentryApi: apiOf('none') });

    await screen.findByText('TypeError');
    expect(screen.getByRole('columnheader', { name: 'Trend' })).toBeVisible();
  });
});
