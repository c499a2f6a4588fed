import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryEventResponse } from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import type { ComponentProps } from 'react';
import {
  glitchtipOnly,
  makeDetail,
  makeEvent,
  makeIssue,
} from '../../__testUtils__/data';
import { DrawerAlone } from '../../__testUtils__/DrawerAlone';
import { fakeApi } from '../../__testUtils__/fakes';
import {
  findDrawer,
  otherIssue,
  renderForEntity,
} from '../../__testUtils__/render';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';

const user = userEvent.setup({ delay: null });

const previousId = 'c0ffee00c0ffee00c0ffee00c0ffee02';
const eventAnswer = (type: string): SentryEventResponse => ({
  issueId: '4501',
  event: makeEvent({
    id: previousId,
    exceptions: [{ type, frames: [] }],
    position: { next: 'c0ffee00c0ffee00c0ffee00c0ffee03' },
  }),
  fetchedAt: '2026-11-20T10:05:00Z',
  stale: false,
  problems: [],
});

function showDrawer(
  props: ComponentProps<typeof DrawerAlone> = {},
  sentryApi = fakeApi(),
) {
  renderForEntity(<DrawerAlone {...props} />, { sentryApi });
  return sentryApi;
}

describe('IssueDrawer', () => {
  it('names the issue, links it, and has no accessibility findings', async () => {
    showDrawer();
    const drawer = await findDrawer();

    expect(drawer).toHaveAccessibleName('TypeError: currency is undefined');
    expect(drawer).toHaveTextContent('Error · TypeError');
    // Not again at the exception.
    expect(within(drawer).getAllByText('currency is undefined')).toHaveLength(
      1,
    );
    expect(drawer).toHaveTextContent('Regressed');
    expect(
      within(drawer).getByRole('link', { name: /Open in Sentry/ }),
    ).toHaveAttribute('href', 'https://sentry.example.com/issues/4501/');
    expect(await axe(drawer)).toHaveNoViolations();
  });

  it('shows what the list knows of an issue while the rest is loading', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockReturnValue(new Promise(() => {}));
    const lifetime = {
      count: 9000,
      userCount: 400,
      firstSeen: '2026-11-02T10:00:00Z',
      lastSeen: '2026-11-20T10:00:00Z',
    };
    showDrawer({ issues: [makeIssue({ lifetime })] }, sentryApi);

    const drawer = within(await screen.findByRole('dialog'));
    expect(
      drawer.getByRole('heading', { level: 2, name: 'currency is undefined' }),
    ).toBeVisible();
    const figureOf = (name: string) => drawer.getByText(name).parentElement;
    expect(figureOf('Users hit')).toHaveTextContent(
      'Users hit40097 in the last 14 days',
    );
    expect(figureOf('Events')).toHaveTextContent(
      'Events9K9,0001,284 in the last 14 days',
    );
    expect(drawer.getByRole('status')).toHaveTextContent('Loading the issue…');
  });

  it('shows how the issue is now when the viewer comes back from another tab', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const sentryApi = showDrawer();
    const drawer = within(await findDrawer());
    expect(drawer.getByText('Unresolved')).toBeInTheDocument();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        issue: makeIssue({ status: 'resolved', substatus: undefined }),
        statusDetails: { actor: 'Ada' },
      }),
    );
    act(() => {
      jest.advanceTimersByTime(10 * 60_000);
    });
    fireEvent(document, new Event('visibilitychange'));

    expect(await drawer.findByText('Resolved, by Ada')).toBeInTheDocument();
    jest.useRealTimers();
  });

  it('steps only by j and k alone, once for each press', async () => {
    const onOpen = jest.fn();
    showDrawer({ onOpen });
    const drawer = await findDrawer();
    const button = within(drawer).getByRole('button', { name: 'Next issue' });
    fireEvent.keyDown(button, { key: 'J', shiftKey: true });
    fireEvent.keyDown(button, { key: 'j', repeat: true });
    fireEvent.keyDown(button, { key: 'j', ctrlKey: true });
    expect(onOpen).not.toHaveBeenCalled();
    fireEvent.keyDown(button, { key: 'j' });

    expect(onOpen.mock.calls).toEqual([[otherIssue]]);
    await findDrawer();
  });

  it('steps to the previous event, and passes the focus on at the end', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssueEvent.mockResolvedValue(eventAnswer('EarlierError'));
    showDrawer({}, sentryApi);
    const drawer = within(await findDrawer());
    const next = drawer.getByRole('button', { name: 'Next event' });
    expect(next).toBeDisabled();
    await user.click(drawer.getByRole('button', { name: 'Previous event' }));

    expect(await drawer.findByText('EarlierError')).toBeVisible();
    expect(sentryApi.getIssueEvent.mock.calls[0].slice(0, 4)).toEqual([
      'component:default/shop-web',
      'SHOP-WEB-1A',
      previousId,
      { environment: undefined },
    ]);
    expect(sentryApi.getIssue).toHaveBeenCalledTimes(1);
    expect(next).toHaveFocus();
  });

  it('keeps the focus at the event that is loaded at the second try', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssueEvent
      .mockRejectedValueOnce(
        new SentryProblemException({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Sentry does not answer.',
        }),
      )
      .mockResolvedValueOnce(eventAnswer('OldError'));
    showDrawer({}, sentryApi);
    const drawer = within(await findDrawer());
    await user.click(drawer.getByRole('button', { name: 'Oldest event' }));
    await user.click(await drawer.findByRole('button', { name: 'Try again' }));
    expect(await drawer.findByText('OldError')).toBeVisible();

    await waitFor(() =>
      expect(drawer.getByRole('group', { name: 'Event' })).toHaveFocus(),
    );
  });

  it('disables the ways to the oldest and the latest event where there is one', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({ event: makeEvent({ position: {} }) }),
    );
    showDrawer({}, sentryApi);
    const drawer = within(await findDrawer());
    expect(drawer.getByRole('button', { name: 'Oldest event' })).toBeDisabled();
    expect(drawer.getByRole('button', { name: 'Latest event' })).toBeDisabled();
  });

  it('links all events and the trace in Sentry', async () => {
    const sentryApi = fakeApi();
    const facts: [string, string][] = [['trace_id', 'abc123']];
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        event: makeEvent({ contexts: [{ name: 'trace', facts }] }),
        links: { sentry: 'https://sentry.example.com/issues/4501/?project=1' },
      }),
    );
    showDrawer({}, sentryApi);
    const drawer = within(await findDrawer());
    expect(drawer.getByRole('link', { name: /All events/ })).toHaveAttribute(
      'href',
      'https://sentry.example.com/issues/4501/events/',
    );
    expect(drawer.getByRole('link', { name: /Trace/ })).toHaveAttribute(
      'href',
      'https://sentry.example.com/performance/trace/abc123/',
    );
  });

  it('calls GlitchTip by its name, and shows what it has', async () => {
    const sentryApi = fakeApi();
    sentryApi.getProjects.mockResolvedValue({
      items: [],
      capabilities: glitchtipOnly,
      fetchedAt: '2026-11-20T10:05:00Z',
      stale: false,
      problems: [],
    });
    const issue = makeIssue({ assignee: undefined, priority: undefined });
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({ issue, event: undefined }),
    );
    showDrawer({}, sentryApi);
    const drawer = within(await findDrawer());
    expect(
      await drawer.findByRole('link', { name: /Open in GlitchTip/ }),
    ).toBeVisible();
    // It has neither.
    expect(drawer.queryByText(/^(Assignee|Priority)$/)).toBeNull();
    expect(drawer.getByText('Status')).toBeVisible();
    expect(screen.getByRole('dialog')).not.toHaveTextContent('Sentry');
  });

  it('leads back to the recommended event from one that is gone', async () => {
    const sentryApi = fakeApi();
    const eventProblem = {
      code: 'ISSUE_NOT_FOUND' as const,
      message: 'The issue has no such event.',
    };
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({ event: undefined, eventProblem, problems: [eventProblem] }),
    );
    showDrawer({ event: previousId }, sentryApi);
    await user.click(
      await screen.findByRole('button', { name: 'Show the recommended event' }),
    );

    expect(await screen.findByText('Breadcrumbs')).toBeVisible();
    expect(sentryApi.getIssueEvent.mock.calls[0][2]).toBe('recommended');
  });
});

