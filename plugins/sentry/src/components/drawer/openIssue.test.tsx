import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  makeDetail,
  makeIssue,
  makePage,
  shopWeb,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import {
  findDrawer,
  renderForEntity,
  showTab,
  tab,
} from '../../__testUtils__/render';
import { leave } from '../../__testUtils__/triage';
import { SentryRequestException } from '../../api/errors';
import { SentryIssuesContent } from '../tab/SentryIssuesContent';

const user = userEvent.setup({ delay: null });
const drawerIsGone = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('opening an issue from the list', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('adds the issue to the URL, and gives the focus back to its row on Escape', async () => {
    const sentryApi = showTab('?sort=freq');
    const link = await screen.findByRole('link', { name: /SHOP-WEB-1A/ });
    expect(link).toHaveAttribute('href', `${tab}?sort=freq&issue=SHOP-WEB-1A`);
    const lists = sentryApi.getIssues.mock.calls.length;
    act(() => link.focus());
    await user.click(link);

    const drawer = await findDrawer();
    expect(
      within(drawer).getByRole('heading', {
        level: 2,
        name: 'currency is undefined',
      }),
    ).toHaveFocus();
    expect(window.location.search).toBe('?sort=freq&issue=SHOP-WEB-1A');
    expect(sentryApi.getIssues).toHaveBeenCalledTimes(lists);
    expect(sentryApi.getIssue).toHaveBeenCalledTimes(1);

    await user.keyboard('{Escape}');
    await drawerIsGone();
    expect(window.location.search).toBe('?sort=freq');
    await waitFor(() => expect(link).toHaveFocus());
  });

  it('leaves a click that asks for another tab to the browser', async () => {
    showTab();
    const link = await screen.findByRole('link', { name: /SHOP-WEB-1A/ });
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

  it('shows the event that a shared link names, and closes in place', async () => {
    const sentryApi = showTab('?issue=shop-web-1b&event=oldest&environment=eu');
    await findDrawer();
    expect(sentryApi.getIssue.mock.calls[0].slice(0, 3)).toEqual([
      'component:default/shop-web',
      'shop-web-1b',
      { event: 'oldest', environment: ['eu'], statsPeriod: '14d' },
    ]);
    await user.click(screen.getByRole('button', { name: 'Close the issue' }));

    await drawerIsGone();
    expect(window.location.search).toBe('?environment=eu');
    await waitFor(() =>
      expect(screen.getByRole('link', { name: /SHOP-WEB-1B/ })).toHaveFocus(),
    );
  });

  it('shows the recommended event where the link names no valid one, and says so', async () => {
    const sentryApi = showTab('?issue=SHOP-WEB-1A&event=what');
    const drawer = within(await findDrawer());
    const notice =
      'The link names no valid event ID, so this is the recommended event.';

    expect(await drawer.findByText(notice)).toBeVisible();
    await user.click(drawer.getByRole('button', { name: 'Oldest event' }));
    await waitFor(() => expect(drawer.queryByText(notice)).toBeNull());
    expect(sentryApi.getIssue.mock.calls[0][2]).toMatchObject({
      event: undefined,
    });
  });

  it('opens without the part of the link that was refused', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockRejectedValueOnce(
      new SentryRequestException(
        'bad-request',
        'Query parameter `project`: `x` is not a project of this entity',
      ),
    );
    showTab(
      '?query=is%3Aunresolved&issue=SHOP-WEB-1A&issueProject=default%3Aacme%2F99',
      sentryApi,
    );
    await user.click(
      await screen.findByRole('button', { name: 'Open the issue without it' }),
    );

    const drawer = await findDrawer();
    expect(drawer).toHaveTextContent('CartTotals');
    expect(drawer.contains(document.activeElement)).toBe(true);
    expect(window.location.search).toBe(
      '?query=is%3Aunresolved&issue=SHOP-WEB-1A',
    );
    expect(sentryApi.getIssue.mock.lastCall?.[2]?.project).toBeUndefined();
  });

  it('goes back one entry of the history, however often it is closed', async () => {
    window.history.replaceState(null, '', `${tab}?before`);
    window.history.pushState(null, '', tab);
    showTab();
    await user.click(await screen.findByRole('link', { name: /SHOP-WEB-1A/ }));
    await findDrawer();
    const back = jest.spyOn(window.history, 'back');
    await user.dblClick(
      screen.getByRole('button', { name: 'Close the issue' }),
    );

    await drawerIsGone();
    expect(back).toHaveBeenCalledTimes(1);
    back.mockRestore();
  });

  it('leaves the focus to the page that comes after one with an open issue', async () => {
    showTab('?issue=SHOP-WEB-1A');
    await findDrawer();
    cleanup();
    showTab();
    const link = await screen.findByRole('link', { name: /SHOP-WEB-1A/ });
    await leave();
    expect(link).not.toHaveFocus();
  });

  it('gives the focus to the list as a whole where the issue is not on it', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({ issue: makeIssue({ id: '9', shortId: 'SHOP-WEB-9' }) }),
    );
    showTab('?issue=SHOP-WEB-9', sentryApi);
    await findDrawer();
    await user.keyboard('{Escape}');

    await waitFor(() =>
      expect(screen.getByRole('group', { name: 'Issues' })).toHaveFocus(),
    );
  });
});

