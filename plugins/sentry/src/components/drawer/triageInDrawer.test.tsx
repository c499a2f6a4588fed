import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { makeDetail } from '../../__testUtils__/data';
import {
  answer,
  changed,
  choose,
  entityRef,
  first,
  held,
  leave,
  openDrawer,
  openDrawerAlone,
  second,
  user,
} from '../../__testUtils__/triage';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';

const gone = (role: string) =>
  waitFor(() => expect(screen.queryByRole(role)).toBeNull());

describe('changing the issue in the drawer', () => {
  afterEach(leave);

  it('shows the change at once, then what Sentry made of it; nothing of it once closed', async () => {
    const change = held();
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.updateIssue.mockReturnValue(change.promise);
    await choose(/^Status/, 'In the next release');

    expect(
      await drawer.findByText('Resolved in the next release'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(drawer.getByRole('button', { name: /^Status/ })).toHaveFocus(),
    );
    expect(sentryApi.updateIssue).toHaveBeenCalledWith(
      entityRef,
      '4501',
      { status: 'resolved', resolution: { inNextRelease: true } },
      undefined,
      { actsAs: 'service' },
    );

    sentryApi.getIssue.mockReturnValue(new Promise(() => {}));
    await change.settle(
      answer(
        changed({ statusDetails: { inRelease: '2.5.0', actor: 'Portal' } }),
      ),
    );
    expect(
      await drawer.findByText('Resolved in 2.5.0, by Portal'),
    ).toBeInTheDocument();
    await drawer.findByText('SHOP-WEB-1A is resolved.');
    expect(screen.getAllByText('SHOP-WEB-1A is resolved.')).toHaveLength(1);

    await user.click(drawer.getByRole('button', { name: 'Close the issue' }));
    await gone('dialog');
    expect(screen.queryByText('SHOP-WEB-1A is resolved.')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('says that someone else has changed the issue at the same time', async () => {
    const { sentryApi, drawer } = await openDrawerAlone();
    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(
        changed({
          status: 'unresolved',
          substatus: 'ongoing',
          differs: ['status'],
        }),
      ),
    );
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({ issue: { ...first, substatus: 'ongoing' } }),
    );
    await choose(/^Status/, 'Now');

    expect(
      await drawer.findByText(/SHOP-WEB-1A did not change as requested/),
    ).toBeInTheDocument();
    expect(drawer.queryByText('SHOP-WEB-1A is resolved.')).toBeNull();
    expect(await drawer.findByText('Unresolved')).toBeInTheDocument();
  });

  it('offers no change, reason or selection where triage is turned off', async () => {
    const { drawer } = await openDrawer({
      triage: { allowed: false, reason: 'disabled', items: [] },
    });
    expect(drawer.queryByRole('button', { name: /Why|Status/ })).toBeNull();
    expect(screen.queryByRole('checkbox', { hidden: true })).toBeNull();
  });

  it('takes a refused change back; the list shows the failure once the drawer is closed', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryRequestException('forbidden', 'no'),
    );
    await choose(/^Status/, 'Forever');
    await drawer.findByRole('alert');
    expect(drawer.getByText('Unresolved')).toBeInTheDocument();
    expect(screen.getAllByText('SHOP-WEB-1A was not changed')).toHaveLength(1);

    await user.click(drawer.getByRole('button', { name: 'Close the issue' }));
    await gone('dialog');
    expect(
      await screen.findByText('SHOP-WEB-1A was not changed'),
    ).toBeInTheDocument();
  });

  it('shows a problem of both change and issue once, and leaves the issue as it was', async () => {
    const { sentryApi, drawer } = await openDrawerAlone();
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
    await choose(/^Status/, 'Now');
    const alert = within(await drawer.findByRole('alert'));
    await waitFor(() =>
      expect(sentryApi.getIssue.mock.calls.length).toBeGreaterThan(asked),
    );
    expect(drawer.getAllByText(problem.message)).toHaveLength(1);

    await user.click(alert.getByRole('button', { name: 'Dismiss' }));
    expect(await drawer.findByText(problem.message)).toBeInTheDocument();
    expect(drawer.getByText('Breadcrumbs')).toBeInTheDocument();
    expect(drawer.getByRole('heading', { name: 'Tags' })).toBeInTheDocument();
  });

  it('names the issue of a failure that the viewer has stepped on from', async () => {
    const change = held();
    const { sentryApi, drawer } = await openDrawerAlone();
    sentryApi.updateIssue.mockReturnValueOnce(change.promise);
    sentryApi.getIssue.mockResolvedValue(makeDetail({ issue: second }));
    await choose(/^Status/, 'Now');
    await user.click(drawer.getByRole('button', { name: /Next issue/ }));
    await screen.findByText('RangeError');
    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ id: '4502', shortId: 'SHOP-WEB-1B' })),
    );
    await choose(/^Status/, 'Now');
    const dialog = within(await screen.findByRole('dialog'));
    await dialog.findByText('SHOP-WEB-1B is resolved.');
    await change.refuse(new SentryRequestException('forbidden', 'no'));

    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'SHOP-WEB-1A was not changed',
    );
  });

  it('does not call unchanged what was changed and could not be read', async () => {
    const { sentryApi, drawer, element } = await openDrawerAlone();
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
    await choose(/^Status/, 'Now');

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
    await user.click(
      drawer.getByRole('button', { name: 'Check the current state' }),
    );
    await waitFor(() =>
      expect(sentryApi.getIssue.mock.calls.length).toBeGreaterThan(asked),
    );
    expect(drawer.queryByText(/could not be read/)).toBeNull();
  });
});
