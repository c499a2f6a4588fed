import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { SentryTriageTarget } from 'backstage-plugin-sentry-common';
import { makeIssue, makePage, shopWeb } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import {
  advice,
  adviceOf,
  answer,
  changed,
  choose,
  first,
  rowOf,
  second,
  selectAll,
  setup,
  showSelection,
  target,
  leave,
  user,
} from '../../__testUtils__/triage';

describe('SelectionBar', () => {
  afterEach(leave);

  it.each([
    ['Resolve', 'In the next release', ['4502', '4503']],
    ['Archive', 'Forever', ['4501', '4502']],
  ])(
    'to %s leaves out issues with that status, which Sentry would skip',
    async (action, how, ids) => {
      const resolved = {
        ...first,
        status: 'resolved' as const,
        substatus: undefined,
      };
      const archived = makeIssue({
        id: '4503',
        shortId: 'SHOP-WEB-1C',
        status: 'ignored',
        substatus: 'archived_until_escalating',
      });
      const { sentryApi } = await showSelection({
        selected: [resolved, second, archived],
      });
      expect(screen.getByText('3 issues selected')).toBeInTheDocument();
      await choose(action, how);
      expect(sentryApi.updateIssues.mock.lastCall?.[1]).toMatchObject({ ids });
    },
  );

  describe('over two organizations', () => {
    const project = { ...shopWeb, organization: 'umbrella', id: '12' };
    const other = { ...second, project };
    const there = { ...target, organization: 'umbrella', projects: ['12'] };
    const limited: SentryTriageTarget = { ...there, fields: ['status'] };
    const adviceFor = (item: SentryTriageTarget) => ({
      allowed: true,
      items: [target, item],
    });
    const bar = () =>
      screen.getByRole('group', { name: 'Change the selected issues' });
    const buttons = () =>
      within(bar())
        .getAllByRole('button')
        .map(button => button.textContent);

    it('says why they can’t be assigned together', async () => {
      await showSelection({
        triage: adviceFor(there),
        selected: [first, other],
      });
      await user.click(
        screen.getByRole('button', { name: 'Assign: why not?' }),
      );
      expect(screen.queryByRole('button', { name: 'Assign' })).toBeNull();
      expect(
        await screen.findByText(/several organizations, acme and umbrella/),
      ).toBeInTheDocument();
    });

    it('keeps the place of a button that only one of them has, and says why it is missing', async () => {
      const { select } = await showSelection({
        triage: adviceFor(limited),
        selected: [first],
      });
      expect(
        screen.getByRole('button', { name: 'Priority' }),
      ).toBeInTheDocument();
      const before = buttons();
      select([first, other]);
      expect(screen.queryByRole('button', { name: 'Priority' })).toBeNull();
      expect(
        screen.queryByRole('button', { name: 'Mark reviewed' }),
      ).toBeNull();
      expect(buttons()).toEqual(before);
      expect(await axe(bar())).toHaveNoViolations();

      const ask = screen.getByRole('button', { name: 'Priority: why not?' });
      await user.click(ask);
      const why = await screen.findByRole('dialog');
      expect(why).toHaveTextContent('Why “Priority” is not available here');
      expect(why).toHaveTextContent(
        'The server of umbrella doesn’t support this.',
      );
      expect(why).toHaveTextContent('Leave its issues out of the selection.');
      expect(await axe(why)).toHaveNoViolations();
      await user.keyboard('{Escape}');
      await waitFor(() => expect(ask).toHaveFocus());
    });

    it('resolves and archives in the one way that both know, and says why in no other', async () => {
      const { sentryApi } = await showSelection({
        triage: adviceFor(limited),
        selected: [first, other],
      });
      const reason =
        'There are no more options: the server of umbrella doesn’t support any. Leave its issues out of the selection.';
      await user.click(screen.getByRole('button', { name: 'Archive' }));
      expect(
        (await screen.findAllByRole('menuitem')).map(item => item.textContent),
      ).toEqual(['Until further notice', reason]);
      expect(
        screen.getAllByRole('status').map(({ textContent }) => textContent),
      ).toContain(reason);
      await user.keyboard('{Escape}');
      await choose('Resolve', 'Now');

      await waitFor(() =>
        expect(sentryApi.updateIssue).toHaveBeenCalledTimes(2),
      );
      expect(
        sentryApi.updateIssue.mock.calls.map(([, , change]) => change),
      ).toEqual([{ status: 'resolved' }, { status: 'resolved' }]);
    });

    it('says why one of them can’t be changed', async () => {
      await showSelection({
        triage: adviceFor({ ...there, allowed: false, reason: 'forbidden' }),
        selected: [first, other],
      });
      expect(
        screen.getByText('1 of them can’t be changed'),
      ).toBeInTheDocument();
      await user.click(
        screen.getByRole('button', { name: 'Why can’t I change this?' }),
      );
      expect(
        await screen.findByText(/permission sentry\.issue\.update/),
      ).toBeInTheDocument();
    });
  });

  it('says that only people and teams of all their projects are offered', async () => {
    const sentryApi = fakeApi();
    const assignee = (id: string, name: string, projects: string[]) => ({
      instance: 'default',
      organization: 'acme',
      type: 'team' as const,
      id,
      name,
      projects,
    });
    sentryApi.getAssignees.mockResolvedValue({
      items: [
        assignee('7', 'payments', ['shop-web', 'shop-api']),
        assignee('8', 'frontend', ['shop-web']),
        assignee('9', 'strangers', ['other']),
      ],
      fetchedAt: '2026-11-20T10:05:00Z',
      stale: false,
      problems: [],
    });
    const project = { ...shopWeb, id: '12', slug: 'shop-api' };
    const { select } = await showSelection({
      sentryApi,
      triage: advice({ projects: [shopWeb.id, '12'] }),
      selected: [first],
    });
    const reason =
      'Only people and teams with access to all of these projects: shop-web and shop-api.';
    await user.click(await screen.findByRole('button', { name: 'Assign' }));
    expect(
      await screen.findByRole('menuitemradio', { name: 'frontend' }),
    ).toBeVisible();
    expect(screen.queryByText(reason)).toBeNull();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());

    select([first, { ...second, project }]);
    await user.click(await screen.findByRole('button', { name: 'Assign' }));
    expect(
      await screen.findByRole('menuitemradio', { name: 'payments' }),
    ).toBeVisible();
    expect(screen.queryByText('frontend')).toBeNull();
    expect(within(screen.getByRole('menu')).getByText(reason)).toBeVisible();
    expect(screen.getByRole('status')).toHaveTextContent(
      `1 team or person to choose from ${reason}`,
    );
  });
});

