import { within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeDetail, makeIssue } from '../../__testUtils__/data';
import { findDrawer, showEvent, showTab } from '../../__testUtils__/render';
import { fakeApi } from '../../__testUtils__/fakes';

describe('what is known of an issue', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('shows what is known of it', async () => {
    showTab('?issue=SHOP-WEB-1A');
    const drawer = await findDrawer();
    for (const text of [
      'Regressed',
      'Unhandled',
      'currency is undefined',
      '1,284 in the last 14 days',
      '97 in the last 14 days',
      'Release 2.3.0',
      'Release 2.4.0',
      '2.3.0 November 10',
      'Unresolved, regressed',
      'High',
      'Team checkout',
      'Error · Unhandled',
      'production and staging',
      'shop-web',
    ]) {
      expect(drawer).toHaveTextContent(text);
    }
    expect(within(drawer).getByText('9K')).toBeInTheDocument();
    expect(
      within(drawer).getByRole('img', { name: /events in the last 30 days/ }),
    ).toBeInTheDocument();
    expect(
      within(drawer).getByRole('link', { name: /Open in Sentry/ }),
    ).toHaveAttribute('href', 'https://sentry.example.com/issues/4501/');
  });

  it('tells once what the issue and its exception say alike', async () => {
    showTab('?issue=SHOP-WEB-1A');
    const drawer = within(await findDrawer());
    expect(drawer.getAllByText('currency is undefined')).toHaveLength(1);
  });

  it('tells what an exception says otherwise', async () => {
    const drawer = within(
      await showEvent({
        exceptions: [{ type: 'TypeError', value: 'tax is null', frames: [] }],
      }),
    );
    expect(drawer.getByText('currency is undefined')).toBeInTheDocument();
    expect(drawer.getByText('tax is null')).toBeInTheDocument();
  });

  it('leaves out a count of the window that is that of all time', async () => {
    const sentryApi = fakeApi();
    const lifetime = { count: 9000, userCount: 7 };
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({ issue: makeIssue({ count: 31, userCount: 7, lifetime }) }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await findDrawer();

    expect(drawer).toHaveTextContent('31 in the last 14 days');
    expect(drawer).not.toHaveTextContent('7 in the last 14 days');
  });

  it('shows the shares of a tag’s values when asked', async () => {
    showTab('?issue=SHOP-WEB-1A');
    const drawer = await findDrawer();
    await userEvent.click(
      within(drawer).getByRole('button', { name: /Browser Firefox 62%/ }),
    );

    const values = within(drawer).getByRole('list', { name: 'Browser' });
    expect(
      within(values)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Firefox 62 events 62%',
      'Chrome 30 events 30%',
      'Other values 8 events 8%',
    ]);
  });

  it('names suspect commits and linked issues', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        suspectCommits: [
          {
            id: '4f1c2a9d',
            shortId: '4f1c2a9',
            message: 'Read the currency',
          },
        ],
        externalIssues: [
          { label: 'SHOP-12', url: 'https://jira.example.com/SHOP-12' },
        ],
      }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await findDrawer();

    expect(drawer).toHaveTextContent('Read the currency');
    expect(
      within(drawer).getByRole('link', { name: /SHOP-12/ }),
    ).toHaveAttribute('href', 'https://jira.example.com/SHOP-12');
  });

  it.each([
    [{ inNextRelease: true }, 'Resolved in the next release'],
    [{ inRelease: '2.5.0', actor: 'Robin' }, 'Resolved in 2.5.0, by Robin'],
    [{ inCommit: '4f1c2a9d3b' }, 'Resolved by commit 4f1c2a9'],
  ])('says of a resolved issue %j: %s', async (statusDetails, text) => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        issue: makeIssue({ status: 'resolved', substatus: undefined }),
        statusDetails,
      }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);

    expect(await findDrawer()).toHaveTextContent(text);
  });

  it('shows in full a title that is its heading and may not fit there', async () => {
    const title = `Queue stuck: ${'order '.repeat(40)}end`;
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        issue: makeIssue({ title, type: undefined, value: undefined }),
      }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await findDrawer();

    expect(within(drawer).getAllByText(title)).toHaveLength(2);
  });

  it('counts within the list’s window what a link has opened', async () => {
    const sentryApi = fakeApi();
    const lifetime = { count: 9000, userCount: 400 };
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({ issue: makeIssue({ count: 31, userCount: 7, lifetime }) }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await findDrawer();

    expect(drawer).toHaveTextContent('31 in the last 14 days');
    expect(drawer).toHaveTextContent('7 in the last 14 days');
    expect(within(drawer).getByText('9K')).toBeInTheDocument();
  });

  it('marks the releases of its project that went out meanwhile', async () => {
    const sentryApi = fakeApi();
    const release = {
      instance: 'default',
      organization: 'acme',
      projects: ['shop-web'],
      dateReleased: '2026-11-15T10:00:00Z',
    };
    sentryApi.getReleases.mockResolvedValue({
      items: [
        { ...release, version: 'shop-web@2.3.5', shortVersion: '2.3.5' },
        { ...release, version: 'till@7.0.0', projects: ['till'] },
      ],
      fetchedAt: '2026-11-20T10:05:00Z',
      stale: false,
      problems: [],
    });
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await findDrawer();

    expect(await within(drawer).findByText('2.3.5')).toBeVisible();
    const [legend] = within(drawer).getAllByRole('list', { name: 'Releases' });
    expect(legend).toHaveTextContent('12.3.0 November 1022.3.5 November 15');
  });

  it('moves on to the tags that were not shown before', async () => {
    const sentryApi = fakeApi();
    const names = ['browser', 'device', 'os', 'region', 'server', 'shard'];
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        tags: names.map(name => ({
          key: name,
          name,
          totalValues: 1,
          topValues: [{ value: 'one', count: 1, share: 1 }],
        })),
      }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await findDrawer();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Show 2 more tags' }),
    );

    expect(
      within(drawer).getByRole('button', { name: /server/ }),
    ).toHaveFocus();
  });
});
