import { waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { SentryEvent } from 'backstage-plugin-sentry-common';
import { makeDetail, makeEvent, makeIssue } from '../../__testUtils__/data';
import { findDrawer, showEvent, showTab } from '../../__testUtils__/render';
import { fakeApi } from '../../__testUtils__/fakes';
import { SentryProblemException } from '../../api/errors';

describe('an event of an issue', () => {
  afterEach(() => window.history.replaceState(null, '', '/'));

  it('shows breadcrumbs by how long before they were, the request, tags and contexts', async () => {
    showTab('?issue=SHOP-WEB-1A');
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
      'This event has no exception or message',
    ],
  ])('shows an event of %s', async (_, event, text) => {
    expect(await showEvent(event)).toHaveTextContent(text);
  });

  it.each([
    ['Error · Unhandled', true, undefined],
    ['Error · Handled', false, true],
    ['Error', false, undefined],
  ])('says "%s" as the program told', async (text, isUnhandled, isHandled) => {
    const sentryApi = fakeApi();
    sentryApi.getIssue.mockResolvedValue(
      makeDetail({
        issue: makeIssue({ isUnhandled }),
        event: makeEvent({ exceptions: [], isHandled }),
      }),
    );
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const level = await within(await findDrawer()).findByText('Level');
    expect(level.nextElementSibling?.textContent).toBe(text);
  });

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
    showTab('?issue=SHOP-WEB-1A', sentryApi);
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

  it('moves on to the breadcrumbs that were not shown before', async () => {
    const drawer = await showEvent({
      breadcrumbs: Array.from({ length: 10 }, (_, index) => ({
        category: `step ${index}`,
      })),
    });
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Show 2 earlier' }),
    );

    expect(within(drawer).getByText('step 1').closest('li')).toHaveFocus();
  });

  it('stays in the keyboard’s reach once it is there at the second try', async () => {
    const sentryApi = fakeApi();
    sentryApi.getIssueEvent
      .mockRejectedValueOnce(
        new SentryProblemException({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'Sentry does not answer.',
        }),
      )
      .mockResolvedValueOnce({
        issueId: '4501',
        event: makeEvent({ exceptions: [{ type: 'OldError', frames: [] }] }),
        fetchedAt: '2026-11-20T10:05:00Z',
        stale: false,
        problems: [],
      });
    showTab('?issue=SHOP-WEB-1A', sentryApi);
    const drawer = await findDrawer();
    await userEvent.click(
      within(drawer).getByRole('button', { name: 'Oldest event' }),
    );
    await userEvent.click(
      await within(drawer).findByRole('button', { name: 'Try again' }),
    );
    expect(await within(drawer).findByText('OldError')).toBeVisible();

    await waitFor(() =>
      expect(
        within(drawer).getByRole('group', { name: 'Event' }),
      ).toHaveFocus(),
    );
  });
});
