import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SentryIssuesPage,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import {
  makeEntity,
  makeIssue,
  makePage,
  shopWeb,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { renderForEntity } from '../../__testUtils__/render';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { allCapabilities } from '../../data/projects';
import { SentryIssuesContent } from './SentryIssuesContent';

const checkout = { ...shopWeb, id: '12', slug: 'checkout', name: 'Checkout' };

function lastQuery(api: ReturnType<typeof fakeApi>): SentryIssuesQuery {
  return api.getIssues.mock.lastCall?.[1] ?? {};
}

async function choose(label: string, option: string) {
  await userEvent.click(
    screen.getByRole('button', { name: new RegExp(`${label}$`) }),
  );
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('SentryIssuesContent', () => {
  beforeEach(() => {
    window.history.replaceState(
      null,
      '',
      '/catalog/default/component/x/sentry',
    );
  });

  describe('table', () => {
    it('shows what is known of an issue', async () => {
      renderForEntity(<SentryIssuesContent />, { sentryApi: fakeApi() });

      const row = await screen.findByRole('row', { name: /TypeError/ });
      for (const text of [
        'currency is undefined',
        'SHOP-WEB-1A · CartTotals',
        'Level: error',
        'Regressed',
        'Unhandled',
        '1,284',
        '97',
        'High',
        'Team checkout',
      ]) {
        expect(row).toHaveTextContent(text);
      }
      expect(
        within(row).getByRole('img', {
          name: /^8 events in the last 24 hours/,
        }),
      ).toBeInTheDocument();
      expect(row.querySelector('time')).toHaveAttribute(
        'datetime',
        '2026-11-02T10:00:00.000Z',
      );
    });

    it('shows an issue of which Sentry says little', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValue(
        makePage({
          items: [
            {
              id: '1',
              title: 'Something odd',
              count: 0,
              userCount: 0,
              project: shopWeb,
            },
          ],
        }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      const row = await screen.findByRole('row', { name: /Something odd/ });
      expect(row).toHaveTextContent('Nobody');
    });

    it('shows an issue with words that it does not know, and an address that is none', async () => {
      const sentryApi = fakeApi();
      const page = makePage({ items: [makeIssue({ title: 'Odd' })] });
      const odd = {
        type: null,
        value: null,
        culprit: null,
        level: 'grave',
        substatus: 'haunted',
        priority: 'someday',
        permalink: 'data:text/html,1',
      };
      sentryApi.getIssues.mockResolvedValue({
        ...page,
        // As JSON from a backend newer than this plugin.
        items: JSON.parse(JSON.stringify([{ ...page.items[0], ...odd }])),
      });
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      const row = await screen.findByRole('row', { name: /Odd/ });
      expect(row).toHaveTextContent('Level unknown');
      expect(row).not.toHaveTextContent(/haunted|someday|issue\./);
      expect(within(row).getByRole('link')).toHaveAttribute(
        'href',
        expect.stringMatching(/sentry\?issue=SHOP-WEB-1A$/),
      );
    });

    it('names the project only where there are several', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      expect(
        screen.queryByRole('columnheader', { name: 'Project' }),
      ).toBeNull();
    });

    it('names the project where there are several', async () => {
      const sentryApi = fakeApi();
      const { items, ...rest } = await sentryApi.getProjects('');
      sentryApi.getProjects.mockResolvedValue({
        ...rest,
        items: [...items, { ...checkout, ref: 'acme/checkout' }],
      });
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      await screen.findByRole('row', { name: /TypeError/ });
      expect(
        await screen.findByRole('columnheader', { name: 'Project' }),
      ).toBeInTheDocument();
      await choose('Project', 'checkout');
      await waitFor(() =>
        expect(lastQuery(sentryApi).project).toEqual(['acme/checkout']),
      );
    });

    it('has the columns it is configured to have, in that order', async () => {
      renderForEntity(
        <SentryIssuesContent columns={['lastSeen', 'issue', 'events']} />,
        { sentryApi: fakeApi() },
      );
      await screen.findByRole('row', { name: /TypeError/ });

      expect(
        screen.getAllByRole('columnheader').map(header => header.textContent),
      ).toEqual(['Last seen', 'Issue', 'Events']);
    });

    it.each([
      ['Events', 'freq'],
      ['Users', 'user'],
      ['First seen', 'new'],
      ['Trend', 'trends'],
    ])('has Sentry sort by %s as %s', async (header, sort) => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      expect(
        screen.getByRole('columnheader', { name: /Last seen/ }),
      ).toHaveAttribute('aria-sort', 'descending');

      await userEvent.click(screen.getByRole('columnheader', { name: header }));

      await waitFor(() => expect(lastQuery(sentryApi).sort).toBe(sort));
      expect(window.location.search).toBe(`?sort=${sort}`);
    });
  });

  describe('filters', () => {
    it('asks for the defaults, and leaves the URL alone', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });

      expect(sentryApi.getIssues).toHaveBeenCalledTimes(1);
      expect(sentryApi.getIssues.mock.calls[0][0]).toBe(
        'component:default/shop-web',
      );
      expect(lastQuery(sentryApi)).toEqual({
        query: 'is:unresolved',
        statsPeriod: '14d',
        sort: 'date',
        limit: 25,
      });
      expect(window.location.search).toBe('');
    });

    it('starts from config where the viewer has chosen nothing', async () => {
      const sentryApi = fakeApi();
      renderForEntity(
        <SentryIssuesContent statsPeriod="24h" sort="freq" pageSize={50} />,
        { sentryApi },
      );
      await screen.findByRole('row', { name: /TypeError/ });

      expect(lastQuery(sentryApi)).toMatchObject({
        statsPeriod: '24h',
        sort: 'freq',
        limit: 50,
      });
    });

    it('starts from the annotations of the entity', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, {
        sentryApi,
        entity: makeEntity({
          'sentry.io/project-slug': 'shop-web',
          'sentry.io/environment': 'production',
          'sentry.io/query': 'is:unresolved team:web',
        }),
      });
      await screen.findByRole('row', { name: /TypeError/ });

      expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(
        'is:unresolved team:web',
      );
      expect(
        screen.getByRole('button', { name: /production.*Environment/ }),
      ).toBeInTheDocument();
    });

    it('restores a shared link', async () => {
      window.history.replaceState(
        null,
        '',
        '?query=is%3Aresolved+level%3Afatal&environment=staging&statsPeriod=36h&sort=user&limit=10&cursor=abc&tab=1',
      );
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });

      expect(lastQuery(sentryApi)).toEqual({
        query: 'is:resolved level:fatal',
        environment: ['staging'],
        statsPeriod: '36h',
        sort: 'user',
        limit: 10,
        cursor: 'abc',
      });
      expect(
        screen.getByRole('button', { name: /^Resolved.*Status/ }),
      ).toBeInTheDocument();
      expect(
        screen.getByRole('button', { name: /^Last 36 hours.*Period/ }),
      ).toBeInTheDocument();
    });

    it('searches on Enter, in Sentry’s syntax', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      const search = await screen.findByRole('searchbox', { name: 'Search' });

      await userEvent.clear(search);
      await userEvent.type(search, 'level:error "a b"{Enter}');

      await waitFor(() =>
        expect(lastQuery(sentryApi).query).toBe('level:error "a b"'),
      );
      expect(
        screen.getByRole('button', { name: /^All.*Status/ }),
      ).toBeInTheDocument();
    });

    it('says how to search as long as what is typed is not what is shown', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      const search = await screen.findByRole('searchbox', { name: 'Search' });
      expect(screen.queryByText('Press Enter to search')).toBeNull();

      await userEvent.type(search, ' level:error');
      expect(screen.getByText('Press Enter to search')).toBeVisible();
      expect(search).toHaveAccessibleDescription(/Press Enter to search/);

      await userEvent.keyboard('{Enter}');
      await waitFor(() =>
        expect(screen.queryByText('Press Enter to search')).toBeNull(),
      );
      expect(search).toHaveFocus();
    });

    it('writes the status into the search', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });

      await choose('Status', 'Archived');

      await waitFor(() =>
        expect(lastQuery(sentryApi).query).toBe('is:archived'),
      );
      expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveValue(
        'is:archived',
      );
    });

    it('narrows to an environment and a period, and keeps both in the URL', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });

      await choose('Environment', 'staging');
      await userEvent.keyboard('{Escape}');
      await choose('Period', 'Last 24 hours');

      await waitFor(() =>
        expect(lastQuery(sentryApi)).toMatchObject({
          environment: ['staging'],
          statsPeriod: '24h',
        }),
      );
      expect(window.location.search).toBe(
        '?environment=staging&statsPeriod=24h',
      );
    });

    it('says by the search what Sentry does not understand, and keeps the last result', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      sentryApi.getIssues.mockRejectedValueOnce(
        new SentryProblemException({
          code: 'QUERY_INVALID',
          message: 'Error parsing search query: OR is not supported',
          action: 'Correct the search.',
        }),
      );

      const search = screen.getByRole('searchbox', { name: 'Search' });
      await userEvent.clear(search);
      await userEvent.type(search, 'a OR b{Enter}');

      expect(await screen.findByRole('alert')).toHaveTextContent(
        'Error parsing search query: OR is not supported. Correct the search.',
      );
      expect(search).toHaveAccessibleDescription(/OR is not supported/);
      expect(search).toBeInvalid();
      expect(screen.getByRole('row', { name: /TypeError/ })).toBeVisible();
    });

    it('says by the search that it is too long to be asked', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      sentryApi.getIssues.mockRejectedValueOnce(
        new SentryRequestException(
          'bad-request',
          'Query parameter `query`: has more than 1000 characters',
        ),
      );
      const search = screen.getByRole('searchbox', { name: 'Search' });
      await userEvent.clear(search);
      await userEvent.type(search, 'xxx{Enter}');

      expect(await screen.findByRole('alert')).toHaveTextContent(
        'The search has more than 1,000 characters.',
      );
      expect(search).toBeInvalid();
      expect(screen.getByRole('row', { name: /TypeError/ })).toBeVisible();
    });

    it('drops all filters from anywhere, but neither the order nor the focus', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      const clear = () =>
        screen.queryByRole('button', { name: 'Clear filters' });

      await choose('Sort by', 'Events');
      expect(clear()).toBeNull();
      await choose('Period', 'Last 24 hours');
      await userEvent.click(clear()!);

      await waitFor(() => expect(lastQuery(sentryApi).statsPeriod).toBe('14d'));
      expect(window.location.search).toBe('?sort=freq');
      expect(clear()).toBeNull();
      expect(screen.getByRole('searchbox', { name: 'Search' })).toHaveFocus();
    });

    it('counts a link that spells out the defaults as no filter', async () => {
      window.history.replaceState(
        null,
        '',
        '?query=is%3Aunresolved&statsPeriod=14d&environment=',
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi: fakeApi() });
      await screen.findByRole('row', { name: /TypeError/ });

      expect(
        screen.queryByRole('button', { name: 'Clear filters' }),
      ).toBeNull();
    });

    it('shows the issues though the choices of the filters can’t be had', async () => {
      const sentryApi = fakeApi();
      sentryApi.getEnvironments.mockRejectedValue(new Error('no'));
      sentryApi.getProjects.mockRejectedValue(new Error('no'));
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      expect(
        await screen.findByRole('row', { name: /TypeError/ }),
      ).toBeVisible();
    });
  });

  describe('paging', () => {
    it('pages by cursor, back the same way, and says at its start which issues a page shows', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockImplementation(async (_ref, query) => {
        const n = Number(query?.cursor ?? 0);
        return makePage({
          items: [1, 2].map(m =>
            makeIssue({ id: `${n}${m}`, type: `Error${n}${m}` }),
          ),
          pageInfo: n < 2 ? { nextCursor: String(n + 1) } : {},
          totalItems: 131,
        });
      });
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /Error01/ });
      const next = screen.getByRole('button', { name: 'Next page' });
      const previous = screen.getByRole('button', {
        name: 'Previous page',
      });
      const range = (text: string) =>
        screen.findByRole('group', { name: text });
      expect(await range('1–2 of about 131 issues')).not.toHaveFocus();
      expect(previous).toBeDisabled();

      await userEvent.click(next);
      await screen.findByRole('row', { name: /Error11/ });
      expect(await range('3–4 of about 131 issues')).toHaveFocus();
      expect(next).toHaveAccessibleDescription(/3–4 of about 131 issues/);
      expect(window.location.search).toBe('?cursor=1');
      await userEvent.click(next);
      await screen.findByRole('row', { name: /Error21/ });
      expect(next).toBeDisabled();
      expect(await range('5–6 of about 131 issues')).toHaveFocus();

      await userEvent.click(previous);
      await screen.findByRole('row', { name: /Error11/ });
      await userEvent.click(previous);
      await screen.findByRole('row', { name: /Error01/ });
      expect(window.location.search).toBe('');
      expect(previous).toBeDisabled();
      expect(await range('1–2 of about 131 issues')).toHaveFocus();
    });

    it('starts another page at its top, once it is there', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValueOnce(
        makePage({ pageInfo: { nextCursor: 'b' }, totalItems: 2 }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      const list = screen.getByRole('group', { name: /^1 of/ });
      list.getBoundingClientRect = () => new DOMRect(0, -2000, 1000, 2500);
      list.scrollIntoView = jest.fn();
      let answer: (page: SentryIssuesPage) => void = () => {};
      sentryApi.getIssues.mockReturnValue(
        new Promise(resolve => {
          answer = resolve;
        }),
      );

      await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
      await waitFor(() => expect(lastQuery(sentryApi).cursor).toBe('b'));
      expect(list.scrollIntoView).not.toHaveBeenCalled();
      act(() =>
        answer(
          makePage({
            items: [makeIssue({ id: '2', type: 'NextError' })],
            totalItems: 2,
          }),
        ),
      );

      await screen.findByRole('row', { name: /NextError/ });
      await waitFor(() =>
        expect(list.scrollIntoView).toHaveBeenCalledWith({ block: 'start' }),
      );
    });

    it('leaves the focus where the viewer has taken it meanwhile', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValueOnce(
        makePage({ pageInfo: { nextCursor: 'b' } }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      let answer: (page: SentryIssuesPage) => void = () => {};
      sentryApi.getIssues.mockReturnValue(
        new Promise(resolve => {
          answer = resolve;
        }),
      );
      await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
      const search = screen.getByRole('searchbox', { name: 'Search' });
      await userEvent.click(search);
      act(() =>
        answer(
          makePage({ items: [makeIssue({ id: '2', type: 'NextError' })] }),
        ),
      );

      await screen.findByRole('row', { name: /NextError/ });
      expect(search).toHaveFocus();
    });

    it('offers the first page where a link leads to one that is none', async () => {
      window.history.replaceState(null, '', '?cursor=garbage&sort=freq');
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockRejectedValueOnce(
        new SentryRequestException('bad-request', 'cursor'),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      await userEvent.click(
        await screen.findByRole('button', { name: 'Back to the first page' }),
      );

      expect(
        await screen.findByRole('row', { name: /TypeError/ }),
      ).toBeVisible();
      expect(window.location.search).toBe('?sort=freq');
    });

    it('forgets the page when the list becomes another one', async () => {
      window.history.replaceState(null, '', '?cursor=abc');
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });

      await choose('Sort by', 'Trends');

      await waitFor(() => expect(lastQuery(sentryApi).sort).toBe('trends'));
      expect(lastQuery(sentryApi).cursor).toBeUndefined();
    });

    it('asks for as many issues as the viewer wants on a page', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });

      await choose('Issues per page', 'Show 100 issues');

      await waitFor(() => expect(lastQuery(sentryApi).limit).toBe(100));
    });

    it.each([
      ['About 131 issues', { totalItems: 131, totalIsEstimate: true }],
      ['1,000+ issues', { totalItems: 1000, totalIsEstimate: true }],
      ['131 issues', { totalItems: 131, totalIsEstimate: false }],
      ['1 issue on this page', { totalItems: undefined }],
    ])('says %s where Sentry knows no better', async (text, page) => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValue(makePage(page));
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      const [atTheTop, atTheBottom] = await screen.findAllByText(text, {
        ignore: '[role=status]',
      });
      expect(atTheTop).toBeVisible();
      expect(atTheBottom).toBeVisible();
    });
  });

  describe('states', () => {
    it('is good news that nothing is unresolved', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValue(
        makePage({ items: [], totalItems: 0 }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      expect(await screen.findByText('No unresolved issues')).toBeVisible();
      expect(
        screen.getByText('No unresolved issues were seen in the last 14 days.'),
      ).toBeVisible();
      expect(
        screen.queryByRole('button', { name: 'Clear filters' }),
      ).toBeNull();
    });

    it('says which filters hide everything, and clears them', async () => {
      window.history.replaceState(
        null,
        '',
        '?query=level%3Afatal&environment=production&statsPeriod=24h&tab=1',
      );
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValueOnce(
        makePage({ items: [], totalItems: 0 }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      expect(
        await screen.findByText('No issues match these filters'),
      ).toBeVisible();
      expect(screen.getByText('Search: level:fatal')).toBeVisible();
      expect(screen.getByText('Environment: production')).toBeVisible();
      expect(screen.getByText('Seen in the last 24 hours')).toBeVisible();

      const [, inPlaceOfIssues] = screen.getAllByRole('button', {
        name: 'Clear filters',
      });
      await userEvent.click(inPlaceOfIssues);
      expect(
        await screen.findByRole('row', { name: /TypeError/ }),
      ).toBeVisible();
      expect(window.location.search).toBe('?tab=1');
    });

    it('names the project that is missing from a partial answer', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValue(
        makePage({
          problems: [
            {
              code: 'PROJECT_NOT_FOUND',
              message: 'Sentry has no such project.',
              project: { project: 'paymnets' },
            },
          ],
        }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      expect(
        await screen.findByText('Some of the issues are missing'),
      ).toBeVisible();
      expect(
        screen.getByText('paymnets: Sentry has no such project.'),
      ).toBeVisible();
      expect(screen.getByRole('row', { name: /TypeError/ })).toBeVisible();
    });

    it('says since when the answer is old, and why', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValue(
        makePage({
          stale: true,
          fetchedAt: new Date(Date.now() - 420_000).toISOString(),
          problems: [
            {
              code: 'UPSTREAM_UNAVAILABLE',
              message: 'Sentry could not be reached.',
            },
          ],
        }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      expect(
        await screen.findByText(
          'Sentry can’t be reached. Showing data from 7 minutes ago',
        ),
      ).toBeVisible();
      expect(screen.getByText('Sentry could not be reached.')).toBeVisible();
      expect(screen.getByRole('row', { name: /TypeError/ })).toBeVisible();
    });

    it('puts a problem in place of the issues, without filters that can’t help', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockRejectedValue(
        new SentryProblemException({
          code: 'TOKEN_REJECTED',
          message: 'Sentry did not accept the token.',
          action: 'Those who run Backstage can create a new one.',
        }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      expect(await screen.findByRole('alert')).toHaveTextContent(
        'Sentry did not accept the token.',
      );
      expect(screen.queryByRole('searchbox')).toBeNull();
      expect(screen.queryByRole('table')).toBeNull();
    });

    it('keeps how the newest release does where the issues can’t be had', async () => {
      const sentryApi = fakeApi();
      sentryApi.getReleases.mockResolvedValue({
        items: [
          {
            version: 'shop-web@2.4.0',
            shortVersion: '2.4.0',
            instance: 'default',
            organization: 'acme',
            projects: ['shop-web'],
            health: { sessions: 1200, crashFreeSessions: 0.99 },
          },
        ],
        fetchedAt: '2026-11-20T10:05:00Z',
        stale: false,
        problems: [],
      });
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      const release = await screen.findByText('2.4.0');
      sentryApi.getIssues.mockRejectedValue(
        new SentryProblemException({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Sentry can’t be reached.',
        }),
      );
      await choose('Period', 'Last 24 hours');

      expect(await screen.findByRole('alert')).toBeVisible();
      expect(release).toBeVisible();
      expect(sentryApi.getReleases).toHaveBeenCalledTimes(1);
    });

    it('dims the issues of another question only', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
      const table = () => screen.getByRole('grid');
      const status = () => document.querySelector('[role=status]');

      await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
      expect(table()).not.toHaveAttribute('data-stale', 'true');
      await choose('Period', 'Last 24 hours');

      await waitFor(() =>
        expect(table()).toHaveAttribute('data-stale', 'true'),
      );
      expect(status()).toHaveTextContent('Loading issues…');
    });

    it('says nothing of another search until its answer is there, and so when that takes long', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValueOnce(
        makePage({ items: [], totalItems: 0 }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByText('No unresolved issues');
      sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
      await choose('Status', 'Archived');

      const table = await screen.findByRole('grid');
      expect(table.closest('[aria-busy=true]')).toBeVisible();
      expect(screen.queryByText(/^No .*issues/)).toBeNull();
      const status = document.querySelector('[role=status]');
      expect(status).toHaveTextContent('Loading issues…');
      await waitFor(() =>
        expect(status).toHaveTextContent('Sentry is slow to answer…'),
      );
    });

    it('asks nothing anew, and dims nothing, where the same choices and abilities are told again', async () => {
      const sentryApi = fakeApi();
      const projects = await sentryApi.getProjects('');
      let tellAgain: () => void = () => {};
      sentryApi.getProjects
        .mockResolvedValueOnce({
          ...projects,
          stale: true,
          capabilities: { ...allCapabilities },
        })
        .mockReturnValueOnce(
          new Promise(resolve => {
            tellAgain = () =>
              resolve({ ...projects, capabilities: { ...allCapabilities } });
          }),
        );
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      await waitFor(() =>
        expect(sentryApi.getProjects).toHaveBeenCalledTimes(2),
      );
      sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
      await act(async () => tellAgain());

      expect(screen.getByRole('grid')).not.toHaveAttribute(
        'data-stale',
        'true',
      );
      expect(sentryApi.getIssues).toHaveBeenCalledTimes(1);
    });

    it('refreshes an old answer without a sign of it', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValueOnce(
        makePage({
          stale: true,
          fetchedAt: new Date(Date.now() - 420_000).toISOString(),
        }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });
      let answer: (page: SentryIssuesPage) => void = () => {};
      sentryApi.getIssues.mockReturnValue(
        new Promise(resolve => {
          answer = resolve;
        }),
      );

      expect(screen.getByText('Updated 7 minutes ago')).toBeVisible();
      await waitFor(
        () => expect(sentryApi.getIssues).toHaveBeenCalledTimes(2),
        { timeout: 4000 },
      );
      expect(screen.getByText('Updated 7 minutes ago')).toBeVisible();
      expect(screen.getByRole('grid')).not.toHaveAttribute(
        'data-stale',
        'true',
      );
      expect(document.querySelector('[role=status]')).toHaveTextContent(
        '1 issue on this page',
      );

      act(() => answer(makePage({ fetchedAt: new Date().toISOString() })));
      expect(await screen.findByText('Updated just now')).toBeVisible();
    });

    it('reloads when asked to', async () => {
      const sentryApi = fakeApi();
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByRole('row', { name: /TypeError/ });

      sentryApi.getIssues.mockResolvedValue(
        makePage({ items: [makeIssue({ id: '2', type: 'NewError' })] }),
      );
      await userEvent.click(screen.getByRole('button', { name: 'Reload' }));

      expect(
        await screen.findByRole('row', { name: /NewError/ }),
      ).toBeVisible();
    });

    it('aborts a request that nobody waits for any more', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
      const { unmount } = renderForEntity(<SentryIssuesContent />, {
        sentryApi,
      });
      await waitFor(() => expect(sentryApi.getIssues).toHaveBeenCalled());
      const signal = sentryApi.getIssues.mock.lastCall?.[2]?.signal;
      expect(signal?.aborted).toBe(false);

      act(() => unmount());
      expect(signal?.aborted).toBe(true);
    });

    it('has nothing that axe objects to', async () => {
      const { container } = renderForEntity(<SentryIssuesContent />, {
        sentryApi: fakeApi(),
      });
      await screen.findByRole('row', { name: /TypeError/ });

      expect(await axe(container)).toHaveNoViolations();
    });
  });
});
