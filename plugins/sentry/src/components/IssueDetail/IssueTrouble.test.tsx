import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { makeDetail } from '../../__testUtils__/data';
import { findDrawer, showTab } from '../../__testUtils__/drawer';
import { fakeApi } from '../../__testUtils__/fakeApi';
import { SentryProblemException, SentryRequestException } from '../../api';

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

  it('takes an event that could be none for the recommended one', async () => {
    const sentryApi = showTab('?issue=SHOP-WEB-1A&event=what');
    await findDrawer();

    expect(sentryApi.getIssue.mock.calls[0][2]).toMatchObject({
      event: undefined,
    });
  });

  it('finds no issue by what could be no id of one', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockRejectedValue(
      new SentryRequestException('bad-request', 'That is no id.'),
    );
    showTab('?issue=x', sentryApi);

    expect(await screen.findByText('The issue was not found')).toBeVisible();
    expect(screen.getByText('That is no id.')).toBeVisible();
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
