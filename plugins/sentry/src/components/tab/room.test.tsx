import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryTriageResponse } from 'backstage-plugin-sentry-common';
import { makeIssue, makePage } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import { advice } from '../../__testUtils__/triage';
import { SentryIssuesContent } from './SentryIssuesContent';

/** Makes every element as wide as this, in CSS pixels; jsdom has no layout. */
function giveRoom(width: number) {
  jest
    .spyOn(HTMLElement.prototype, 'clientWidth', 'get')
    .mockReturnValue(width);
}

const columns = async () => {
  await screen.findByRole('row', { name: /TypeError/ });
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

describe('the room that there is', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    window.history.replaceState(null, '', '/');
  });

  it.each([
    [
      1200,
      'Issue, Trend, Events, Users, First seen, Last seen, Priority, Assignee',
    ],
    [1000, 'Issue, Trend, Events, Users, Last seen, Priority, Assignee'],
    [760, 'Issue, Trend, Events, Users, Last seen'],
    [650, 'Issue, Events, Users, Last seen'],
  ])('of %s pixels has these columns: %s', async (room, names) => {
    giveRoom(room);
    renderForEntity(<SentryIssuesContent />, { sentryApi: setup() });
    expect((await columns()).join(', ')).toBe(names);
  });

  it('leaves the columns alone that are configured', async () => {
    giveRoom(650);
    renderForEntity(
      <SentryIssuesContent columns={['issue', 'firstSeen', 'assignee']} />,
      { sentryApi: setup() },
    );
    expect(await columns()).toEqual(['Issue', 'First seen', 'Assignee']);
  });

  it('of a phone has a list, in which several issues can be changed as well', async () => {
    giveRoom(328);
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
    expect(
      await screen.findByRole('button', { name: 'Resolve' }),
    ).toBeVisible();
  });

  it('of a phone is known again after a search that found nothing', async () => {
    giveRoom(328);
    const sentryApi = setup();
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    await screen.findByRole('list', { name: 'Issues' });
    sentryApi.getIssues.mockResolvedValueOnce(makePage({ items: [] }));
    const search = screen.getByRole('searchbox');
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
  it('tells issues apart that have one id in two organizations', async () => {
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

  it('keeps its place while nobody knows yet whether there is any', async () => {
    const sentryApi = setup();
    sentryApi.getTriage.mockReturnValue(new Promise(() => {}));
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    const row = await screen.findByRole('row', { name: /TypeError/ });

    expect(within(row).getByRole('checkbox')).toBeDisabled();
    expect(
      screen.getByRole('checkbox', { name: 'Select all issues on this page' }),
    ).toBeDisabled();
  });

  it('is not offered to who may not change any', async () => {
    const sentryApi = setup({ allowed: false, reason: 'forbidden', items: [] });
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    await screen.findByRole('row', { name: /TypeError/ });
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('selects all of the page, and none', async () => {
    const sentryApi = setup();
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    await screen.findByRole('row', { name: /TypeError/ });
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
