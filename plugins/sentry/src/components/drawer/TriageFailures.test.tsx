import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeDetail } from '../../__testUtils__/data';
import {
  answer,
  changed,
  choose,
  held,
  openDrawer,
  second,
  set,
  leave,
} from '../../__testUtils__/triage';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';

describe('a change that failed', () => {
  afterEach(leave);

  it('takes a refused change back, and says why', async () => {
    const { sentryApi, drawer, element } = await openDrawer({});
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'RATE_LIMITED',
        message: 'Sentry asks for a pause.',
        action: 'Try again in 10 seconds.',
      }),
    );
    await choose('Archive', 'Forever');

    const alert = await drawer.findByRole('alert');
    expect(alert).toHaveTextContent('SHOP-WEB-1A was not changed');
    expect(alert).toHaveTextContent(
      'Sentry asks for a pause. Try again in 10 seconds.',
    );
    expect(drawer.getByText('Unresolved, regressed')).toBeInTheDocument();
    expect(await axe(element)).toHaveNoViolations();

    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ status: 'ignored', substatus: 'archived_forever' })),
    );
    await userEvent.click(drawer.getByRole('button', { name: 'Try again' }));
    expect(
      await drawer.findByText('SHOP-WEB-1A is archived.'),
    ).toBeInTheDocument();
    expect(drawer.queryByRole('alert')).toBeNull();
    await waitFor(() =>
      expect(
        drawer.getByRole('group', { name: 'Change this issue' }),
      ).toHaveFocus(),
    );
  });

  it('is told in the drawer while that is open, and on the list once it is closed', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryRequestException('forbidden', 'no'),
    );
    await choose('Archive', 'Forever');
    await drawer.findByRole('alert');
    expect(screen.getAllByText('SHOP-WEB-1A was not changed')).toHaveLength(1);

    await userEvent.click(
      drawer.getByRole('button', { name: 'Close the issue' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(
      await screen.findByText('SHOP-WEB-1A was not changed'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is not told again of the issue that is shown, nor takes anything from it', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    const problem = {
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'Sentry can’t be reached.',
    } as const;
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryProblemException(problem),
    );
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        event: undefined,
        eventProblem: problem,
        tags: [],
        problems: [problem],
      }),
    );
    const asked = sentryApi.getIssue.mock.calls.length;
    await choose('Resolve', 'Now');
    const alert = within(await drawer.findByRole('alert'));
    await waitFor(() =>
      expect(sentryApi.getIssue.mock.calls.length).toBeGreaterThan(asked),
    );
    expect(drawer.getAllByText(problem.message)).toHaveLength(1);

    await userEvent.click(alert.getByRole('button', { name: 'Dismiss' }));
    expect(await drawer.findByText(problem.message)).toBeInTheDocument();
    expect(drawer.getByText('Breadcrumbs')).toBeInTheDocument();
    expect(drawer.getByRole('heading', { name: 'Tags' })).toBeInTheDocument();
  });

  it('says that Backstage refused', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryRequestException('forbidden', 'no'),
    );
    await set('Priority', 'Low');
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      /permission sentry\.issue\.update/,
    );
  });

  it('says by its name what failed of an issue that the viewer has left', async () => {
    const change = held();
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.updateIssue.mockReturnValueOnce(change.promise);
    sentryApi.getIssue.mockResolvedValue(makeDetail({ issue: second }));
    await choose('Resolve', 'Now');
    await userEvent.click(drawer.getByRole('button', { name: /Next issue/ }));
    await screen.findByRole('heading', { name: 'RangeError' });
    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ id: '4502', shortId: 'SHOP-WEB-1B' })),
    );
    await choose('Resolve', 'Now');
    const dialog = within(screen.getByRole('dialog'));
    await dialog.findByText('SHOP-WEB-1B is resolved.');
    change.refuse(new SentryRequestException('forbidden', 'no'));

    const alert = await dialog.findByRole('alert');
    expect(alert).toHaveTextContent('SHOP-WEB-1A was not changed');
    expect(alert).toHaveTextContent(/permission sentry\.issue\.update/);
    expect(
      within(alert).queryByRole('button', { name: /Try again/ }),
    ).toBeNull();

    await userEvent.click(
      within(alert).getByRole('button', { name: 'Dismiss' }),
    );
    expect(dialog.queryByRole('alert')).toBeNull();
  });

  it('waits as long as Sentry asks before it offers another try', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryProblemException({
        code: 'RATE_LIMITED',
        message: 'Sentry asks for a pause.',
        retryAfterSeconds: 3600,
      }),
    );
    await choose('Resolve', 'Now');

    expect(
      await drawer.findByRole('button', { name: /Try again in \d+ seconds/ }),
    ).toBeDisabled();
  });

  it('does not call unchanged what was changed and could not be read', async () => {
    const { sentryApi, drawer, element } = await openDrawer({});
    sentryApi.getIssue.mockReturnValue(new Promise(() => {}));
    sentryApi.updateIssue.mockResolvedValueOnce({
      items: [],
      problems: [
        {
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Sentry took the change.',
          issue: '4501',
          outcome: 'changed',
        },
      ],
    });
    await choose('Resolve', 'Now');

    expect(
      await drawer.findByText(
        'SHOP-WEB-1A was changed, but could not be read afterwards',
      ),
    ).toBeInTheDocument();
    expect(drawer.getByText('SHOP-WEB-1A is resolved.')).toBeInTheDocument();
    expect(drawer.getAllByText('Resolved')).not.toHaveLength(0);
    expect(drawer.queryByRole('alert')).toBeNull();
    expect(drawer.queryByRole('button', { name: /Try again/ })).toBeNull();
    expect(await axe(element)).toHaveNoViolations();

    const asked = sentryApi.getIssue.mock.calls.length;
    await userEvent.click(
      drawer.getByRole('button', { name: 'Check the current state' }),
    );
    await waitFor(() =>
      expect(sentryApi.getIssue.mock.calls.length).toBeGreaterThan(asked),
    );
    expect(drawer.queryByText(/could not be read/)).toBeNull();
  });
});