describe('issues of the same id in two Sentrys', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  const inEurope = {
    ...shopWeb,
    instance: 'eu',
    organization: 'acme-eu',
    name: 'Shop web EU',
  };
  const here = makeIssue({
    title: 'HereError',
    type: 'HereError',
    value: undefined,
  });
  const there = makeIssue({
    title: 'ThereError',
    type: 'ThereError',
    value: undefined,
    project: inEurope,
  });

  /** Shows an entity of two Sentrys, each with an issue of the same id and short id. */
  function showTwins(search = '') {
    window.history.replaceState(null, '', `/sentry${search}`);
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockResolvedValue(makePage({ items: [here, there] }));
    sentryApi.getProjects.mockResolvedValue({
      items: [
        { ...shopWeb, ref: 'shop-web' },
        { ...inEurope, ref: 'eu:acme-eu/shop-web' },
      ],
      fetchedAt: '2026-11-20T10:05:00Z',
      stale: false,
      problems: [],
    });
    sentryApi.getIssue.mockImplementation(async (_, __, query) =>
      makeDetail({
        issue: query?.project?.[0] === 'eu:acme-eu/11' ? there : here,
      }),
    );
    renderForEntity(<SentryIssuesContent />, { sentryApi });
    return sentryApi;
  }

  it('have URLs of their own, and are asked for in their own projects', async () => {
    const sentryApi = showTwins();
    const link = await screen.findByRole('link', { name: /ThereError/ });
    await waitFor(() =>
      expect(link).toHaveAttribute(
        'href',
        '/sentry?issue=SHOP-WEB-1A&issueProject=eu%3Aacme-eu%2F11',
      ),
    );
    await user.click(link);
    const drawer = await findDrawer();

    expect(drawer).toHaveAccessibleName('ThereError');
    expect(drawer).toHaveTextContent('2 of 2');
    expect(sentryApi.getIssue.mock.calls[0][2]).toMatchObject({
      project: ['eu:acme-eu/11'],
    });
    await user.click(
      within(drawer).getByRole('button', { name: 'Previous event' }),
    );
    await waitFor(() =>
      expect(sentryApi.getIssueEvent.mock.calls[0]?.[3]).toEqual({
        environment: undefined,
        project: ['eu:acme-eu/11'],
      }),
    );
    expect(window.location.search).toMatch(
      /^\?issue=SHOP-WEB-1A&issueProject=eu%3Aacme-eu%2F11&event=/,
    );
  });

  it('are each found by a link that was shared, and give the focus to their own row', async () => {
    showTwins('?issue=SHOP-WEB-1A&issueProject=eu%3Aacme-eu%2F11');
    expect(await findDrawer()).toHaveAccessibleName('ThereError');
    await user.keyboard('{Escape}');

    await waitFor(() =>
      expect(screen.getByRole('link', { name: /ThereError/ })).toHaveFocus(),
    );
    expect(window.location.search).toBe('');
  });
});
