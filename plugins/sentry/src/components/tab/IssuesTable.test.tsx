import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { makeIssue, makePage, shopWeb } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { chooseOption, lastQuery } from '../../__testUtils__/list';
import { renderForEntity } from '../../__testUtils__/render';
import { atTab, renderTab } from '../../__testUtils__/tab';
import { advice } from '../../__testUtils__/triage';
import { SentryIssuesContent } from './SentryIssuesContent';

const checkout = { ...shopWeb, id: '12', slug: 'checkout', name: 'Checkout' };

const columns = () =>
  screen.getAllByRole('columnheader').map(header => header.textContent);

describe('the table of issues', () => {
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
        ['Trend', 'trends'],
      ]) {
        await userEvent.click(within(header(name)).getByRole('button'));
        await waitFor(() => expect(lastQuery(sentryApi).sort).toBe(sort));
        expect(window.location.search).toBe(`?sort=${sort}`);
      }
    });
  });

  describe('keys and boxes', () => {
    const letters = ['A', 'B', 'C', 'D', 'E'];
    const boxOf = (letter: string) =>
      screen.getByLabelText(`Select SHOP-WEB-1${letter}`);
    const selected = () =>
      letters.filter(letter => boxOf(letter).matches(':checked')).join('');
    const linkOf = (letter: string) =>
      screen
        .getByRole('row', { name: new RegExp(`SHOP-WEB-1${letter}`) })
        .querySelector<HTMLElement>('th a');

    async function showFive() {
      const sentryApi = fakeApi();
      sentryApi.getTriage.mockResolvedValue(advice());
      sentryApi.getIssues.mockResolvedValue(
        makePage({
          items: letters.map((letter, index) =>
            makeIssue({
              id: `450${index + 1}`,
              shortId: `SHOP-WEB-1${letter}`,
            }),
          ),
        }),
      );
      renderForEntity(<SentryIssuesContent />, { sentryApi });
      await screen.findByLabelText('Select SHOP-WEB-1A');
      await waitFor(() => expect(boxOf('A')).toBeEnabled());
      return userEvent.setup();
    }

    it('select, take the selection along, select all, and let go', async () => {
      const user = await showFive();
      act(() => linkOf('B')!.focus());
      await user.keyboard(' ');
      expect(selected()).toBe('B');
      await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
      expect(selected()).toBe('BCD');
      expect(linkOf('D')).toHaveFocus();
      await user.keyboard('{Shift>}{ArrowUp}{/Shift}');
      expect(selected()).toBe('BC');
      await user.keyboard('{ArrowDown}{ArrowDown}{Shift>} {/Shift}');
      expect(selected()).toBe('BCDE');

      await user.keyboard('{Control>}a{/Control}');
      expect(selected()).toBe('ABCDE');
      expect(screen.getByText('5 issues selected')).toBeVisible();
      expect(
        screen.getByRole('row', { name: /SHOP-WEB-1A/, selected: true }),
      ).toBeInTheDocument();
      await user.keyboard('{Escape}');
      expect(selected()).toBe('');
    });

    it('lead through rows, headers and boxes, and Tab leads out', async () => {
      const user = await showFive();
      act(() => linkOf('A')!.focus());
      await user.keyboard('{ArrowDown}{ArrowLeft}');
      expect(boxOf('B')).toHaveFocus();
      await user.keyboard('{End}');
      expect(linkOf('B')).toHaveFocus();
      await user.keyboard('{Home}{ArrowUp}{ArrowUp}');
      expect(
        screen.getByLabelText('Select all issues on this page'),
      ).toHaveFocus();
      const grid = screen.getByRole('grid');
      expect(grid.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
      await user.tab();
      expect(grid).not.toContainElement(
        document.activeElement as HTMLElement | null,
      );
    });

    it('select all from the box used last to this one with Shift, and clear them so', async () => {
      const user = await showFive();
      const withShift = async (letter: string) => {
        await user.keyboard('{Shift>}');
        await user.click(boxOf(letter));
        await user.keyboard('{/Shift}');
      };
      await user.click(boxOf('D'));
      await withShift('B');
      expect(selected()).toBe('BCD');
      await withShift('E');
      expect(selected()).toBe('BCDE');
      await user.click(boxOf('C'));
      await withShift('D');
      expect(selected()).toBe('BE');

      await user.click(screen.getByText('Clear selection'));
      await withShift('D');
      expect(selected()).toBe('D');
      const count = screen.getByText('1 issue selected');
      expect(screen.getAllByRole('status')).toContain(count.parentElement);
      const bar = screen.getByRole('group', {
        name: 'Change the selected issues',
      });
      expect(await axe(bar)).toHaveNoViolations();
    });

    it('open an issue from anywhere in its row but the box', async () => {
      const user = await showFive();
      await user.click(boxOf('A'));
      expect(window.location.search).toBe('');
      await user.click(
        within(screen.getByRole('row', { name: /SHOP-WEB-1B/ })).getByText(
          '97',
        ),
      );
      expect(window.location.search).toBe('?issue=SHOP-WEB-1B');
    });
  });
});
