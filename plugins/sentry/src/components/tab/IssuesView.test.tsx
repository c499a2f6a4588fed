import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makePage } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { answerLater, chooseOption, nextPage } from '../../__testUtils__/list';
import { renderForEntity } from '../../__testUtils__/render';
import { atTab } from '../../__testUtils__/tab';
import { SentryProblemException } from '../../api/errors';
import { allCapabilities } from '../../data/projects';
import { SentryIssuesContent } from './SentryIssuesContent';

function renderTab(sentryApi = fakeApi()) {
  const { unmount } = renderForEntity(<SentryIssuesContent />, { sentryApi });
  return { sentryApi, unmount };
}

describe('IssuesView', () => {
  beforeEach(atTab);

  afterEach(() => jest.useRealTimers());

  describe('states', () => {
    it('is good news that nothing is unresolved', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValue(
        makePage({ items: [], totalItems: 0 }),
      );
      renderTab(sentryApi);

      expect(await screen.findByText('No unresolved issues')).toBeVisible();
      expect(
        screen.getByText('No unresolved issues were seen in the last 14 days.'),
      ).toBeVisible();
      expect(
        screen.queryByRole('button', { name: 'Clear filters' }),
      ).toBeNull();
    });

    it('is no good news where a project could not be read, which is named', async () => {
      const problem = {
        code: 'PROJECT_NOT_FOUND' as const,
        message: 'Sentry has no such project.',
        project: { project: 'paymnets' },
      };
      const sentryApi = fakeApi();
      sentryApi.getIssues
        .mockResolvedValueOnce(makePage({ problems: [problem] }))
        .mockResolvedValue(
          makePage({ items: [], totalItems: 0, problems: [problem] }),
        );
      renderTab(sentryApi);

      expect(
        await screen.findByText('Some of the issues are missing'),
      ).toBeVisible();
      expect(
        screen.getByText('paymnets: The Sentry project was not found'),
      ).toBeVisible();
      expect(screen.getByText('TypeError')).toBeVisible();

      await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
      expect(
        await screen.findByText(
          'No issues found in the projects that could be read',
        ),
      ).toBeVisible();
      expect(screen.queryByText('No unresolved issues')).toBeNull();
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
      renderTab(sentryApi);

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
      expect(await screen.findByText('TypeError')).toBeVisible();
      expect(window.location.search).toBe('?tab=1');
    });

    it('shows a problem in place of the issues, without filters that can’t help', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockRejectedValue(
        new SentryProblemException({
          code: 'TOKEN_REJECTED',
          message: 'Sentry did not accept the token.',
          action: 'Those who run Backstage can create a new one.',
        }),
      );
      renderTab(sentryApi);

      expect(await screen.findByRole('alert')).toHaveTextContent(
        'Sentry did not accept the token.',
      );
      expect(screen.queryByRole('combobox')).toBeNull();
      expect(screen.queryByRole('table')).toBeNull();
    });

    it('keeps what was loaded where a reload fails, but not for another question', async () => {
      const { sentryApi } = renderTab();
      await screen.findByText('TypeError');
      sentryApi.getIssues.mockRejectedValue(
        new SentryProblemException({
          code: 'TOKEN_REJECTED',
          message: 'Sentry did not accept the token.',
        }),
      );
      await userEvent.click(screen.getByRole('button', { name: 'Reload' }));

      expect(
        await screen.findByText(/Sentry did not accept the token/),
      ).toBeInTheDocument();
      expect(screen.getByText('TypeError')).toBeVisible();
      expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();

      await chooseOption('Period', 'Last 24 hours');
      await waitFor(() => expect(screen.queryByText('TypeError')).toBeNull());
      expect(screen.getByRole('alert')).toHaveTextContent(
        'Sentry did not accept the token.',
      );
    });

    it('keeps the health of the newest release where the issues fail', async () => {
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
      renderTab(sentryApi);
      await screen.findByText('TypeError');
      const release = await screen.findByText('2.4.0');
      sentryApi.getIssues.mockRejectedValue(
        new SentryProblemException({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Sentry can’t be reached.',
        }),
      );
      await chooseOption('Period', 'Last 24 hours');

      expect(await screen.findByRole('alert')).toBeVisible();
      expect(release).toBeVisible();
      expect(sentryApi.getReleases).toHaveBeenCalledTimes(1);
    });

    it('dims the issues of another question, but not those of a reload', async () => {
      const { sentryApi } = renderTab();
      await screen.findByText('TypeError');
      const table = () => screen.getByRole('grid');

      sentryApi.getIssues.mockResolvedValueOnce(nextPage());
      await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
      expect(await screen.findByText('NextError')).toBeVisible();

      sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
      await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
      expect(table()).not.toHaveAttribute('data-stale', 'true');
      await chooseOption('Period', 'Last 24 hours');

      await waitFor(() =>
        expect(table()).toHaveAttribute('data-stale', 'true'),
      );
      expect(document.querySelector('[role=status]')).toHaveTextContent(
        'Loading issues…',
      );
    });

    it('shows no earlier emptiness while another search is loading, and says when that is slow', async () => {
      jest.useFakeTimers({ advanceTimers: true });
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValueOnce(
        makePage({ items: [], totalItems: 0 }),
      );
      renderTab(sentryApi);
      await screen.findByText('No unresolved issues');
      sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
      await chooseOption('Status', 'Archived');

      const table = await screen.findByRole('grid');
      expect(table.closest('[aria-busy=true]')).toBeVisible();
      expect(screen.queryByText(/^No .*issues/)).toBeNull();
      const status = document.querySelector('[role=status]');
      expect(status).toHaveTextContent('Loading issues…');
      act(() => jest.advanceTimersByTime(4000));
      expect(status).toHaveTextContent('Sentry is slow to answer…');
    });

    it('neither asks again nor dims where the same capabilities come again', async () => {
      const sentryApi = fakeApi();
      const projects = await sentryApi.getProjects('');
      let answerAgain: () => void = () => {};
      sentryApi.getProjects
        .mockResolvedValueOnce({
          ...projects,
          stale: true,
          capabilities: { ...allCapabilities },
        })
        .mockReturnValueOnce(
          new Promise(resolve => {
            answerAgain = () =>
              resolve({ ...projects, capabilities: { ...allCapabilities } });
          }),
        );
      renderTab(sentryApi);
      await screen.findByText('TypeError');
      await waitFor(() =>
        expect(sentryApi.getProjects).toHaveBeenCalledTimes(2),
      );
      sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
      await act(async () => answerAgain());

      expect(screen.getByRole('grid')).not.toHaveAttribute(
        'data-stale',
        'true',
      );
      expect(sentryApi.getIssues).toHaveBeenCalledTimes(1);
    });

    it('refreshes an old answer silently', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockResolvedValueOnce(
        makePage({
          stale: true,
          fetchedAt: new Date(Date.now() - 420_000).toISOString(),
        }),
      );
      renderTab(sentryApi);
      await screen.findByText('TypeError');
      const answer = answerLater(sentryApi);

      await waitFor(
        () => expect(sentryApi.getIssues).toHaveBeenCalledTimes(2),
        { timeout: 4000 },
      );
      expect(screen.getByRole('grid')).not.toHaveAttribute(
        'data-stale',
        'true',
      );
      expect(document.querySelector('[role=status]')).toHaveTextContent(
        '1 issue on this page',
      );

      answer(nextPage());
      expect(await screen.findByText('NextError')).toBeVisible();
    });

    it('aborts a request when the tab is left', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssues.mockReturnValue(new Promise(() => {}));
      const { unmount } = renderTab(sentryApi);
      await waitFor(() => expect(sentryApi.getIssues).toHaveBeenCalled());
      const signal = sentryApi.getIssues.mock.lastCall?.[2]?.signal;
      expect(signal?.aborted).toBe(false);

      act(() => unmount());
      await waitFor(() => expect(signal?.aborted).toBe(true));
    });
  });
});
