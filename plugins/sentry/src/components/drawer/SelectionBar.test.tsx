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
    ['In the next release', ['4502', '4503']],
    ['Forever', ['4501', '4502']],
  ])(
    'leaves out issues with the status already, which Sentry would skip: %s',
    async (how, ids) => {
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
      await choose('Status', how);
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
    const reason =
      'Some options are missing: the server of umbrella doesn’t support them.';
    const announced = () =>
      screen.getAllByRole('status').map(({ textContent }) => textContent);

    it('says why they can’t be assigned together', async () => {
      await showSelection({
        triage: adviceFor(there),
        selected: [first, other],
      });
      await user.click(screen.getByRole('button', { name: 'Assignee' }));
      const why =
        'People and teams belong to one organization. Select issues of one organization only.';
      await waitFor(() => expect(announced()).toContain(why));
      expect(screen.getByRole('menuitem')).toHaveTextContent(why);
      expect(screen.queryByRole('menuitemradio')).toBeNull();
    });

    it('offers the one way that both servers support, and says what is missing', async () => {
      const { sentryApi } = await showSelection({
        triage: adviceFor(limited),
        selected: [first, other],
      });
      await user.click(screen.getByRole('button', { name: 'Priority' }));
      expect(
        (await screen.findAllByRole('menuitemradio')).map(
          item => item.textContent,
        ),
      ).toEqual([reason]);
      await user.keyboard('{Escape}');
      await user.click(screen.getByRole('button', { name: 'Status' }));
      expect(
        (await screen.findAllByRole('menuitem')).map(item => item.textContent),
      ).toEqual(['Now', 'Until further notice', reason]);
      expect(announced()).toContain(reason);
      expect(await axe(screen.getByRole('menu'))).toHaveNoViolations();
      await user.click(screen.getByRole('menuitem', { name: 'Now' }));

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
    const ofAll =
      'Only people and teams with access to all of these projects: shop-web and shop-api.';
    await user.click(await screen.findByRole('button', { name: 'Assignee' }));
    expect(
      await screen.findByRole('menuitemradio', { name: 'frontend' }),
    ).toBeVisible();
    expect(screen.queryByText(ofAll)).toBeNull();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull());

    select([first, { ...second, project }]);
    await user.click(await screen.findByRole('button', { name: 'Assignee' }));
    expect(
      await screen.findByRole('menuitemradio', { name: 'payments' }),
    ).toBeVisible();
    expect(screen.queryByText('frontend')).toBeNull();
    expect(within(screen.getByRole('menu')).getByText(ofAll)).toBeVisible();
    expect(
      screen.getAllByRole('status').map(({ textContent }) => textContent),
    ).toContain(ofAll);
  });
});
