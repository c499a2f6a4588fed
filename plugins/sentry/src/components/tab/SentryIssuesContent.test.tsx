import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeIssue, makePage, shopWeb } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { chooseOption, lastQuery } from '../../__testUtils__/list';
import { renderForEntity } from '../../__testUtils__/render';
import { atTab, renderTab } from '../../__testUtils__/tab';
import { SentryIssuesContent } from './SentryIssuesContent';

const checkout = { ...shopWeb, id: '12', slug: 'checkout', name: 'Checkout' };

const columns = () =>
  screen.getAllByRole('columnheader').map(header => header.textContent);

describe('SentryIssuesContent', () => {
  beforeEach(atTab);

  describe('table', () => {
    it('shows what is known of an issue, without violations that axe finds', async () => {
      const { sentryApi, container } = await renderTab();

      const row = screen.getByRole('row', { name: /TypeError/ });
      for (const text of [
        'currency is undefined',
        'SHOP-WEB-1A · CartTotals',
        'Level: error',
        'Regressed',
        'Unhandled',
        '1,284',
        '97',
        'High',
        'Team checkout',
      ]) {
        expect(row).toHaveTextContent(text);
      }
      expect(
        within(row).getByRole('img', {
          name: /^8 events in the last 24 hours/,
        }),
      ).toBeInTheDocument();
      expect(row.querySelector('time')).toHaveAttribute(
        'datetime',
        '2026-11-02T10:00:00.000Z',
      );
      expect(await axe(container)).toHaveNoViolations();

      // The defaults, with the URL left alone, and no column for a single project.
      expect(sentryApi.getIssues).toHaveBeenCalledTimes(1);
      expect(sentryApi.getIssues.mock.calls[0][0]).toBe(
        'component:default/shop-web',
      );
      expect(lastQuery(sentryApi)).toEqual({
        query: 'is:unresolved',
        statsPeriod: '14d',
        sort: 'date',
        limit: 25,
      });
      expect(window.location.search).toBe('');
      expect(columns()).not.toContain('Project');
    });

    it('shows issues with missing fields, unknown values and an unsafe address', async () => {
      const sentryApi = fakeApi();
      const page = makePage({ items: [makeIssue({ title: 'Odd' })] });
      const odd = {
        type: null,
        value: null,
        culprit: null,
        level: 'grave',
        substatus: 'haunted',
        priority: 'someday',
        permalink: 'data:text/html,1',
      };
      const bare = { id: '1', title: 'Bare', count: 0, project: shopWeb };
      sentryApi.getIssues.mockResolvedValue({
        ...page,
        // As JSON from a backend newer than this plugin.
        items: JSON.parse(JSON.stringify([{ ...page.items[0], ...odd }, bare])),
      });
      renderForEntity(<SentryIssuesContent />, { sentryApi });

      const row = await screen.findByRole('row', { name: /Odd/ });
      expect(row).toHaveTextContent('Level unknown');
      expect(row).not.toHaveTextContent(/haunted|someday|issue\./);
      expect(within(row).getByRole('link')).toHaveAttribute(
        'href',
        expect.stringMatching(/sentry\?issue=SHOP-WEB-1A$/),
      );
      expect(screen.getByRole('row', { name: /Bare/ })).toHaveTextContent(
        'Nobody',
      );
    });

    it('names the project where there are several', async () => {
      const sentryApi = fakeApi();
      const { items, ...rest } = await sentryApi.getProjects('');
      sentryApi.getProjects.mockResolvedValue({
        ...rest,
        items: [...items, { ...checkout, ref: 'acme/checkout' }],
      });
      await renderTab({ sentryApi });

      await waitFor(() => expect(columns()).toContain('Project'));
      await chooseOption('Project', 'checkout');
      await waitFor(() =>
        expect(lastQuery(sentryApi).project).toEqual(['acme/checkout']),
      );
    });

    it('has the configured columns, in that order', async () => {
      await renderTab(
        {},
        <SentryIssuesContent columns={['lastSeen', 'issue', 'events']} />,
      );
      expect(columns()).toEqual(['Last seen', 'Issue', 'Events']);
    });

    it('sorts in Sentry, by the column that is clicked', async () => {
      const { sentryApi } = await renderTab();
      const header = (name: RegExp | string) =>
        screen.getByRole('columnheader', { name });
      expect(header(/Last seen/)).toHaveAttribute('aria-sort', 'descending');

      for (const [name, sort] of [
        ['Events', 'freq'],
        ['Users', 'user'],
        ['First seen', 'new'],
        ['Trend', 'trends'],
      ]) {
        await userEvent.click(header(name));
        await waitFor(() => expect(lastQuery(sentryApi).sort).toBe(sort));
        expect(window.location.search).toBe(`?sort=${sort}`);
      }
    });
  });
});
