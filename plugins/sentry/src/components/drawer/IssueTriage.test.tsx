import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeDetail } from '../../__testUtils__/data';
import {
  advice,
  answer,
  changed,
  choose,
  entityRef,
  held,
  openDrawer,
  first,
  leave,
} from '../../__testUtils__/triage';
import { SentryRequestException } from '../../api/errors';

describe('changing the issue in the drawer', () => {
  afterEach(leave);

  it('shows the change at once, then what Sentry made of it', async () => {
    const change = held();
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.updateIssue.mockReturnValue(change.promise);
    await choose('Resolve', 'In the next release');

    expect(
      await drawer.findByText('Resolved in the next release'),
    ).toBeInTheDocument();
    expect(drawer.getByRole('button', { name: 'Reopen' })).toBeInTheDocument();
    await waitFor(() =>
      expect(
        drawer.getByRole('group', { name: 'Change this issue' }),
      ).toHaveFocus(),
    );
    expect(sentryApi.updateIssue).toHaveBeenCalledWith(
      entityRef,
      '4501',
      { status: 'resolved', resolution: { inNextRelease: true } },
      undefined,
      { actsAs: 'service' },
    );

    sentryApi.getIssue.mockReturnValue(new Promise(() => {}));
    change.settle(
      answer(
        changed({ statusDetails: { inRelease: '2.5.0', actor: 'Portal' } }),
      ),
    );
    expect(
      await drawer.findByText('Resolved in 2.5.0, by Portal'),
    ).toBeInTheDocument();
    expect(
      await drawer.findByText('SHOP-WEB-1A is resolved.'),
    ).toBeInTheDocument();
  });

  it('tells what was done in the drawer alone, and not again once that is closed', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.getIssue.mockReturnValue(new Promise(() => {}));
    sentryApi.updateIssue.mockResolvedValueOnce(answer(changed()));
    await choose('Resolve', 'Now');
    await drawer.findByText('SHOP-WEB-1A is resolved.');
    expect(screen.getAllByText('SHOP-WEB-1A is resolved.')).toHaveLength(1);

    await userEvent.click(
      drawer.getByRole('button', { name: 'Close the issue' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.queryByText('SHOP-WEB-1A is resolved.')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('says that somebody else has changed the issue at the same time', async () => {
    const { sentryApi, drawer } = await openDrawer({});
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
    await choose('Resolve', 'Now');

    expect(
      await drawer.findByText(/SHOP-WEB-1A did not change as requested/),
    ).toBeInTheDocument();
    expect(drawer.queryByText('SHOP-WEB-1A is resolved.')).toBeNull();
    expect(await drawer.findByText('Unresolved, ongoing')).toBeInTheDocument();
  });

  it('says on whose behalf it acts, and asks as the viewer where they do', async () => {
    const { sentryApi, drawer } = await openDrawer({
      triage: advice({
        allowed: false,
        reason: 'problem',
        actsAs: 'user',
        actorName: 'Ada',
        missingScope: 'event:write',
      }),
    });
    expect(
      drawer.getByText('Changes are made in your name, Ada in Sentry.'),
    ).toBeInTheDocument();
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryRequestException('declined', 'no'),
    );
    await choose('Resolve', 'Now');

    expect(sentryApi.updateIssue.mock.lastCall?.[4]).toEqual({
      actsAs: 'user',
    });
    expect(await drawer.findByRole('alert')).toHaveTextContent(
      'You did not allow Backstage to change issues in your name, so nothing was changed.',
    );
  });

  it('keeps the keyboard’s place when a button has done its work', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ status: 'unresolved', substatus: 'ongoing' })),
    );
    await userEvent.click(
      drawer.getByRole('button', { name: 'Mark reviewed' }),
    );

    expect(
      await drawer.findByText('SHOP-WEB-1A is marked as reviewed.'),
    ).toBeInTheDocument();
    expect(drawer.queryByRole('button', { name: 'Mark reviewed' })).toBeNull();
    await waitFor(() =>
      expect(
        drawer.getByRole('group', { name: 'Change this issue' }),
      ).toHaveFocus(),
    );
  });

  describe('without being allowed', () => {
    it('says why to those who ask', async () => {
      const { drawer } = await openDrawer({
        triage: advice({
          allowed: false,
          reason: 'problem',
          problem: {
            code: 'SCOPE_MISSING',
            message: 'The token lacks the scope `event:write`.',
            action: 'The platform team gives it.',
          },
        }),
      });
      expect(drawer.queryByRole('button', { name: 'Resolve' })).toBeNull();
      await userEvent.click(
        drawer.getByRole('button', { name: 'Why can’t I change this?' }),
      );

      const why = await screen.findByRole('dialog', {
        name: 'Why can’t I change this?',
      });
      expect(why).toHaveTextContent('The token lacks the scope event:write.');
      expect(why).toHaveTextContent('The platform team gives it.');
      expect(await axe(why)).toHaveNoViolations();
    });

    it('names the permission that is missing', async () => {
      const { drawer } = await openDrawer({
        triage: { allowed: false, reason: 'forbidden', items: [] },
      });
      await userEvent.click(
        drawer.getByRole('button', { name: 'Why can’t I change this?' }),
      );
      expect(
        await screen.findByText(/permission sentry\.issue\.update/),
      ).toBeInTheDocument();
    });

    it('says nothing where triage is turned off, and selects nothing', async () => {
      const { drawer } = await openDrawer({
        triage: { allowed: false, reason: 'disabled', items: [] },
      });
      expect(drawer.queryByRole('button', { name: /Why/ })).toBeNull();
      expect(drawer.queryByRole('button', { name: 'Resolve' })).toBeNull();
      expect(
        screen.queryByRole('checkbox', { hidden: true }),
      ).not.toBeInTheDocument();
    });
  });
});
