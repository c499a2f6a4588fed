import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryIssuesPage } from 'backstage-plugin-sentry-common';
import { axe } from 'jest-axe';
import { makeIssue, makePage } from '../../__testUtils__/data';
import { fakeApi } from '../../__testUtils__/fakes';
import {
  answerLater,
  chooseOption,
  lastQuery,
  nextPage,
} from '../../__testUtils__/list';
import { renderForEntity } from '../../__testUtils__/render';
import { atTab } from '../../__testUtils__/tab';
import { SentryRequestException } from '../../api/errors';
import { IssuesPagination } from './IssuesPagination';
import { SentryIssuesContent } from './SentryIssuesContent';

function renderTab(sentryApi = fakeApi()) {
  renderForEntity(<SentryIssuesContent />, { sentryApi });
  return { sentryApi };
}

describe('IssuesPagination', () => {
  it('leads to the page that there is, and says to the keyboard where', async () => {
    const onNextPage = jest.fn();
    const { container } = renderInTestApp(
      <IssuesPagination
        pageSize={25}
        onPageSizeChange={() => {}}
        label="About 60 issues"
        hasPreviousPage={false}
        hasNextPage
        onPreviousPage={() => {}}
        onNextPage={onNextPage}
      />,
    );

    const next = await screen.findByRole('button', { name: 'Next page' });
    expect(next).toHaveAccessibleDescription(/About 60 issues/);
    expect(
      screen.getByRole('button', { name: 'Previous page' }),
    ).toBeDisabled();
    expect(await axe(container)).toHaveNoViolations();

    await userEvent.tab();
    await userEvent.tab();
    expect(next).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent('Next page');
    await userEvent.keyboard('{Enter}');
    expect(onNextPage).toHaveBeenCalledTimes(1);
  });
});

describe('paging through the issues of the tab', () => {
  beforeEach(atTab);

  it('goes by cursor and back the same way, and focuses a group that names the range', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockImplementation(async (_ref, query) => {
      const n = Number(query?.cursor ?? 0);
      return makePage({
        items: [1, 2].map(m =>
          makeIssue({ id: `${n}${m}`, type: `Error${n}${m}` }),
        ),
        pageInfo: n < 2 ? { nextCursor: String(n + 1) } : {},
        totalItems: 131,
      });
    });
    renderTab(sentryApi);
    await screen.findByText('Error01');
    const next = screen.getByRole('button', { name: 'Next page' });
    const previous = screen.getByRole('button', { name: 'Previous page' });
    const range = (text: string) => screen.findByRole('group', { name: text });
    expect(await range('1–2 of about 131 issues')).not.toHaveFocus();
    expect(previous).toBeDisabled();

    await userEvent.click(next);
    await screen.findByText('Error11');
    expect(await range('3–4 of about 131 issues')).toHaveFocus();
    expect(next).toHaveAccessibleDescription(/3–4 of about 131 issues/);
    expect(window.location.search).toBe('?cursor=1');
    await userEvent.click(next);
    await screen.findByText('Error21');
    expect(next).toBeDisabled();
    expect(await range('5–6 of about 131 issues')).toHaveFocus();

    await userEvent.click(previous);
    await screen.findByText('Error11');
    await userEvent.click(previous);
    await screen.findByText('Error01');
    expect(window.location.search).toBe('');
    expect(previous).toBeDisabled();
    expect(await range('1–2 of about 131 issues')).toHaveFocus();
  });

  it('starts another page at its top, once it is there', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockResolvedValueOnce(
      makePage({ pageInfo: { nextCursor: 'b' }, totalItems: 2 }),
    );
    renderTab(sentryApi);
    await screen.findByText('TypeError');
    const list = screen.getByRole('group', { name: /^1 of/ });
    list.getBoundingClientRect = () => new DOMRect(0, -2000, 1000, 2500);
    list.scrollIntoView = jest.fn();
    const answer = answerLater(sentryApi);

    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() => expect(lastQuery(sentryApi).cursor).toBe('b'));
    expect(list.scrollIntoView).not.toHaveBeenCalled();
    answer(nextPage({ totalItems: 2 }));

    await screen.findByText('NextError');
    await waitFor(() =>
      expect(list.scrollIntoView).toHaveBeenCalledWith({ block: 'start' }),
    );
  });

  it('leaves the focus where the viewer has moved it meanwhile', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockResolvedValueOnce(
      makePage({ pageInfo: { nextCursor: 'b' } }),
    );
    renderTab(sentryApi);
    await screen.findByText('TypeError');
    const answer = answerLater(sentryApi);
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    const search = screen.getByRole('combobox', { name: 'Search' });
    await userEvent.click(search);
    answer(nextPage());

    await screen.findByText('NextError');
    expect(search).toHaveFocus();
  });

  it('offers the first page where a link has an invalid cursor', async () => {
    window.history.replaceState(null, '', '?cursor=garbage&sort=freq');
    const sentryApi = fakeApi();
    sentryApi.getIssues.mockRejectedValueOnce(
      new SentryRequestException('bad-request', 'cursor'),
    );
    renderTab(sentryApi);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Back to the first page' }),
    );
    expect(await screen.findByText('TypeError')).toBeVisible();
    expect(window.location.search).toBe('?sort=freq');
  });

  it('starts at the first page of another order, and of another size', async () => {
    window.history.replaceState(null, '', '?cursor=abc');
    const { sentryApi } = renderTab();
    await screen.findByText('TypeError');

    await chooseOption('Sort by', 'Trends');
    await waitFor(() => expect(lastQuery(sentryApi).sort).toBe('trends'));
    expect(lastQuery(sentryApi).cursor).toBeUndefined();

    await chooseOption('Issues per page', 'Show 100 issues');
    await waitFor(() => expect(lastQuery(sentryApi).limit).toBe(100));
  });

  it('says above and below how many issues there are, as exactly as Sentry counts', async () => {
    const totals: [string, Partial<SentryIssuesPage>][] = [
      ['About 131 issues', { totalItems: 131, totalIsEstimate: true }],
      ['1,000+ issues', { totalItems: 1000, totalIsEstimate: true }],
      ['131 issues', { totalItems: 131, totalIsEstimate: false }],
      ['1 issue on this page', { totalItems: undefined }],
    ];
    const sentryApi = fakeApi();
    for (const [, page] of totals) {
      sentryApi.getIssues.mockResolvedValueOnce(makePage(page));
    }
    renderTab(sentryApi);
    for (const [index, [text]] of totals.entries()) {
      const shown = await screen.findAllByText(text, {
        ignore: '[role=status]',
      });
      expect(shown).toHaveLength(2);
      if (index < totals.length - 1) {
        await userEvent.click(screen.getByRole('button', { name: 'Reload' }));
      }
    }
  });
});
