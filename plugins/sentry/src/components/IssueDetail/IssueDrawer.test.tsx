import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryEvent } from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import {
  makeDetail,
  makeEvent,
  makeIssue,
  makePage,
} from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakeApi';
import { renderForEntity } from '../../__testUtils__/renderForEntity';
import { SentryProblemException, SentryRequestException } from '../../api';
import { SentryIssuesContent } from '../SentryIssuesContent';

const tab = '/catalog/default/component/shop-web/sentry';
const other = makeIssue({
  id: '4502',
  shortId: 'SHOP-WEB-1B',
  title: 'RangeError: too many',
  type: 'RangeError',
});

function setup(search = '', sentryApi = fakeApi()) {
  window.history.replaceState(null, '', `${tab}${search}`);
  sentryApi.getIssues.mockResolvedValue(
    makePage({ items: [makeIssue(), other] }),
  );
  renderForEntity(<SentryIssuesContent />, { sentryApi });
  return sentryApi;
}

const openedBy = (search: string) => ({
  get issue() {
    return new URLSearchParams(search).get('issue');
  },
});

async function findDrawer() {
  const drawer = await screen.findByRole('dialog');
  await within(drawer).findByRole('heading', { name: 'Event' });
  return drawer;
}

/** Shows the issue with an event of another kind. */
async function renderEvent(event: Partial<SentryEvent>) {
  const sentryApi = fakeApi();
  sentryApi.getIssue.mockResolvedValue(
    makeDetail({ event: makeEvent({ exceptions: [], ...event }) }),
  );
  setup('?issue=SHOP-WEB-1A', sentryApi);
  return findDrawer();
}

