import { renderHook, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryTriageResponse } from 'backstage-plugin-sentry-common';
import { makeIssue, makePage } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { advice } from '../../__testUtils__/triage';
import { allCapabilities } from '../../data/projects';
import { useShownColumns } from './columns';
import { SentryIssuesContent } from './SentryIssuesContent';

/** Makes every element as wide as this, in CSS pixels; jsdom has no layout. */
function setWidth(width: number) {
  jest
    .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
    .mockReturnValue(width);
}

const columns = async () => {
  await screen.findByText('TypeError');
  return screen
    .getAllByRole('columnheader')
    .map(({ textContent }) => textContent)
    .filter(Boolean);
};

function setup(triage: SentryTriageResponse = advice()) {
  const sentryApi = fakeApi();
  sentryApi.getTriage.mockResolvedValue(triage);
  return sentryApi;
}

describe('the width of the list', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    window.history.replaceState(null, '', '/');
  });

  it.each([
    [1176, 'issue,trend,events,users,lastSeen,priority,assignee'],
    [1016, 'issue,trend,events,users,lastSeen,assignee'],
    [800, 'issue,trend,events,users,lastSeen'],
    [620, 'issue,events,users,lastSeen'],
  ])('of %s pixels fits these columns: %s', (width, names) => {
    const { result } = renderHook(() =>
      useShownColumns({
        capabilities: allCapabilities,
        isAggregate: false,
        hasManyProjects: false,
        width,
      }),
    );
    expect(result.current.join()).toBe(names);
  });

  it('is that of the table', async () => {
    setWidth(800);
    renderForEntity(<SentryIssuesContent />, { sentryApi: setup() });
    expect((await columns()).join(', ')).toBe(
      'Issue, Trend, Events, Users, Last seen',
    );
  });

  it('does not matter where columns are configured', async () => {
    setWidth(650);
    renderForEntity(
      <SentryIssuesContent columns={['issue', 'firstSeen', 'assignee']} />,
      { sentryApi: setup() },
    );
    expect(await columns()).toEqual(['Issue', 'First seen', 'Assignee']);
  });

  it('of a phone has a list, in which several issues can be changed as well', async () => {
    setWidth(328);
    const sentryApi = setup();
    sentryApi.getIssues.mockResolvedValue(
      makePage({
        items: [
          makeIssue(),
          makeIssue({ id: '4502', shortId: 'SHOP-WEB-1B', type: 'RangeError' }),
        ],
      }),
    );
    renderForEntity(<SentryIssuesContent />, { sentryApi });

    const list = await screen.findByRole('list', { name: 'Issues' });
    expect(screen.queryByRole('grid')).toBeNull();
    await userEvent.click(
      await within(list).findByRole('checkbox', { name: 'Select SHOP-WEB-1B' }),
    );
    expect(screen.getByText('1 issue selected')).toBeVisible();
    expect(await screen.findByRole('button', { name: 'Status' })).toBeVisible();
  });

  it('of a phone is measured again after a search that found nothing', async () => {
    setWidth(328);
    const sentryApi = setup();
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    await screen.findByRole('list', { name: 'Issues' });
    sentryApi.getIssues.mockResolvedValueOnce(makePage({ items: [] }));
    const search = screen.getByRole('combobox');
    await userEvent.clear(search);
    await userEvent.type(search, 'is:resolved{Enter}');
    await screen.findByText(/No issues|Nothing/);

    await userEvent.clear(search);
    await userEvent.type(search, 'is:unresolved{Enter}');
    expect(
      await screen.findByRole('list', { name: 'Issues' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid')).toBeNull();
  });
});

describe('selecting issues', () => {
  it('distinguishes issues with the same id in two organizations', async () => {
    const sentryApi = setup();
    const issue = makeIssue();
    const other = { ...issue.project, organization: 'acme-eu' };
    sentryApi.getIssues.mockResolvedValue(
      makePage({ items: [issue, makeIssue({ project: other })] }),
    );
    renderForEntity(<SentryIssuesContent />, { sentryApi });

    const [first, second] = await screen.findAllByRole('checkbox', {
      name: `Select ${issue.shortId}`,
    });
    await userEvent.click(second);
    expect(second).toBeChecked();
    expect(first).not.toBeChecked();
    expect(screen.getByText('1 issue selected')).toBeVisible();
  });

  it('is disabled until the permission is known', async () => {
    const sentryApi = setup();
    sentryApi.getTriage.mockReturnValue(new Promise(() => {}));
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    const row = await screen.findByRole('row', { name: /TypeError/ });

    expect(within(row).getByRole('checkbox')).toBeDisabled();
    expect(
      screen.getByRole('checkbox', { name: 'Select all issues on this page' }),
    ).toBeDisabled();
  });

  it('is not offered without the permission to change issues', async () => {
    const sentryApi = setup({ allowed: false, reason: 'forbidden', items: [] });
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    await screen.findByText('TypeError');
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('selects all of the page, and none', async () => {
    const sentryApi = setup();
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    await screen.findByText('TypeError');
    const all = screen.getByRole('checkbox', {
      name: 'Select all issues on this page',
    });

    await userEvent.click(all);
    expect(screen.getByRole('checkbox', { name: /SHOP-WEB/ })).toBeChecked();
    await userEvent.click(all);
    expect(
      screen.getByRole('checkbox', { name: /SHOP-WEB/ }),
    ).not.toBeChecked();
  });
});
