import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeEntity } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { chooseOption, lastQuery } from '../../__testUtils__/list';
import { atTab, renderTab } from '../../__testUtils__/tab';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { SentryIssuesContent } from './SentryIssuesContent';

const search = () => screen.getByRole('searchbox', { name: 'Search' });

describe('the tab’s list', () => {
  beforeEach(atTab);

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
