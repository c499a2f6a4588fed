import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeApi } from '../../__testUtils__/fakes';
import {
  advice,
  answer,
  changed,
  openDrawer,
  set,
  first,
  leave,
} from '../../__testUtils__/triage';
import { SentryProblemException } from '../../api/errors';

describe('what can be done to an issue', () => {
  afterEach(leave);

  it('assigns to a team that is found by its name, or to nobody', async () => {
    const sentryApi = fakeApi();
    const member = { instance: 'default', organization: 'acme' };
    sentryApi.getAssignees.mockResolvedValue({
      items: [
        {
          ...member,
          type: 'team',
          id: '7',
          name: 'payments',
          projects: ['shop-web'],
        },
        {
          ...member,
          type: 'user',
          id: '9',
          name: 'Ada',
          projects: ['shop-web'],
        },
        {
          ...member,
          type: 'user',
          id: '8',
          name: 'Elsewhere',
          projects: ['other'],
        },
      ],
      fetchedAt: '2026-11-20T10:05:00Z',
      stale: false,
      problems: [],
    });
    const { drawer } = await openDrawer({ sentryApi });
    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(
        changed({
          status: 'unresolved',
          assignee: { type: 'team', id: '7', name: 'payments' },
        }),
      ),
    );
    expect(sentryApi.getAssignees).not.toHaveBeenCalled();
    await userEvent.click(drawer.getByRole('button', { name: 'Assign' }));
    expect(
      await screen.findByRole('menuitemradio', { name: 'Ada' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('menuitemradio', { name: 'Elsewhere' }),
    ).toBeNull();
    await waitFor(() =>
      expect(
        screen.getByRole('searchbox', { name: 'Search people and teams' }),
      ).toHaveFocus(),
    );
    await userEvent.keyboard('pay');
    await waitFor(() =>
      expect(screen.queryByRole('menuitemradio', { name: 'Ada' })).toBeNull(),
    );
    await userEvent.click(
      screen.getByRole('menuitemradio', { name: 'payments' }),
    );

    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
      assignedTo: 'team:7',
    });
    expect(
      await drawer.findByText('SHOP-WEB-1A is assigned to payments.'),
    ).toBeInTheDocument();

    await set('Assign', 'Nobody');
    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
      assignedTo: null,
    });
  });

  it('says while it looks for people and teams, and when it could not', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    let refuse: (error: Error) => void = () => {};
    sentryApi.getAssignees.mockReturnValueOnce(
      new Promise((_, reject) => {
        refuse = reject;
      }),
    );
    await userEvent.click(drawer.getByRole('button', { name: 'Assign' }));
    const said = () =>
      screen.getAllByRole('status').map(({ textContent }) => textContent);
    await waitFor(() => expect(said()).toContain('Loading people and teams…'));

    refuse(
      new SentryProblemException({
        code: 'UPSTREAM_TIMEOUT',
        message: 'Sentry is slow.',
      }),
    );
    await waitFor(() => expect(said()).toContain('Sentry is slow.'));
  });

  it('shows which priority is, asks for another alone, and takes it back', async () => {
    const { sentryApi, drawer } = await openDrawer({});
    const open = { status: 'unresolved', substatus: 'ongoing' } as const;
    await userEvent.click(drawer.getByRole('button', { name: 'Priority' }));
    const high = await screen.findByRole('menuitemradio', { name: 'High' });
    expect(high).toBeChecked();
    expect(
      screen.getByRole('menuitemradio', { name: 'Low' }),
    ).not.toBeChecked();
    await userEvent.click(high);
    expect(sentryApi.updateIssue).not.toHaveBeenCalled();

    sentryApi.getIssue.mockReturnValue(new Promise(() => {}));
    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ ...open, priority: 'low' })),
    );
    await set('Priority', 'Low');
    expect(
      await drawer.findByText('Priority of SHOP-WEB-1A set to Low.'),
    ).toBeInTheDocument();

    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ ...open, priority: 'high' })),
    );
    await userEvent.click(drawer.getByRole('button', { name: 'Undo' }));
    expect(
      await drawer.findByText('Priority of SHOP-WEB-1A set to High.'),
    ).toBeInTheDocument();
    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
      priority: 'high',
    });
  });

  it.each([
    [true, 'ongoing', true],
    [false, 'new', false],
    [undefined, 'new', true],
    [undefined, 'ongoing', false],
  ] as const)(
    'offers to mark as reviewed what waits for it: %s, %s',
    async (isUnreviewed, substatus, isOffered) => {
      const sentryApi = fakeApi();
      const issue = { ...first, isUnreviewed, substatus };
      const { drawer } = await openDrawer({ sentryApi, issue });
      expect(
        drawer.queryAllByRole('button', { name: 'Mark reviewed' }),
      ).toHaveLength(isOffered ? 1 : 0);
    },
  );

  it.each([
    [
      'resolved',
      { status: 'resolved', substatus: undefined } as const,
      // Not in the next release instead: Sentry skips what is resolved.
      ['Reopen', 'Archive', 'Assign', 'Priority'],
    ],
    [
      'archived',
      { status: 'ignored', substatus: 'archived_forever' } as const,
      // Not archived in another way: Sentry skips what is archived.
      ['Reopen', 'Assign', 'Priority', 'Resolve'],
    ],
  ])('offers first to open again what is %s', async (_, status, offered) => {
    const { sentryApi, drawer } = await openDrawer({
      issue: { ...first, ...status },
    });
    const buttons = within(
      drawer.getByRole('group', { name: 'Change this issue' }),
    ).getAllByRole('button');
    expect(buttons.map(button => button.textContent)).toEqual(offered);

    await userEvent.click(buttons[0]);
    expect(sentryApi.updateIssue.mock.lastCall?.[2]).toEqual({
      status: 'unresolved',
    });
  });

  it.each([
    ['Sentry', undefined],
    ['GlitchTip', 'glitchtip' as const],
  ])('offers only what the server can do: %s', async (name, server) => {
    const { drawer } = await openDrawer({
      triage: advice({ fields: ['status', 'assignedTo'], server }),
    });
    expect(
      drawer.getByText(
        `${name} will credit this change to Backstage (Portal).`,
      ),
    ).toBeInTheDocument();
    for (const offered of ['Resolve', 'Archive', 'Assign']) {
      expect(drawer.getByRole('button', { name: offered })).toBeInTheDocument();
    }
    for (const missing of ['Priority', 'Mark reviewed', 'Reopen']) {
      expect(drawer.queryByRole('button', { name: missing })).toBeNull();
    }
  });
});
