import { screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { makeIssue, makePage } from '../../__testUtils__/data';
import {
  adviceOf,
  answer,
  changed,
  choose,
  first,
  rowOf,
  second,
  selectAll,
  setup,
  leave,
  user,
} from '../../__testUtils__/triage';

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
    await choose('Status', 'Now');

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
    expect(await rowOf(/Resolved.*TypeError/)).toBeInTheDocument();
    expect(await rowOf(/Resolved.*RangeError/)).toBeInTheDocument();
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
    await choose('Priority', 'Low', 'menuitemradio');

    const notice = '1 more issue matches';
    expect(await screen.findByText(notice, { selector: 'span' })).toBeVisible();
    expect(await rowOf(/RangeError/)).toHaveTextContent('77.8K');
    expect(order()).toEqual(['TypeError', 'RangeError']);

    await user.click(screen.getByRole('button', { name: 'Show' }));
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
    await choose('Status', 'Now');
    expect(await rowOf(/Resolved.*TypeError/)).toBeInTheDocument();

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
    await choose('Status', 'Now');

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('SHOP-WEB-1B was not changed');
    expect(alert).toHaveTextContent('It was deleted.');
    expect(await rowOf(/Resolved.*TypeError/)).toBeInTheDocument();
    expect(await rowOf(/RangeError/)).not.toHaveTextContent('Resolved');
    expect(
      await screen.findByText('SHOP-WEB-1A is resolved.'),
    ).toBeInTheDocument();
  });
});
