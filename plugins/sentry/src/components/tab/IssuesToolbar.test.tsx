import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeEntity } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { chooseOption, lastQuery } from '../../__testUtils__/list';
import { atTab, renderTab } from '../../__testUtils__/tab';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';
import { axe } from 'jest-axe';
import { allCapabilities } from '../../data/projects';
import { SentryIssuesContent } from './SentryIssuesContent';

const meta = {
  fetchedAt: '2026-11-20T10:05:00Z',
  stale: false,
  problems: [],
};
const search = () =>
  screen.getByRole<HTMLInputElement>('combobox', { name: 'Search' });

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
        screen.getByRole('button', { name: /^Any status.*Status/ }),
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

    it('say what is wrong where it was chosen, and put the last result aside', async () => {
      const { sentryApi } = await renderTab();
      const submit = async (text: string, error: Error, message: string) => {
        sentryApi.getIssues.mockRejectedValueOnce(error);
        await userEvent.clear(search());
        await userEvent.type(search(), `${text}{Enter}`);
        await waitFor(() =>
          expect(screen.getByRole('alert')).toHaveTextContent(message),
        );
      };

      await submit(
        'is:unresolved is:nonsense',
        new SentryProblemException({
          code: 'QUERY_INVALID',
          message: 'Unknown value "nonsense" for `is:`.',
          invalid: {
            parameter: 'query',
            values: ['is:nonsense'],
            nearest: 'is:ongoing',
          },
        }),
        'Can’t search for is:nonsense. Did you mean is:ongoing? The issues below do not match this search.',
      );
      expect(search()).toBeInvalid();
      expect(search()).toHaveAccessibleDescription(/Did you mean/);
      expect(document.querySelector('mark')).toHaveTextContent('is:nonsense');
      expect(screen.getByText('TypeError')).toBeVisible();
      expect(screen.getByRole('grid')).toHaveAttribute('data-stale', 'true');
      // It would lead to the list of the search before.
      expect(screen.queryByRole('link', { name: /Open in Sentry/ })).toBeNull();

      await submit(
        'xxx',
        new SentryRequestException(
          'bad-request',
          'Query parameter `query`: has more than 1000 characters',
        ),
        'The search has more than 1,000 characters.',
      );

      sentryApi.getIssues.mockRejectedValueOnce(
        new SentryProblemException({
          code: 'QUERY_INVALID',
          message: 'These Sentry projects have no environment `staging`.',
          invalid: { parameter: 'environment', values: ['staging'] },
        }),
      );
      await chooseOption('Environment', 'staging');
      await userEvent.keyboard('{Escape}');
      await waitFor(() =>
        expect(screen.getByRole('alert')).toHaveTextContent(
          'Environment: These Sentry projects have no staging.',
        ),
      );
      expect(search()).toBeValid();
      expect(
        screen.getByRole('button', { name: /Environment/ }),
      ).toHaveAccessibleDescription(/have no/);
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

    it('ask for environments once these are opened, and leave the issues in place where none come', async () => {
      const sentryApi = fakeApi();
      sentryApi.getEnvironments.mockRejectedValue(new Error('no'));
      sentryApi.getProjects.mockRejectedValue(new Error('no'));
      await renderTab({ sentryApi });
      expect(sentryApi.getEnvironments).not.toHaveBeenCalled();

      await userEvent.click(
        screen.getByRole('button', { name: /Environment/ }),
      );
      expect(sentryApi.getEnvironments).toHaveBeenCalledTimes(1);
      expect(screen.getByText('TypeError')).toBeInTheDocument();
    });

    it('are added and taken out by chips; one for the viewer only where their account asks', async () => {
      const { sentryApi } = await renderTab();
      const chip = (name: string) => screen.getByRole('button', { name });
      expect(screen.queryByRole('button', { name: 'Mine' })).toBeNull();
      await userEvent.click(chip('Regressed'));
      await userEvent.click(chip('Unhandled'));
      await waitFor(() =>
        expect(lastQuery(sentryApi).query).toBe(
          'is:unresolved is:regressed error.unhandled:true',
        ),
      );
      expect(chip('Regressed')).toHaveAttribute('aria-pressed', 'true');
      await userEvent.click(chip('Regressed'));
      await waitFor(() =>
        expect(lastQuery(sentryApi).query).toBe(
          'is:unresolved error.unhandled:true',
        ),
      );
    });

    it.each([
      ['its own account', { assignedToMe: true as const }, 4],
      [
        'GlitchTip',
        { limitedBy: [{ instance: 'gt', server: 'glitchtip' as const }] },
        0,
      ],
    ])('have the chips that %s can answer', async (_, can, count) => {
      const sentryApi = fakeApi();
      sentryApi.getProjects.mockResolvedValue({
        ...(await sentryApi.getProjects('')),
        capabilities: { ...allCapabilities, ...can },
      });
      await renderTab({ sentryApi });
      const chips = screen.getByRole('group', { name: 'Quick filters' });
      await waitFor(() =>
        expect(within(chips).queryAllByRole('button')).toHaveLength(count),
      );
    });

    it('can be taken along as a link', async () => {
      Object.defineProperty(window, 'isSecureContext', { value: true });
      const user = userEvent.setup();
      const copy = jest.spyOn(navigator.clipboard, 'writeText');
      await renderTab();
      await user.click(screen.getByRole('button', { name: 'Regressed' }));
      await user.click(
        screen.getByRole('button', { name: 'Copy the link to this list' }),
      );
      expect(copy).toHaveBeenCalledWith(
        'http://localhost/catalog/default/component/x/sentry?query=is%3Aunresolved+is%3Aregressed',
      );
    });
  });

  describe('suggestions', () => {
    const options = () =>
      screen.queryAllByRole('option').map(({ textContent }) => textContent);

    it('complete keys and values by keyboard, and ask for tags once they are looked at', async () => {
      const sentryApi = fakeApi();
      sentryApi.getTags.mockResolvedValue({
        items: [{ key: 'browser.name', name: 'Browser name' }],
        ...meta,
      });
      sentryApi.getTagValues.mockResolvedValue({
        items: [{ value: 'Mobile Safari', count: 1200 }, { value: 'Edge' }],
        ...meta,
      });
      await renderTab({ sentryApi });
      expect(sentryApi.getTags).not.toHaveBeenCalled();

      await userEvent.type(search(), ' brow');
      await waitFor(() =>
        expect(options()).toEqual(['browser.name:Browser name']),
      );
      await userEvent.keyboard('{ArrowDown}');
      expect(search()).toHaveAttribute(
        'aria-activedescendant',
        screen.getByRole('option', { selected: true }).id,
      );
      await userEvent.keyboard('{Enter}');
      expect(search()).toHaveValue('is:unresolved browser.name:');
      await waitFor(() =>
        expect(options()).toEqual([
          'browser.name:"Mobile Safari"1.2K',
          'browser.name:Edge',
        ]),
      );
      await userEvent.keyboard('{ArrowUp}{ArrowUp}{Enter}');
      await waitFor(() =>
        expect(lastQuery(sentryApi).query).toBe(
          'is:unresolved browser.name:"Mobile Safari"',
        ),
      );
      expect(options()).toEqual([]);
      expect(search()).toHaveFocus();
      expect(sentryApi.getTags).toHaveBeenCalledTimes(1);
      expect(sentryApi.getTagValues).toHaveBeenCalledTimes(1);
    });

    it('are of the term at the caret, taken by pointer, and closed by Escape', async () => {
      const { sentryApi, container } = await renderTab();
      await userEvent.clear(search());
      await userEvent.type(search(), 'is:re level:error');
      search().setSelectionRange(5, 5);
      fireEvent.select(search());
      await waitFor(() => expect(options()).toContain('is:regressed'));
      expect(await axe(container)).toHaveNoViolations();
      await userEvent.click(
        screen.getByRole('option', { name: 'is:regressed' }),
      );
      await waitFor(() =>
        expect(lastQuery(sentryApi).query).toBe('is:regressed level:error'),
      );

      await userEvent.type(search(), ' environment:');
      await waitFor(() =>
        expect(options()).toEqual([
          'environment:production',
          'environment:staging',
        ]),
      );
      await userEvent.keyboard('{Escape}');
      expect(options()).toEqual([]);
      expect(search()).toHaveValue('is:regressed level:error environment:');
      await userEvent.keyboard('{Escape}');
      expect(search()).toHaveValue('is:regressed level:error');
    });
  });
});
