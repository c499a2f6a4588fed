import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeDetail, makeIssue, makePage } from '../../__testUtils__/data';
import {
  findDrawer,
  otherIssue,
  showTab,
  tab,
} from '../../__testUtils__/render';
import { fakeApi } from '../../__testUtils__/fakes';

describe('the drawer of an issue', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('opens from its row, with an address of its own beside the filters', async () => {
    const sentryApi = showTab('?sort=freq');
    const link = await screen.findByRole('link', { name: 'TypeError' });
    expect(link).toHaveAttribute('href', `${tab}?sort=freq&issue=SHOP-WEB-1A`);
    const lists = sentryApi.getIssues.mock.calls.length;
    await userEvent.click(link);

    const drawer = await findDrawer();
    expect(drawer).toHaveAccessibleName(/TypeError/);
    expect(
      within(drawer).getByRole('heading', { level: 2, name: 'TypeError' }),
    ).toHaveFocus();
    expect(window.location.search).toBe('?sort=freq&issue=SHOP-WEB-1A');
    expect(sentryApi.getIssues).toHaveBeenCalledTimes(lists);
    expect(sentryApi.getIssue).toHaveBeenCalledTimes(1);
  });

  it('shows what the list knows of an issue while the rest is on its way', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockReturnValue(new Promise(() => {}));
    sentryApi.getIssues.mockResolvedValueOnce(
      makePage({
        items: [
          makeIssue({
            lifetime: {
              count: 9000,
              userCount: 400,
              firstSeen: '2026-11-02T10:00:00Z',
              lastSeen: '2026-11-20T10:00:00Z',
            },
          }),
        ],
      }),
    );
    showTab('', sentryApi);
    await userEvent.click(
      await screen.findByRole('link', { name: 'TypeError' }),
    );

    const drawer = within(await screen.findByRole('dialog'));
    expect(drawer.getByText('currency is undefined')).toBeVisible();
    const figureOf = (name: string) => drawer.getByText(name).parentElement;
    expect(figureOf('Users hit')).toHaveTextContent(
      'Users hit40097 in the last 14 days',
    );
    expect(figureOf('Events')).toHaveTextContent(
      'Events9K9,0001,284 in the last 14 days',
    );
    expect(drawer.getByRole('status')).toHaveTextContent('Loading the issue…');
  });

  it('shows how the issue is now to who comes back from another tab', async () => {
    const sentryApi = showTab('?issue=SHOP-WEB-1A');
    const drawer = within(await findDrawer());
    expect(drawer.getByText('Unresolved, regressed')).toBeInTheDocument();
    const lists = sentryApi.getIssues.mock.calls.length;
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        issue: makeIssue({ status: 'resolved', substatus: undefined }),
        statusDetails: { actor: 'Ada' },
      }),
    );
    const now = jest
      .spyOn(Date, 'now')
      .mockReturnValue(Date.now() + 10 * 60_000);
    fireEvent(document, new Event('visibilitychange'));
    now.mockRestore();

    expect(await drawer.findByText('Resolved, by Ada')).toBeInTheDocument();
    expect(sentryApi.getIssues.mock.calls.length).toBeGreaterThan(lists);
  });

  it('leaves a click that asks for another tab to the browser', async () => {
    showTab();
    const link = await screen.findByRole('link', { name: 'TypeError' });
    const event = new MouseEvent('click', {
      bubbles: true,
      cancelable: true,
      ctrlKey: true,
    });
    // jsdom has no other tab to open.
    const stay = (seen: Event) => seen.preventDefault();
    window.addEventListener('click', stay, { once: true });
    act(() => {
      link.dispatchEvent(event);
    });

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(window.location.search).toBe('');
  });

  it('closes by Escape and gives the focus back to the row', async () => {
    showTab();
    const link = await screen.findByRole('link', { name: 'TypeError' });
    act(() => link.focus());
    await userEvent.click(link);
    await findDrawer();
    await userEvent.keyboard('{Escape}');

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(window.location.search).toBe('');
    await waitFor(() => expect(link).toHaveFocus());
  });

  it('closes by Back', async () => {
    showTab();
    await userEvent.click(
      await screen.findByRole('link', { name: 'TypeError' }),
    );
    await findDrawer();
    act(() => window.history.back());

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(window.location.search).toBe('');
  });

  it('opens from a shared link with the event that it names, and closes in place', async () => {
    const sentryApi = showTab('?issue=shop-web-1b&event=oldest&environment=eu');
    await findDrawer();
    expect(sentryApi.getIssue).toHaveBeenCalledWith(
      'component:default/shop-web',
      'shop-web-1b',
      { event: 'oldest', environment: ['eu'], statsPeriod: '14d' },
      expect.anything(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Close the issue' }),
    );

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(window.location.search).toBe('?environment=eu');
    await waitFor(() =>
      expect(screen.getByRole('link', { name: 'RangeError' })).toHaveFocus(),
    );
  });

  it('steps along the page by keys and by buttons, in one step of the history', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockImplementation(async (_, issueId) =>
      makeDetail(issueId === otherIssue.shortId ? { issue: otherIssue } : {}),
    );
    showTab('', sentryApi);
    await userEvent.click(
      await screen.findByRole('link', { name: 'TypeError' }),
    );
    const drawer = await findDrawer();
    expect(drawer).toHaveTextContent('1 of 2');
    await userEvent.keyboard('j');

    await waitFor(() =>
      expect(new URLSearchParams(window.location.search).get('issue')).toBe(
        'SHOP-WEB-1B',
      ),
    );
    expect(
      await screen.findByRole('heading', { level: 2, name: 'RangeError' }),
    ).toHaveFocus();
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous issue' }),
    );
    await waitFor(() =>
      expect(new URLSearchParams(window.location.search).get('issue')).toBe(
        'SHOP-WEB-1A',
      ),
    );
    expect(sentryApi.getIssue.mock.calls.map(([, id]) => id)).toEqual([
      'SHOP-WEB-1A',
      'SHOP-WEB-1B',
      'SHOP-WEB-1A',
    ]);
    act(() => window.history.back());
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('keeps to itself what it is closed by, however often', async () => {
    window.history.replaceState(null, '', `${tab}?before`);
    window.history.pushState(null, '', tab);
    showTab();
    await userEvent.click(
      await screen.findByRole('link', { name: 'TypeError' }),
    );
    await findDrawer();
    const back = jest.spyOn(window.history, 'back');
    await userEvent.dblClick(
      screen.getByRole('button', { name: 'Close the issue' }),
    );

    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(back).toHaveBeenCalledTimes(1);
    back.mockRestore();
  });

  it('gives the focus to the list as a whole where the issue is not on it', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({ issue: makeIssue({ id: '9', shortId: 'SHOP-WEB-9' }) }),
    );
    showTab('?issue=SHOP-WEB-9', sentryApi);
    await findDrawer();
    await userEvent.keyboard('{Escape}');

    await waitFor(() =>
      expect(screen.getByRole('group', { name: 'Issues' })).toHaveFocus(),
    );
  });

  it('steps only by j and k alone, once for each press', async () => {
    showTab('?issue=SHOP-WEB-1A');
    const drawer = await findDrawer();
    const button = within(drawer).getByRole('button', { name: 'Next issue' });
    fireEvent.keyDown(button, { key: 'J', shiftKey: true });
    fireEvent.keyDown(button, { key: 'j', repeat: true });
    fireEvent.keyDown(button, { key: 'j', ctrlKey: true });
    expect(window.location.search).toBe('?issue=SHOP-WEB-1A');
    fireEvent.keyDown(button, { key: 'j' });

    await waitFor(() =>
      expect(window.location.search).toBe('?issue=SHOP-WEB-1B'),
    );
  });

  it('has no accessibility findings', async () => {
    showTab('?issue=SHOP-WEB-1A');
    const drawer = await findDrawer();

    expect(await axe(drawer)).toHaveNoViolations();
  });
});
