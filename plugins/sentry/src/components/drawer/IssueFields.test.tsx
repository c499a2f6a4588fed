import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { SentryPossibleAssignee } from 'backstage-plugin-sentry-common';
import { makeDetail, makeEntity, makeIssue } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import {
  advice,
  answer,
  changed,
  choose,
  first,
  leave,
  set,
  showTriage,
  user,
} from '../../__testUtils__/triage';
import {
  SentryProblemException,
  SentryRequestException,
} from '../../api/errors';

const statusButton = () => screen.getByRole('button', { name: /^Status/ });

async function menuItems() {
  const items = await screen.findAllByRole('menuitem');
  return items.map(({ textContent }) => textContent);
}

describe('IssueFields', () => {
  afterEach(leave);

  const assignee = (
    type: 'team' | 'user',
    id: string,
    name: string,
    project = 'shop-web',
  ): SentryPossibleAssignee => ({
    instance: 'default',
    organization: 'acme',
    type,
    id,
    name,
    projects: [project],
  });
  const assignees = (...items: SentryPossibleAssignee[]) => ({
    items,
    fetchedAt: '2026-11-20T10:05:00Z',
    stale: false,
    problems: [],
  });

  it('assigns to a team that is found by its name, or to no one', async () => {
    const sentryApi = fakeApi();
    sentryApi.getAssignees.mockResolvedValue(
      assignees(
        assignee('team', '7', 'payments'),
        assignee('user', '9', 'Ada'),
        assignee('user', '8', 'Elsewhere', 'other'),
      ),
    );
    await showTriage({ sentryApi });
    const team = { type: 'team' as const, id: '7', name: 'payments' };
    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ status: 'unresolved', assignee: team })),
    );
    expect(sentryApi.getAssignees).not.toHaveBeenCalled();
    await user.click(
      screen.getByRole('button', { name: 'Assignee Team checkout' }),
    );
    expect(
      await screen.findByRole('menuitemradio', { name: 'Ada' }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Elsewhere')).toBeNull();
    await waitFor(() =>
      expect(
        screen.getByRole('searchbox', { name: 'Search people and teams' }),
      ).toHaveFocus(),
    );
    await user.keyboard('pay');
    await waitFor(() => expect(screen.queryByText('Ada')).toBeNull());
    await user.keyboard('{Enter}');

    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
      assignedTo: 'team:7',
    });
    expect(
      await screen.findByText('SHOP-WEB-1A is assigned to payments.'),
    ).toBeInTheDocument();

    // The arrows go round: one up from the top is the last one.
    await user.click(screen.getByRole('button', { name: /^Assignee/ }));
    await screen.findByRole('menuitemradio', { name: 'Ada' });
    await user.keyboard('{ArrowUp}{ArrowUp}');
    expect(
      document.getElementById(
        screen.getByRole('searchbox').getAttribute('aria-activedescendant') ??
          '',
      ),
    ).toHaveTextContent('payments');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());

    await set(/^Assignee/, 'Unassigned');
    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
      assignedTo: null,
    });
  });

  it('offers first the viewer, the author of the suspect commit and the owning team', async () => {
    const sentryApi = fakeApi();
    sentryApi.getAssignees.mockResolvedValue(
      assignees(
        assignee('team', '6', 'mobile'),
        assignee('team', '7', 'shop'),
        assignee('user', '1', 'Ada Park'),
        assignee('user', '2', 'Jonas'),
        assignee('user', '3', 'Kim'),
      ),
    );
    await showTriage({
      sentryApi,
      triage: advice({ actsAs: 'user', actorName: 'Jonas' }),
      entity: {
        ...makeEntity(),
        relations: [{ type: 'ownedBy', targetRef: 'group:default/shop' }],
      },
      detail: makeDetail({
        suspectCommits: [{ id: '1', shortId: '1', authorName: 'Ada Park' }],
      }),
    });
    await user.click(screen.getByRole('button', { name: /^Assignee/ }));

    await screen.findByRole('menuitemradio', { name: 'Assign to me' });
    expect(
      screen.getAllByRole('menuitemradio').map(item => item.textContent),
    ).toEqual([
      'Assign to me',
      'Ada Park (suspect commit)',
      'shop (owning team)',
      'Unassigned',
      'mobile',
      'Kim',
    ]);
    await user.click(
      screen.getByRole('menuitemradio', { name: 'Assign to me' }),
    );
    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
      assignedTo: 'user:2',
    });
  });

  it('says while it looks for people and teams, and when it could not', async () => {
    const { sentryApi } = await showTriage({});
    let refuse: (error: Error) => void = () => {};
    sentryApi.getAssignees.mockReturnValueOnce(
      new Promise((_, reject) => {
        refuse = reject;
      }),
    );
    await user.click(screen.getByRole('button', { name: /^Assignee/ }));
    const announced = () =>
      screen.getAllByRole('status').map(({ textContent }) => textContent);
    await waitFor(() =>
      expect(announced()).toContain('Loading people and teams…'),
    );

    refuse(
      new SentryProblemException({
        code: 'UPSTREAM_TIMEOUT',
        message: 'Sentry is slow.',
      }),
    );
    await waitFor(() =>
      expect(announced()).toContain('Sentry took too long to answer'),
    );
  });

  it('shows the current priority, changes it alone, and takes that back', async () => {
    const { sentryApi } = await showTriage({});
    const open = { status: 'unresolved', substatus: 'ongoing' } as const;
    await user.click(screen.getByRole('button', { name: 'Priority High' }));
    const high = await screen.findByRole('menuitemradio', { name: 'High' });
    expect(high).toBeChecked();
    expect(
      screen.getByRole('menuitemradio', { name: 'Low' }),
    ).not.toBeChecked();
    await user.click(high);
    expect(sentryApi.updateIssue).not.toHaveBeenCalled();

    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ ...open, priority: 'low' })),
    );
    await set(/^Priority/, 'Low');
    expect(
      await screen.findByText('Priority of SHOP-WEB-1A set to Low.'),
    ).toBeInTheDocument();

    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ ...open, priority: 'high' })),
    );
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(
      await screen.findByText('Priority of SHOP-WEB-1A set to High.'),
    ).toBeInTheDocument();
    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
      priority: 'high',
    });
  });

  it.each([
    [
      'open and not reviewed',
      { isUnreviewed: true },
      ['Mark reviewed', 'Now', 'In the next release', 'Until it escalates'],
    ],
    [
      'resolved',
      { status: 'resolved', substatus: undefined } as const,
      // Not in the next release instead: Sentry skips what is resolved.
      ['Reopen', 'Until it escalates', 'For an hour', 'For a day'],
    ],
    [
      'archived',
      { status: 'ignored', substatus: 'archived_forever' } as const,
      // Not archived in another way: Sentry skips what is archived.
      ['Reopen', 'Now', 'In the next release'],
    ],
  ])(
    'offers for an issue that is %s what changes it',
    async (_, state, first4) => {
      const { sentryApi } = await showTriage({ issue: { ...first, ...state } });
      await user.click(statusButton());
      expect((await menuItems()).slice(0, 4)).toEqual(first4);

      await user.click(screen.getByRole('menuitem', { name: first4[0] }));
      expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual(
        first4[0] === 'Reopen'
          ? { status: 'unresolved' }
          : { isReviewed: true },
      );
      await waitFor(() => expect(statusButton()).toHaveFocus());
    },
  );

  it.each([
    ['Sentry', undefined],
    ['GlitchTip', 'glitchtip' as const],
  ])(
    'changes only what the server can change, and says whom it credits: %s',
    async (name, server) => {
      await showTriage({
        issue: { ...first, isUnreviewed: true },
        triage: advice({
          fields: ['status', 'assignedTo'],
          server,
          actorName: undefined,
        }),
      });
      expect(screen.queryByRole('button', { name: /^Priority/ })).toBeNull();
      expect(screen.getByText('High')).toBeInTheDocument();
      expect(screen.queryByRole('button', { name: /Connect/ })).toBeNull();
      await user.tab();
      expect(statusButton()).toHaveFocus();
      expect(await screen.findByRole('tooltip')).toHaveTextContent(
        `${name} will credit this change to Backstage.`,
      );
      await user.keyboard('{Enter}');
      expect(await menuItems()).toEqual(['Now', 'Until further notice']);
    },
  );

  it.each([
    [{ inNextRelease: true }, 'Resolved in the next release'],
    [{ inRelease: '2.5.0', actor: 'Robin' }, 'Resolved in 2.5.0, by Robin'],
    [{ inCommit: '4f1c2a9d3b' }, 'Resolved by commit 4f1c2a9'],
  ])('says of a resolved issue %j: %s', async (statusDetails, text) => {
    const issue = makeIssue({ status: 'resolved', substatus: undefined });
    await showTriage({
      issue,
      triage: { allowed: false, reason: 'disabled', items: [] },
      detail: makeDetail({ issue, statusDetails }),
    });
    expect(screen.getByText(text)).toBeInTheDocument();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('asks as the viewer where changes are theirs', async () => {
    const { sentryApi } = await showTriage({
      triage: advice({
        allowed: false,
        reason: 'problem',
        actsAs: 'user',
        actorName: 'Ada',
        missingScope: 'event:write',
      }),
    });
    sentryApi.updateIssue.mockRejectedValueOnce(
      new SentryRequestException('declined', 'no'),
    );
    await choose(/^Status/, 'Now');

    expect(sentryApi.updateIssue.mock.lastCall?.[4]).toEqual({
      actsAs: 'user',
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You did not allow Backstage to change issues in your name, so nothing was changed.',
    );
  });

  describe('without being allowed', () => {
    it('says why when asked', async () => {
      await showTriage({
        triage: advice({
          allowed: false,
          reason: 'problem',
          problem: {
            code: 'SCOPE_MISSING',
            message: 'The token lacks the scope `event:write`.',
            action: 'The platform team gives it.',
            isChange: true,
          },
        }),
      });
      expect(screen.queryByRole('button', { name: /^Status/ })).toBeNull();
      await user.click(
        screen.getByRole('button', { name: 'Why can’t I change this?' }),
      );

      const why = await screen.findByRole('dialog', {
        name: 'Why can’t I change this?',
      });
      expect(why).toHaveTextContent(
        'Backstage’s token is not allowed to change this',
      );
      expect(why).toHaveTextContent('The token lacks the scope event:write.');
      expect(why).toHaveTextContent('The platform team gives it.');
      expect(await axe(why)).toHaveNoViolations();
    });

    it('names the permission that is missing', async () => {
      await showTriage({
        triage: { allowed: false, reason: 'forbidden', items: [] },
      });
      await user.click(
        screen.getByRole('button', { name: 'Why can’t I change this?' }),
      );
      expect(
        await screen.findByText(/permission sentry\.issue\.update/),
      ).toBeInTheDocument();
    });
  });

  describe('a failed change', () => {
    it('can be tried again, then leaves the focus at the buttons', async () => {
      const { sentryApi, group } = await showTriage({});
      sentryApi.updateIssue.mockRejectedValueOnce(
        new SentryProblemException({
          code: 'RATE_LIMITED',
          message: 'Sentry asks for a pause.',
          action: 'Try again in 10 seconds.',
        }),
      );
      await choose(/^Status/, 'Forever');

      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent('SHOP-WEB-1A was not changed');
      expect(alert).toHaveTextContent(
        'Sentry’s rate limit is reached. Sentry takes more requests in a moment.',
      );
      expect(alert).toHaveTextContent(
        'For the platform teamSentry asks for a pause. Try again in 10 seconds.',
      );
      expect(await axe(group)).toHaveNoViolations();

      sentryApi.updateIssue.mockResolvedValueOnce(
        answer(changed({ status: 'ignored', substatus: 'archived_forever' })),
      );
      await user.click(screen.getByRole('button', { name: 'Try again' }));
      expect(
        await screen.findByText('SHOP-WEB-1A is archived.'),
      ).toBeInTheDocument();
      expect(screen.queryByRole('alert')).toBeNull();
      await waitFor(() => expect(group).toHaveFocus());
    });

    it('names the missing permission, and can be dismissed but not tried again', async () => {
      const { sentryApi } = await showTriage({});
      sentryApi.updateIssue.mockRejectedValueOnce(
        new SentryRequestException('forbidden', 'no'),
      );
      await set(/^Priority/, 'Low');

      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(/permission sentry\.issue\.update/);
      expect(
        within(alert).queryByRole('button', { name: /Try again/ }),
      ).toBeNull();
      await user.click(within(alert).getByRole('button', { name: 'Dismiss' }));
      expect(screen.queryByRole('alert')).toBeNull();
    });

    it('waits as long as Sentry asks before it offers another try', async () => {
      const { sentryApi } = await showTriage({});
      sentryApi.updateIssue.mockRejectedValueOnce(
        new SentryProblemException({
          code: 'RATE_LIMITED',
          message: 'Sentry asks for a pause.',
          retryAfterSeconds: 3600,
        }),
      );
      await choose(/^Status/, 'Now');

      expect(
        await screen.findByRole('button', {
          name: /Try again in \d+ seconds/,
        }),
      ).toBeDisabled();
    });
  });
});
