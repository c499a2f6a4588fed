import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeDetail } from '../../__testUtils__/data';
import { findDrawer, showTab } from '../../__testUtils__/render';
import { fakeApi } from '../../__testUtils__/fakes';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';

describe('an issue that can’t be shown', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('says what may have become of an issue that a link names', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockRejectedValue(
      new SentryProblemException({
        code: 'ISSUE_NOT_FOUND',
        message: 'None of the projects has such an issue.',
      }),
    );
    showTab('?issue=GONE-1', sentryApi);

    const drawer = await screen.findByRole('dialog');
    expect(
      await within(drawer).findByText('The issue was not found'),
    ).toBeVisible();
    expect(drawer).toHaveTextContent('merged into another issue');
    expect(drawer).toHaveTextContent('GONE-1');
  });

  it('shows the issue where its event is missing, and why it is', async () => {
    const sentryApi = fakeApi();
    const eventProblem = {
      code: 'UPSTREAM_TIMEOUT' as const,
      message: 'Sentry took more than 10 seconds.',
    };
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        event: undefined,
        eventProblem,
        problems: [
          eventProblem,
          { code: 'SCOPE_MISSING', message: 'No commits may be read.' },
        ],
      }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await findDrawer();

    expect(drawer).toHaveTextContent('Some of this issue is missing');
    expect(drawer).toHaveTextContent('No commits may be read.');
    expect(
      within(drawer).getAllByText('Sentry took more than 10 seconds.'),
    ).toHaveLength(1);
    expect(drawer).toHaveTextContent('9K');
  });

  it('leads back to the recommended event from one that is gone', async () => {
    const gone = 'c0ffee00c0ffee00c0ffee00c0ffee99';
    const eventProblem = {
      code: 'ISSUE_NOT_FOUND' as const,
      message: 'The issue has no such event.',
    };
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        event: undefined,
        eventProblem,
        problems: [eventProblem],
      }),
    );
    showTab(`?issue=SHOP-WEB-1A&event=${gone}`, sentryApi);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the recommended event',
      }),
    );

    expect(await screen.findByText('Breadcrumbs')).toBeVisible();
    expect(sentryApi.getIssueEvent.mock.calls[0][2]).toBe('recommended');
    expect(window.location.search).toBe('?issue=SHOP-WEB-1A');
  });

  it('takes an event that could be none for the recommended one, and says so', async () => {
    const sentryApi = showTab('?issue=SHOP-WEB-1A&event=what');
    const drawer = within(await findDrawer());
    const told =
      'The link names no valid event ID, so this is the recommended event.';

    expect(await drawer.findByText(told)).toBeVisible();
    await userEvent.click(drawer.getByRole('button', { name: 'Oldest event' }));
    await waitFor(() => expect(drawer.queryByText(told)).toBeNull());
    expect(sentryApi.getIssue.mock.calls[0][2]).toMatchObject({
      event: undefined,
    });
  });

  it('finds no issue by what could be no id of one', async () => {
    const sentryApi = fakeApi();
    const message =
      'Path parameter `issueId`: must be the number of an issue or its short id';
    sentryApi.getIssue.mockRejectedValue(
      new SentryRequestException('bad-request', message),
    );
    showTab('?issue=x', sentryApi);

    expect(await screen.findByText('The issue was not found')).toBeVisible();
    const drawer = screen.getByRole('dialog');
    expect(drawer).toHaveTextContent(
      'The link does not contain a valid issue ID.',
    );
    expect(drawer).not.toHaveTextContent(/parameter|issueId/);
  });

  it.each([
    {
      name: 'project',
      search: '&issueProject=default%3Aacme%2F99',
      message: 'Query parameter `project`: `x` is not a project of this entity',
      reason: /Sentry project in it is not, or no longer/,
    },
    {
      name: 'period',
      search: '&statsPeriod=90d',
      message: 'Query parameter `statsPeriod`: must be a window',
      reason: /period in it is not valid/,
    },
    {
      name: 'environment',
      search: `&environment=${'x'.repeat(201)}`,
      message: 'Query parameter `environment`: is too long',
      reason: /environments in it are not valid/,
    },
    {
      name: 'event',
      search: `&event=${'-'.repeat(32)}`,
      message: 'Query parameter `event`: must be `recommended`',
      reason: /event ID in it is not valid/,
    },
  ])(
    'says that it is the $name of the link that was refused, and opens the issue without it',
    async ({ search, message, reason }) => {
      const sentryApi = fakeApi();
      sentryApi.getIssue.mockRejectedValueOnce(
        new SentryRequestException('bad-request', message),
      );
      showTab(`?query=is%3Aunresolved&issue=SHOP-WEB-1A${search}`, sentryApi);

      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent('This link doesn’t work as it is');
      expect(alert).toHaveTextContent(reason);
      expect(alert).toHaveTextContent(
        `The Sentry backend answered: ${message.replaceAll('`', '')}`,
      );
      expect(screen.queryByText('The issue was not found')).toBeNull();
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
      expect(await axe(screen.getByRole('dialog'))).toHaveNoViolations();
      await userEvent.click(
        screen.getByRole('button', { name: 'Open the issue without it' }),
      );

      const drawer = await findDrawer();
      expect(drawer).toHaveTextContent('CartTotals');
      expect(drawer).toContainElement(
        document.activeElement instanceof HTMLElement
          ? document.activeElement
          : null,
      );
      expect(window.location.search).toBe(
        '?query=is%3Aunresolved&issue=SHOP-WEB-1A',
      );
      const [asked, again] = sentryApi.getIssue.mock.calls.slice(-2);
      expect(again[2]).not.toEqual(asked[2]);
    },
  );

  it('says what was refused where the link has nothing to leave out', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockRejectedValue(
      new SentryRequestException(
        'bad-request',
        'Unknown query parameter `shape`',
      ),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The Sentry backend answered: Unknown query parameter shape',
    );
    expect(
      screen.queryByRole('button', { name: 'Open the issue without it' }),
    ).toBeNull();
  });

  it('tries again when asked', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'UPSTREAM_UNAVAILABLE',
        message: 'Sentry does not answer.',
      }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await screen.findByRole('dialog');
    await userEvent.click(
      await within(drawer).findByRole('button', { name: 'Try again' }),
    );

    expect(await findDrawer()).toHaveTextContent('CartTotals');
    await waitFor(() =>
      expect(
        within(drawer).getByRole('group', { name: 'Issue SHOP-WEB-1A' }),
      ).toHaveFocus(),
    );
  });
});