describe('changing issues in the list', () => {
  afterEach(leave);

  it('changes several at once, leaves them in place, and undoes it', async () => {
    const sentryApi = setup({});
    await rowOf(/RangeError/);
    await adviceOf(sentryApi);
    await selectAll();
    expect(screen.getByText('2 issues selected')).toBeInTheDocument();
    sentryApi.updateIssues.mockResolvedValueOnce(
      answer(changed(), changed({ id: '4502', shortId: 'SHOP-WEB-1B' })),
    );
    sentryApi.getIssues.mockImplementation(async () => makePage({ items: [] }));
    const asked = sentryApi.getIssues.mock.calls.length;
    await choose('Resolve', 'Now');

    expect(
      await screen.findByText('2 issues are resolved.'),
    ).toBeInTheDocument();
    expect(sentryApi.updateIssues.mock.lastCall?.[1]).toEqual({
      status: 'resolved',
      ids: ['4501', '4502'],
    });
    await waitFor(() =>
      expect(sentryApi.getIssues.mock.calls.length).toBeGreaterThan(asked),
    );
    expect(await rowOf(/TypeError.*Resolved/)).toBeInTheDocument();
    expect(await rowOf(/RangeError.*Resolved/)).toBeInTheDocument();
    const buttons = within(
      screen.getByRole('group', { name: 'Change the selected issues' }),
    ).getAllByRole('button');
    expect(buttons[0]).toHaveTextContent('Reopen');
    expect(screen.queryByRole('button', { name: 'Resolve' })).toBeNull();
    expect(
      await axe(screen.getByRole('group', { name: 'Issues' })),
    ).toHaveNoViolations();

    sentryApi.updateIssues.mockResolvedValueOnce(
      answer(
        changed({ status: 'unresolved', substatus: 'ongoing' }),
        changed({
          id: '4502',
          shortId: 'SHOP-WEB-1B',
          status: 'unresolved',
          substatus: 'ongoing',
        }),
      ),
    );
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(
      await screen.findByText('2 issues are open again.'),
    ).toBeInTheDocument();
    expect(sentryApi.updateIssues.mock.lastCall?.[1]).toEqual({
      status: 'unresolved',
      ids: ['4501', '4502'],
    });

    await user.click(within(await rowOf(/RangeError/)).getByRole('checkbox'));
    expect(screen.getByText('1 issue selected')).toBeInTheDocument();
    expect(screen.queryByText('2 issues are open again.')).toBeNull();
  });

  it('leaves the order as it is after a change, and says what it holds back', async () => {
    const sentryApi = setup({});
    await rowOf(/RangeError/);
    await adviceOf(sentryApi);
    const order = () =>
      screen
        .getAllByRole('row')
        .map(
          ({ textContent }) =>
            /TypeError|RangeError|KeyError/.exec(textContent ?? '')?.[0],
        )
        .filter(Boolean);
    await user.click(within(await rowOf(/TypeError/)).getByRole('checkbox'));
    const third = makeIssue({
      id: '4503',
      shortId: 'SHOP-WEB-1C',
      title: 'KeyError: none',
      type: 'KeyError',
    });
    sentryApi.getIssues.mockImplementation(async () =>
      makePage({ items: [third, { ...second, count: 77_777 }, first] }),
    );
    sentryApi.updateIssue.mockResolvedValueOnce(
      answer(changed({ status: 'unresolved', substatus: 'ongoing' })),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Mark reviewed' }),
    );

    const notice = '1 more issue matches.';
    expect(await screen.findByText(notice)).toBeInTheDocument();
    expect(await rowOf(/RangeError/)).toHaveTextContent('77.8K');
    expect(order()).toEqual(['TypeError', 'RangeError']);

    await user.click(screen.getByRole('button', { name: 'Refresh' }));
    await rowOf(/KeyError/);
    expect(order()).toEqual(['KeyError', 'RangeError', 'TypeError']);
    expect(screen.queryByText(notice)).toBeNull();
  });

  it('lets resolved issues go when the list is loaded anew', async () => {
    const sentryApi = setup({});
    await rowOf(/RangeError/);
    await adviceOf(sentryApi);
    await user.click(within(await rowOf(/TypeError/)).getByRole('checkbox'));
    sentryApi.updateIssue.mockResolvedValueOnce(answer(changed()));
    sentryApi.getIssues.mockImplementation(async () =>
      makePage({ items: [second] }),
    );
    await choose('Resolve', 'Now');
    expect(await rowOf(/TypeError.*Resolved/)).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Reload' }));
    await waitFor(() =>
      expect(screen.queryByRole('row', { name: /TypeError/ })).toBeNull(),
    );
    expect(await rowOf(/RangeError/)).toBeInTheDocument();
  });

  it('names those of several that were not changed, and takes them back', async () => {
    const sentryApi = setup({});
    await rowOf(/RangeError/);
    await adviceOf(sentryApi);
    await selectAll();
    sentryApi.updateIssues.mockResolvedValueOnce({
      items: [changed()],
      problems: [
        {
          code: 'ISSUE_NOT_FOUND',
          message: 'It was deleted.',
          issue: '4502',
        },
      ],
    });
    sentryApi.getIssues.mockImplementation(async () =>
      makePage({ items: [second] }),
    );
    await choose('Resolve', 'Now');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('1 of 2 issues were not changed');
    expect(alert).toHaveTextContent('SHOP-WEB-1B: It was deleted.');
    expect(await rowOf(/TypeError.*Resolved/)).toBeInTheDocument();
    expect(await rowOf(/RangeError/)).not.toHaveTextContent('Resolved');
    expect(
      await screen.findByText('SHOP-WEB-1A is resolved.'),
    ).toBeInTheDocument();
  });
});