describe('the detail of an issue', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  describe('opening and closing', () => {
    it('opens from its row, with an address of its own beside the filters', async () => {
      const sentryApi = setup('?sort=freq');
      const link = await screen.findByRole('link', { name: 'TypeError' });
      expect(link).toHaveAttribute(
        'href',
        `${tab}?sort=freq&issue=SHOP-WEB-1A`,
      );
      const lists = sentryApi.getIssues.mock.calls.length;
      await userEvent.click(link);

      const drawer = await findDrawer();
      expect(drawer).toHaveAccessibleName(/TypeError/);
      expect(
        within(drawer).getByRole('heading', { level: 2, name: 'TypeError' }),
      ).toHaveFocus();
      expect(window.location.search).toBe('?sort=freq&issue=SHOP-WEB-1A');
      expect(sentryApi.getIssues).toHaveBeenCalledTimes(lists);
      expect(sentryApi.getIssue).toHaveBeenCalledTimes(1);
    });

    it('leaves a click that asks for another tab to the browser', async () => {
      setup();
      const link = await screen.findByRole('link', { name: 'TypeError' });
      const event = new MouseEvent('click', {
        bubbles: true,
        cancelable: true,
        ctrlKey: true,
      });
      // jsdom has no other tab to open.
      const stay = (seen: Event) => seen.preventDefault();
      window.addEventListener('click', stay, { once: true });
      act(() => {
        link.dispatchEvent(event);
      });

      expect(screen.queryByRole('dialog')).toBeNull();
      expect(window.location.search).toBe('');
    });

    it('closes by Escape and gives the focus back to the row', async () => {
      setup();
      const link = await screen.findByRole('link', { name: 'TypeError' });
      link.focus();
      await userEvent.click(link);
      await findDrawer();
      await userEvent.keyboard('{Escape}');

      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(window.location.search).toBe('');
      await waitFor(() => expect(link).toHaveFocus());
    });

    it('closes by Back', async () => {
      setup();
      await userEvent.click(
        await screen.findByRole('link', { name: 'TypeError' }),
      );
      await findDrawer();
      act(() => window.history.back());

      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(window.location.search).toBe('');
    });

    it('opens from a shared link with the event that it names, and closes in place', async () => {
      const sentryApi = setup('?issue=shop-web-1b&event=oldest&environment=eu');
      await findDrawer();
      expect(sentryApi.getIssue).toHaveBeenCalledWith(
        'component:default/shop-web',
        'shop-web-1b',
        { event: 'oldest', environment: ['eu'] },
        expect.anything(),
      );
      await userEvent.click(
        screen.getByRole('button', { name: 'Close the issue' }),
      );

      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(window.location.search).toBe('?environment=eu');
      await waitFor(() =>
        expect(screen.getByRole('link', { name: 'RangeError' })).toHaveFocus(),
      );
    });

    it('steps along the page by keys and by buttons, in one step of the history', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssue.mockImplementation(async (_, issueId) =>
        makeDetail(issueId === other.shortId ? { issue: other } : {}),
      );
      setup('', sentryApi);
      await userEvent.click(
        await screen.findByRole('link', { name: 'TypeError' }),
      );
      const drawer = await findDrawer();
      expect(drawer).toHaveTextContent('1 of 2');
      await userEvent.keyboard('j');

      await waitFor(() =>
        expect(openedBy(window.location.search).issue).toBe('SHOP-WEB-1B'),
      );
      expect(
        await screen.findByRole('heading', { level: 2, name: 'RangeError' }),
      ).toHaveFocus();
      await userEvent.click(
        screen.getByRole('button', { name: 'Previous issue' }),
      );
      await waitFor(() =>
        expect(openedBy(window.location.search).issue).toBe('SHOP-WEB-1A'),
      );
      expect(sentryApi.getIssue.mock.calls.map(([, id]) => id)).toEqual([
        'SHOP-WEB-1A',
        'SHOP-WEB-1B',
        'SHOP-WEB-1A',
      ]);
      act(() => window.history.back());
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    });
  });

  describe('the issue', () => {
    it('shows what is known of it', async () => {
      setup('?issue=SHOP-WEB-1A');
      const drawer = await findDrawer();
      for (const text of [
        'Regressed',
        'Unhandled',
        'currency is undefined',
        '1,284 in the last 14 days',
        '97 in the last 14 days',
        'Release 2.3.0',
        'Release 2.4.0',
        '2.3.0 released on November 10',
        'Unresolved, regressed',
        'High',
        'Team checkout',
        'Error · Unhandled',
        'production and staging',
        'Shop web',
      ]) {
        expect(drawer).toHaveTextContent(text);
      }
      expect(within(drawer).getByText('9K')).toBeInTheDocument();
      expect(
        within(drawer).getByRole('img', { name: /events in the last 30 days/ }),
      ).toBeInTheDocument();
      expect(
        within(drawer).getByRole('link', { name: /Open in Sentry/ }),
      ).toHaveAttribute('href', 'https://sentry.example.com/issues/4501/');
    });

    it('shows the shares of a tag’s values when asked', async () => {
      setup('?issue=SHOP-WEB-1A');
      const drawer = await findDrawer();
      await userEvent.click(
        within(drawer).getByRole('button', { name: /Browser Firefox 62%/ }),
      );

      const values = within(drawer).getByRole('list', { name: 'Browser' });
      expect(
        within(values)
          .getAllByRole('listitem')
          .map(item => item.textContent),
      ).toEqual([
        'Firefox 62 events 62%',
        'Chrome 30 events 30%',
        'Other values 8 events 8%',
      ]);
    });

    it('names suspect commits and linked issues', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssue.mockResolvedValue(
        makeDetail({
          suspectCommits: [
            {
              id: '4f1c2a9d',
              shortId: '4f1c2a9',
              message: 'Read the currency',
            },
          ],
          externalIssues: [
            { label: 'SHOP-12', url: 'https://jira.example.com/SHOP-12' },
          ],
        }),
      );
      setup('?issue=SHOP-WEB-1A', sentryApi);
      const drawer = await findDrawer();

      expect(drawer).toHaveTextContent('Read the currency');
      expect(
        within(drawer).getByRole('link', { name: /SHOP-12/ }),
      ).toHaveAttribute('href', 'https://jira.example.com/SHOP-12');
    });

    it.each([
      [{ inNextRelease: true }, 'Resolved in the next release'],
      [{ inRelease: '2.5.0', actor: 'Robin' }, 'Resolved in 2.5.0, by Robin'],
      [{ inCommit: '4f1c2a9d3b' }, 'Resolved by commit 4f1c2a9'],
    ])('says of a resolved issue %j: %s', async (statusDetails, text) => {
      const sentryApi = fakeApi();
      sentryApi.getIssue.mockResolvedValue(
        makeDetail({
          issue: makeIssue({ status: 'resolved', substatus: undefined }),
          statusDetails,
        }),
      );
      setup('?issue=SHOP-WEB-1A', sentryApi);

      expect(await findDrawer()).toHaveTextContent(text);
    });
  });

  describe('the stack trace', () => {
    it('opens the program’s own frames with the failing line, and folds the libraries', async () => {
      setup('?issue=SHOP-WEB-1A');
      const drawer = await findDrawer();
      expect(
        within(drawer).getByText(/return cart\.currency\.code/),
      ).toHaveTextContent('Line 42, the one that failed:');
      expect(
        within(drawer).getByRole('link', {
          name: 'Source of src/cart/CartTotals.tsx:42:7 (opens in a new tab)',
        }),
      ).toHaveAttribute(
        'href',
        'https://code.example.com/shop-web/src/cart/CartTotals.tsx#L42',
      );
      expect(within(drawer).queryByText('renderWithHooks')).toBeNull();
      await userEvent.click(
        within(drawer).getByRole('button', { name: '2 frames of libraries' }),
      );

      expect(within(drawer).getByText('renderWithHooks')).toBeVisible();
    });

    it('tells what caused an exception', async () => {
      const drawer = await renderEvent({
        exceptions: [
          { type: 'OuterError', frames: [] },
          { type: 'InnerError', value: 'the reason', frames: [] },
        ],
      });

      const chain = within(drawer).getByRole('list', { name: 'Exceptions' });
      expect(
        within(chain)
          .getAllByRole('listitem')
          .map(item => item.textContent),
      ).toEqual([
        'OuterErrorIt came without a stack trace.',
        'Caused byInnerErrorthe reasonIt came without a stack trace.',
      ]);
    });

    it('hints at source maps where frames are minified', async () => {
      const drawer = await renderEvent({
        exceptions: [
          {
            type: 'TypeError',
            frames: [
              {
                filename: 'main.js',
                function: 't',
                inApp: true,
                isMinified: true,
                context: [],
              },
            ],
          },
        ],
        errors: ['Source code was not found.'],
      });

      expect(drawer).toHaveTextContent('These frames are minified');
      expect(drawer).toHaveTextContent('Source code was not found.');
    });
  });

  describe('the event', () => {
    it('shows breadcrumbs by how long before they were, the request, tags and contexts', async () => {
      setup('?issue=SHOP-WEB-1A');
      const drawer = await findDrawer();
      const crumbs = within(drawer).getByRole('list', { name: 'Breadcrumbs' });
      expect(crumbs).toHaveTextContent('ui.click2.3s beforebutton#pay');
      expect(drawer).toHaveTextContent('GET https://shop.example.com/cart');
      expect(drawer).toHaveTextContent('browserFirefox 144');
    });

    it.each<[string, Partial<SentryEvent>, string]>([
      ['a message', { message: 'Slow payment' }, 'MessageSlow payment'],
      [
        'a CSP report',
        {
          csp: { directive: 'script-src', blockedUri: 'https://a.example.com' },
        },
        'Directivescript-srcBlocked addresshttps://a.example.com',
      ],
      [
        'what Sentry found',
        {
          occurrence: {
            title: 'N+1 Query',
            evidence: [
              { name: 'Spans', value: '42', important: false },
              { name: 'Transaction', value: '/cart', important: true },
            ],
          },
        },
        'N+1 QueryTransaction/cartSpans42',
      ],
      [
        'a thread',
        {
          threads: [
            {
              name: 'main',
              crashed: true,
              current: true,
              frames: [{ function: 'run', inApp: true, context: [] }],
            },
          ],
        },
        'Crashed thread main',
      ],
      [
        'nothing that is known here',
        { type: 'from-the-future' },
        'This event holds no exception and no message',
      ],
    ])('shows an event of %s', async (_, event, text) => {
      expect(await renderEvent(event)).toHaveTextContent(text);
    });

    it.each([
      ['Error · Unhandled', true, undefined],
      ['Error · Handled', false, true],
      ['Error', false, undefined],
    ])(
      'says "%s" as the program told',
      async (text, isUnhandled, isHandled) => {
        const sentryApi = fakeApi();
        sentryApi.getIssue.mockResolvedValue(
          makeDetail({
            issue: makeIssue({ isUnhandled }),
            event: makeEvent({ exceptions: [], isHandled }),
          }),
        );
        setup('?issue=SHOP-WEB-1A', sentryApi);
        const level = await within(await findDrawer()).findByText('Level');
        expect(level.nextElementSibling?.textContent).toBe(text);
      },
    );

    it('steps to the previous event, which the address then names', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssueEvent.mockResolvedValue({
        issueId: '4501',
        event: makeEvent({
          id: 'c0ffee00c0ffee00c0ffee00c0ffee02',
          exceptions: [{ type: 'EarlierError', frames: [] }],
          position: { next: 'c0ffee00c0ffee00c0ffee00c0ffee03' },
        }),
        fetchedAt: '2026-11-20T10:05:00Z',
        stale: false,
        problems: [],
      });
      setup('?issue=SHOP-WEB-1A', sentryApi);
      const drawer = await findDrawer();
      expect(
        within(drawer).getByRole('button', { name: 'Next event' }),
      ).toBeDisabled();
      await userEvent.click(
        within(drawer).getByRole('button', { name: 'Previous event' }),
      );

      expect(await within(drawer).findByText('EarlierError')).toBeVisible();
      expect(sentryApi.getIssueEvent).toHaveBeenCalledWith(
        'component:default/shop-web',
        'SHOP-WEB-1A',
        'c0ffee00c0ffee00c0ffee00c0ffee02',
        { environment: undefined },
        expect.anything(),
      );
      expect(window.location.search).toBe(
        '?issue=SHOP-WEB-1A&event=c0ffee00c0ffee00c0ffee00c0ffee02',
      );
      expect(sentryApi.getIssue).toHaveBeenCalledTimes(1);
      expect(
        within(drawer).getByRole('button', { name: 'Next event' }),
      ).toHaveFocus();
    });
  });

  describe('trouble', () => {
    it('says what may have become of an issue that a link names', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssue.mockRejectedValue(
        new SentryProblemException({
          code: 'ISSUE_NOT_FOUND',
          message: 'None of the projects has such an issue.',
        }),
      );
      setup('?issue=GONE-1', sentryApi);

      const drawer = await screen.findByRole('dialog');
      expect(
        await within(drawer).findByText('The issue was not found'),
      ).toBeVisible();
      expect(drawer).toHaveTextContent('merged into another issue');
      expect(drawer).toHaveTextContent('GONE-1');
    });

    it('shows the issue where its event is missing, and why it is', async () => {
      const sentryApi = fakeApi();
      const eventProblem = {
        code: 'UPSTREAM_TIMEOUT' as const,
        message: 'Sentry took more than 10 seconds.',
      };
      sentryApi.getIssue.mockResolvedValue(
        makeDetail({
          event: undefined,
          eventProblem,
          problems: [
            eventProblem,
            { code: 'SCOPE_MISSING', message: 'No commits may be read.' },
          ],
        }),
      );
      setup('?issue=SHOP-WEB-1A', sentryApi);
      const drawer = await findDrawer();

      expect(drawer).toHaveTextContent('Some of this issue is missing');
      expect(drawer).toHaveTextContent('No commits may be read.');
      expect(
        within(drawer).getAllByText('Sentry took more than 10 seconds.'),
      ).toHaveLength(1);
      expect(drawer).toHaveTextContent('9K');
    });

    it('leads back to the recommended event from one that is gone', async () => {
      const gone = 'c0ffee00c0ffee00c0ffee00c0ffee99';
      const eventProblem = {
        code: 'ISSUE_NOT_FOUND' as const,
        message: 'The issue has no such event.',
      };
      const sentryApi = fakeApi();
      sentryApi.getIssue.mockResolvedValue(
        makeDetail({
          event: undefined,
          eventProblem,
          problems: [eventProblem],
        }),
      );
      setup(`?issue=SHOP-WEB-1A&event=${gone}`, sentryApi);
      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Show the recommended event',
        }),
      );

      expect(await screen.findByText('Breadcrumbs')).toBeVisible();
      expect(sentryApi.getIssueEvent.mock.calls[0][2]).toBe('recommended');
      expect(window.location.search).toBe('?issue=SHOP-WEB-1A');
    });

    it('takes an event that could be none for the recommended one', async () => {
      const sentryApi = setup('?issue=SHOP-WEB-1A&event=what');
      await findDrawer();

      expect(sentryApi.getIssue.mock.calls[0][2]).toEqual({});
    });

    it('finds no issue by what could be no id of one', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssue.mockRejectedValue(
        new SentryRequestException('bad-request', 'That is no id.'),
      );
      setup('?issue=x', sentryApi);

      expect(await screen.findByText('The issue was not found')).toBeVisible();
      expect(screen.getByText('That is no id.')).toBeVisible();
    });

    it('tries again when asked', async () => {
      const sentryApi = fakeApi();
      sentryApi.getIssue.mockRejectedValueOnce(
        new SentryProblemException({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Sentry does not answer.',
        }),
      );
      setup('?issue=SHOP-WEB-1A', sentryApi);
      const drawer = await screen.findByRole('dialog');
      await userEvent.click(
        await within(drawer).findByRole('button', { name: 'Try again' }),
      );

      expect(await findDrawer()).toHaveTextContent('CartTotals');
    });
  });

  it('has no accessibility findings', async () => {
    setup('?issue=SHOP-WEB-1A');
    const drawer = await findDrawer();

    expect(await axe(drawer)).toHaveNoViolations();
  });
});
