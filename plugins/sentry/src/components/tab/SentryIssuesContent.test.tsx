import type { Entity } from '@backstage/catalog-model';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import {
  makeEntity,
  makeIssue,
  makePage,
  shopWeb,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { chooseOption, lastQuery } from '../../__testUtils__/list';
import { renderForEntity } from '../../__testUtils__/render';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { SentryIssuesContent } from './SentryIssuesContent';

type FakeApi = ReturnType<typeof fakeApi>;

const checkout = { ...shopWeb, id: '12', slug: 'checkout', name: 'Checkout' };

async function renderTab(
  {
    sentryApi = fakeApi(),
    entity,
  }: { sentryApi?: FakeApi; entity?: Entity } = {},
  element = <SentryIssuesContent />,
) {
  const { container } = renderForEntity(element, { sentryApi, entity });
  await screen.findByText('TypeError');
  return { sentryApi, container };
}

const search = () => screen.getByRole('searchbox', { name: 'Search' });
const columns = () =>
  screen.getAllByRole('columnheader').map(header => header.textContent);

describe('SentryIssuesContent', () => {
  beforeEach(() => {
    window.history.replaceState(
      null,
      '',
      '/catalog/default/component/x/sentry',
    );
  });

  describe('table', () => {
    it('shows what is known of an issue, without violations that axe finds', async () => {
      const { sentryApi, container } = await renderTab();

      const row = screen.getByRole('row', { name: /TypeError/ });
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
      expect(await axe(container)).toHaveNoViolations();

      // The defaults, with the URL left alone, and no column for a single project.
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
      expect(columns()).not.toContain('Project');
    });

    it('shows issues with missing fields, unknown values and an unsafe address', async () => {
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
      const bare = { id: '1', title: 'Bare', count: 0, project: shopWeb };
      sentryApi.getIssues.mockResolvedValue({
        ...page,
        // As JSON from a backend newer than this plugin.
        items: JSON.parse(JSON.stringify([{ ...page.items[0], ...odd }, bare])),
      });
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      const row = await screen.findByRole('row', { name: /Odd/ });
      expect(row).toHaveTextContent('Level unknown');
      expect(row).not.toHaveTextContent(/haunted|someday|issue\./);
      expect(within(row).getByRole('link')).toHaveAttribute(
        'href',
        expect.stringMatching(/sentry\?issue=SHOP-WEB-1A$/),
      );
      expect(screen.getByRole('row', { name: /Bare/ })).toHaveTextContent(
        'Nobody',
      );
    });

    it('names the project where there are several', async () => {
      const sentryApi = fakeApi();
      const { items, ...rest } = await sentryApi.getProjects('');
      sentryApi.getProjects.mockResolvedValue({
        ...rest,
        items: [...items, { ...checkout, ref: 'acme/checkout' }],
      });
      await renderTab({ sentryApi });

      await waitFor(() => expect(columns()).toContain('Project'));
      await chooseOption('Project', 'checkout');
      await waitFor(() =>
        expect(lastQuery(sentryApi).project).toEqual(['acme/checkout']),
      );
    });

    it('has the configured columns, in that order', async () => {
      await renderTab(
        {},
        <SentryIssuesContent columns={['lastSeen', 'issue', 'events']} />,
      );
      expect(columns()).toEqual(['Last seen', 'Issue', 'Events']);
    });

    it('sorts in Sentry, by the column that is clicked', async () => {
      const { sentryApi } = await renderTab();
      const header = (name: RegExp | string) =>
        screen.getByRole('columnheader', { name });
      expect(header(/Last seen/)).toHaveAttribute('aria-sort', 'descending');

      for (const [name, sort] of [
        ['Events', 'freq'],
        ['Users', 'user'],
        ['First seen', 'new'],
        ['Trend', 'trends'],
      ]) {
        await userEvent.click(header(name));
        await waitFor(() => expect(lastQuery(sentryApi).sort).toBe(sort));
        expect(window.location.search).toBe(`?sort=${sort}`);
      }
    });
  });

  describe('filters', () => {
    it('start from config, and from the annotations of the entity', async () => {
      const { sentryApi } = await renderTab(
        {
          entity: makeEntity({
            'sentry.io/project-slug': 'shop-web',
            'sentry.io/environment': 'production',
            'sentry.io/query': 'is:unresolved team:web',
          }),
        },
        <SentryIssuesContent statsPeriod="24h" sort="freq" pageSize={50} />,
      );

      expect(search()).toHaveValue('is:unresolved team:web');
      expect(
        screen.getByRole('button', { name: /production.*Environment/ }),
      ).toBeInTheDocument();
      expect(lastQuery(sentryApi)).toMatchObject({
        statsPeriod: '24h',
        sort: 'freq',
        limit: 50,
      });
    });

    it('are restored from a shared link', async () => {
      window.history.replaceState(
        null,
        '',
        '?query=is%3Aresolved+level%3Afatal&environment=staging&statsPeriod=36h&sort=user&limit=10&cursor=abc&tab=1',
      );
      const { sentryApi } = await renderTab();

      expect(lastQuery(sentryApi)).toEqual({
        query: 'is:resolved level:fatal',
        environment: ['staging'],
        statsPeriod: '36h',
        sort: 'user',
        limit: 10,
        cursor: 'abc',
      });
      for (const name of [/^Resolved.*Status/, /^Last 36 hours.*Period/]) {
        expect(screen.getByRole('button', { name })).toBeInTheDocument();
      }
    });

    it('search on Enter, in Sentry’s syntax', async () => {
      const { sentryApi } = await renderTab();
      const hint = () => screen.queryByText('Press Enter to search');
      expect(hint()).toBeNull();

      await userEvent.clear(search());
      await userEvent.type(search(), 'level:error "a b"');
      expect(hint()).toBeVisible();
      expect(search()).toHaveAccessibleDescription(/Press Enter to search/);

      await userEvent.keyboard('{Enter}');
      await waitFor(() =>
        expect(lastQuery(sentryApi).query).toBe('level:error "a b"'),
      );
      expect(hint()).toBeNull();
      expect(search()).toHaveFocus();
      expect(
        screen.getByRole('button', { name: /^All.*Status/ }),
      ).toBeInTheDocument();
    });

    it('narrow to a status, an environment and a period, and keep these in the URL', async () => {
      const { sentryApi } = await renderTab();

      await chooseOption('Status', 'Archived');
      await chooseOption('Environment', 'staging');
      await userEvent.keyboard('{Escape}');
      await chooseOption('Period', 'Last 24 hours');

      await waitFor(() =>
        expect(lastQuery(sentryApi)).toMatchObject({
          query: 'is:archived',
          environment: ['staging'],
          statsPeriod: '24h',
        }),
      );
      expect(search()).toHaveValue('is:archived');
      expect(window.location.search).toBe(
        '?query=is%3Aarchived&environment=staging&statsPeriod=24h',
      );
    });

    it('say by the search why it is refused, and keep the last result', async () => {
      const { sentryApi } = await renderTab();
      const submit = async (text: string, error: Error, message: string) => {
        sentryApi.getIssues.mockRejectedValueOnce(error);
        await userEvent.clear(search());
        await userEvent.type(search(), `${text}{Enter}`);
        await waitFor(() =>
          expect(screen.getByRole('alert')).toHaveTextContent(message),
        );
        expect(search()).toHaveAccessibleDescription(message);
        expect(search()).toBeInvalid();
        expect(screen.getByText('TypeError')).toBeVisible();
      };

      await submit(
        'a OR b',
        new SentryProblemException({
          code: 'QUERY_INVALID',
          message: 'Error parsing search query: OR is not supported',
          action: 'Correct the search.',
        }),
        'Error parsing search query: OR is not supported. Correct the search.',
      );
      await submit(
        'xxx',
        new SentryRequestException(
          'bad-request',
          'Query parameter `query`: has more than 1000 characters',
        ),
        'The search has more than 1,000 characters.',
      );
    });

    it('are cleared at once, but neither the order nor the focus', async () => {
      await renderTab();
      const clear = () =>
        screen.queryByRole('button', { name: 'Clear filters' });

      await chooseOption('Sort by', 'Events');
      expect(clear()).toBeNull();
      await chooseOption('Period', 'Last 24 hours');
      await userEvent.click(clear()!);

      await waitFor(() => expect(window.location.search).toBe('?sort=freq'));
      expect(clear()).toBeNull();
      expect(await screen.findByText('TypeError')).toBeVisible();
      expect(search()).toHaveFocus();
    });

    it('can’t be cleared where a link spells out the defaults', async () => {
      window.history.replaceState(
        null,
        '',
        '?query=is%3Aunresolved&statsPeriod=14d&environment=',
      );
      await renderTab();
      expect(
        screen.queryByRole('button', { name: 'Clear filters' }),
      ).toBeNull();
    });

    it('leave the issues in place where their options fail to load', async () => {
      const sentryApi = fakeApi();
      sentryApi.getEnvironments.mockRejectedValue(new Error('no'));
      sentryApi.getProjects.mockRejectedValue(new Error('no'));
      await renderTab({ sentryApi });

      expect(screen.getByText('TypeError')).toBeVisible();
    });
  });
});
