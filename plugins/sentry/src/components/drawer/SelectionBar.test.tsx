import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { SentryTriageTarget } from 'backstage-plugin-sentry-common';
import { makeIssue, shopWeb } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import {
  advice,
  choose,
  first,
  second,
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