describe('an issue that can’t be shown', () => {
  /** Renders an issue whose request fails, at first or always. */
  function showError(error: Error, isTemporary = false) {
    const sentryApi = fakeApi();
    if (isTemporary) {
      sentryApi.getIssue.mockRejectedValueOnce(error);
    } else {
      sentryApi.getIssue.mockRejectedValue(error);
    }
    showDrawer({ issues: [] }, sentryApi);
  }
  const refusal = (message: string) =>
    new SentryRequestException('bad-request', message);

  it('says what may have happened to it', async () => {
    showError(
      new SentryProblemException({
        code: 'ISSUE_NOT_FOUND',
        message: 'None of the projects has such an issue.',
      }),
    );

    expect(await screen.findByText('The issue was not found')).toBeVisible();
    const drawer = screen.getByRole('dialog');
    expect(drawer).toHaveTextContent('merged into another issue');
    expect(drawer).toHaveTextContent('SHOP-WEB-1A');
  });

  it('is not found by a malformed id', async () => {
    showError(
      refusal(
        'Path parameter `issueId`: must be the number of an issue or its short id',
      ),
    );

    expect(await screen.findByText('The issue was not found')).toBeVisible();
    const drawer = screen.getByRole('dialog');
    expect(drawer).toHaveTextContent(
      'The link does not contain a valid issue ID.',
    );
    expect(drawer).not.toHaveTextContent(/parameter|issueId/);
  });

  it('takes what was refused out of the link', async () => {
    window.history.replaceState(
      null,
      '',
      '/?query=a&issue=SHOP-WEB-1A&statsPeriod=90d',
    );
    showError(refusal('Query parameter `statsPeriod`: must be a window'));

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('This link doesn’t work as it is');
    expect(alert).toHaveTextContent(
      'The Sentry backend answered: Query parameter statsPeriod: must be a window',
    );
    expect(screen.queryByText('The issue was not found')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    await user.click(
      screen.getByRole('button', { name: 'Open the issue without it' }),
    );
    expect(window.location.search).toBe('?query=a&issue=SHOP-WEB-1A');
    window.history.replaceState(null, '', '/');
  });

  it('keeps what the list knows, with one banner, and offers another try', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'UPSTREAM_UNAVAILABLE',
        message: 'Sentry does not answer.',
      }),
    );
    const lifetime = { count: 9000, userCount: 400 };
    showDrawer({ issues: [makeIssue({ lifetime })] }, sentryApi);
    const drawer = within(await screen.findByRole('dialog'));
    expect(await drawer.findByText('Sentry can’t be reached')).toBeVisible();
    expect(drawer.getByText('For the platform team')).toBeVisible();
    expect(
      drawer.getByRole('heading', { level: 2, name: 'currency is undefined' }),
    ).toBeVisible();
    expect(drawer.getByText('Unresolved')).toBeVisible();
    expect(drawer.getByText('9K')).toBeVisible();
    expect(await axe(screen.getByRole('dialog'))).toHaveNoViolations();

    await user.click(drawer.getByRole('button', { name: 'Try again' }));
    expect(await drawer.findByText('Breadcrumbs')).toBeVisible();
    expect(drawer.queryByText('Sentry can’t be reached')).toBeNull();
  });

  it('says what was refused where the link has nothing to leave out', async () => {
    showError(refusal('Unknown query parameter `shape`'));

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The Sentry backend answered: Unknown query parameter shape',
    );
    expect(
      screen.queryByRole('button', { name: 'Open the issue without it' }),
    ).toBeNull();
    expect(await axe(screen.getByRole('dialog'))).toHaveNoViolations();
  });

  it('tries again when asked, and keeps the focus', async () => {
    const error = new SentryProblemException({
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'Sentry does not answer.',
    });
    showError(error, true);
    await user.click(await screen.findByRole('button', { name: 'Try again' }));

    const drawer = await findDrawer();
    expect(drawer).toHaveTextContent('CartTotals');
    await waitFor(() =>
      expect(
        within(drawer).getByRole('group', { name: 'Issue SHOP-WEB-1A' }),
      ).toHaveFocus(),
    );
  });
});
