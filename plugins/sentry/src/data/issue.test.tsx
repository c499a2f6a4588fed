import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { makeDetail, makeEvent } from '../__testUtils__/data';
import { fakeApi } from '../__testUtils__/fakes';
import { sentryApiRef } from '../api/SentryApi';
import { useIssueDetail } from './issue';

const first = makeEvent();
const newer = makeEvent({ id: 'c0ffee00c0ffee00c0ffee00c0ffee04' });

/** Follows an issue whose first event is {@link first}. */
async function follow(sentryApi = fakeApi()) {
  const hook = renderHook(
    ({ event }: { event?: string }) =>
      useIssueDetail({
        entityRef: 'component:default/shop-web',
        issueId: '4501',
        event,
        environment: undefined,
        statsPeriod: '14d',
      }),
    {
      initialProps: {},
      wrapper: ({ children }: { children: ReactNode }) => (
        <TestApiProvider apis={[[sentryApiRef, sentryApi]]}>
          {children}
        </TestApiProvider>
      ),
    },
  );
  await waitFor(() => expect(hook.result.current.event.data).toBe(first));
  return { ...hook, sentryApi };
}

function apiOf(...details: ReturnType<typeof makeDetail>[]) {
  const sentryApi = fakeApi();
  sentryApi.getIssue.mockResolvedValueOnce(makeDetail({ event: first }));
  details.forEach(detail => sentryApi.getIssue.mockResolvedValueOnce(detail));
  return sentryApi;
}

describe('an issue that is refreshed while Sentry fails', () => {
  it('keeps what was loaded of it', async () => {
    const problem = {
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'Sentry can’t be reached.',
    } as const;
    const { result } = await follow(
      apiOf(
        makeDetail({
          event: undefined,
          eventProblem: problem,
          tags: [],
          problems: [problem],
        }),
      ),
    );
    const { tags } = makeDetail();
    act(() => result.current.issue.refresh());

    await waitFor(() =>
      expect(result.current.issue.data?.problems).toEqual([problem]),
    );
    expect(result.current.issue.data?.event).toBe(first);
    expect(result.current.issue.data?.tags).toEqual(tags);
    expect(result.current.event.data).toBe(first);
  });
});

describe('the event that is looked at', () => {
  it('stays while its issue is refreshed, which asks for that event', async () => {
    const updated = { ...first, position: { next: newer.id } };
    const { result, sentryApi } = await follow(
      apiOf(makeDetail({ event: updated })),
    );
    expect(sentryApi.getIssue.mock.calls[0][2]?.event).toBeUndefined();
    act(() => result.current.issue.refresh());

    await waitFor(() => expect(result.current.event.data).toBe(updated));
    expect(sentryApi.getIssue.mock.calls[1][2]?.event).toBe(first.id);
  });

  it.each([
    ['another event', newer],
    ['none', undefined],
  ])('stays when a refresh brings %s', async (_, event) => {
    const refreshed = makeDetail({ event, fetchedAt: '2026-11-20T11:00:00Z' });
    const { result } = await follow(apiOf(refreshed));
    act(() => result.current.issue.refresh());

    await waitFor(() =>
      expect(result.current.issue.data).toEqual({ ...refreshed, event: first }),
    );
    expect(result.current.event.data).toBe(first);
  });

  it('gives way to a newer one when the viewer asks again', async () => {
    const { result, sentryApi } = await follow(
      apiOf(makeDetail({ event: newer })),
    );
    act(() => result.current.event.reload());

    await waitFor(() => expect(result.current.event.data).toBe(newer));
    expect(sentryApi.getIssue.mock.calls[1][2]?.event).toBeUndefined();
  });

  it('gives way to a newer one when the viewer has stepped and comes back', async () => {
    const { result, rerender, sentryApi } = await follow(apiOf());
    sentryApi.getIssueEvent.mockResolvedValue({
      ...(await fakeApi().getIssueEvent('', '', '')),
      event: newer,
    });
    rerender({ event: 'oldest' });
    await waitFor(() =>
      expect(sentryApi.getIssueEvent.mock.calls[0]?.[2]).toBe('oldest'),
    );
    rerender({});

    await waitFor(() =>
      expect(sentryApi.getIssueEvent.mock.calls[1]?.[2]).toBe('recommended'),
    );
    await waitFor(() => expect(result.current.event.data).toBe(newer));
  });
});
