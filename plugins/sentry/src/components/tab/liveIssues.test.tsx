import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  SentryIssue,
  SentryIssuesPage,
} from 'backstage-plugin-sentry-common';
import { makeIssue, makePage } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import { otherIssue, renderForEntity } from '../../__testUtils__/render';
import { atTab } from '../../__testUtils__/tab';
import type { SignalApi } from '../../data/useLive';
import { SentryIssuesContent } from './SentryIssuesContent';

const first = makeIssue();
const added = makeIssue({
  id: '4503',
  shortId: 'SHOP-WEB-1C',
  title: 'KeyError: none',
  type: 'KeyError',
  firstSeen: new Date(Date.now() + 60_000).toISOString(),
  lifetime: undefined,
});

/** The tab with two issues, in a portal with signals. */
async function setup(page: Partial<SentryIssuesPage> = {}) {
  const sentryApi = fakeApi();
  const signalled: Parameters<SignalApi['subscribe']>[1][] = [];
  const signalApi: SignalApi = {
    subscribe: (_, listener) => {
      signalled.push(listener);
      return { unsubscribe: () => {} };
    },
  };
  const pageOf = (items: SentryIssue[], more: Partial<SentryIssuesPage> = {}) =>
    makePage({ items, live: ['key'], ...more });
  sentryApi.getIssues.mockResolvedValue(pageOf([first, otherIssue], page));
  renderForEntity(<SentryIssuesContent />, { sentryApi, signalApi });
  await screen.findByRole('row', { name: /RangeError/ });
  /** From now on the list is these, and a search by id finds those. */
  const become = (items: SentryIssue[], found: SentryIssue[] = []) => {
    sentryApi.getIssues.mockImplementation(async (_, query) =>
      pageOf(query?.query?.startsWith('issue.id:') ? found : items),
    );
    act(() => signalled.forEach(signal => signal({ keys: ['key'] })));
  };
  const lookups = () =>
    sentryApi.getIssues.mock.calls
      .map(([, query]) => query?.query)
      .filter(query => query?.startsWith('issue.id:'));
  return { sentryApi, become, lookups, pageOf };
}

function order() {
  return screen
    .getAllByRole('row')
    .map(
      row => /TypeError|RangeError|KeyError/.exec(row.textContent ?? '')?.[0],
    )
    .filter(Boolean);
}

const bar = { selector: 'span' };

describe('a list that is open while issues change', () => {
  beforeEach(atTab);

  it('updates what it shows in place, and offers what is new', async () => {
    const { become } = await setup();
    become([added, { ...otherIssue, count: 77_777 }, first]);

    expect(await screen.findByText('1 new issue', bar)).toBeVisible();
    expect(screen.getByRole('row', { name: /RangeError/ })).toHaveTextContent(
      '77.8K',
    );
    expect(order()).toEqual(['TypeError', 'RangeError']);
    const announced = screen
      .getAllByRole('status')
      .filter(({ textContent }) => textContent?.includes('new issue'));
    expect(announced).toHaveLength(1);

    await userEvent.click(screen.getByRole('button', { name: 'Show' }));
    expect(order()).toEqual(['KeyError', 'RangeError', 'TypeError']);
    expect(screen.queryByText('1 new issue', bar)).toBeNull();
    expect(screen.getByRole('group', { name: 'About 1 issue' })).toHaveFocus();
  });

  it('marks what was resolved or deleted, and leaves it until the list is loaded anew', async () => {
    const { become, lookups } = await setup();
    become([], [{ ...first, status: 'resolved', substatus: undefined }]);

    const resolved = { name: /Resolved.*TypeError/ };
    expect(await screen.findByRole('row', resolved)).toBeVisible();
    const gone = { name: /No longer listed.*RangeError/ };
    expect(screen.getByRole('row', gone)).toBeVisible();
    expect(lookups()).toEqual(['issue.id:[4501,4502]']);
    expect(
      screen.getByText('2 listed issues are no longer unresolved'),
    ).toHaveAttribute('role', 'status');

    await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
    await waitFor(() => expect(screen.queryAllByRole('row')).toEqual([]));
  });

  it('does not mark what only moved to another page', async () => {
    const { become, lookups } = await setup();
    become([added, first], [otherIssue]);
    expect(await screen.findByText('1 new issue', bar)).toBeVisible();
    await waitFor(() => expect(lookups()).toEqual(['issue.id:[4502]']));
    expect(order()).toEqual(['TypeError', 'RangeError']);
    expect(screen.queryByText('No longer listed')).toBeNull();
    expect(screen.queryByText(/no longer unresolved/)).toBeNull();
  });

  it('replaces what was stale when it was opened, unless it is in use', async () => {
    const stale = { stale: true, fetchedAt: '2026-11-20T10:00:00Z' };
    const { become } = await setup(stale);
    become([added, first]);
    await waitFor(() => expect(order()).toEqual(['KeyError', 'TypeError']));
  });

  it('leaves a stale list in its order while the focus is in it', async () => {
    const stale = { stale: true, fetchedAt: '2026-11-20T10:00:00Z' };
    const { become } = await setup(stale);
    act(() => screen.getByRole('link', { name: /4501|SHOP-WEB-1A/ }).focus());
    become([added, first]);
    expect(await screen.findByText(/1 (new|more) issue/, bar)).toBeVisible();
    expect(order()).toEqual(['TypeError', 'RangeError']);
  });
});
