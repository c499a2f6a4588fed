import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { SentryAnswerMeta } from 'backstage-plugin-sentry-common';
import type { ReactNode } from 'react';
import { fakeApi } from '../__testUtils__/fakes';
import { SentryRequestException } from '../api/errors';
import { sentryApiRef } from '../api/SentryApi';
import { useAnswer } from './useAnswer';

interface Numbered extends SentryAnswerMeta {
  number: number;
}

const fresh = {
  fetchedAt: '2026-11-20T10:00:00Z',
  stale: false,
  problems: [],
};
const stale = { ...fresh, stale: true };
const down = { code: 'UPSTREAM_UNAVAILABLE', message: 'down' } as const;

/** Asks a question, whose answers the test gives when it likes. */
function setup() {
  const sentryApi = fakeApi();
  const answers: ((value: Numbered | Error) => void)[] = [];
  const load = jest.fn(
    () =>
      new Promise<Numbered>((resolve, reject) => {
        answers.push(value =>
          value instanceof Error ? reject(value) : resolve(value),
        );
      }),
  );
  const wrapper = ({ children }: { children: ReactNode }) => (
    <TestApiProvider apis={[[sentryApiRef, sentryApi]]}>
      {children}
    </TestApiProvider>
  );
  const hook = (question = 'one') =>
    renderHook(
      (asked: { question: string }) =>
        useAnswer<Numbered>(['test', asked.question], load),
      { initialProps: { question }, wrapper },
    );
  const answer = (number: number, meta: SentryAnswerMeta = fresh) =>
    act(async () => answers.shift()?.({ number, ...meta }));
  const fail = (error = new Error('down')) =>
    act(async () => answers.shift()?.(error));
  return { hook, load, answer, fail, ...hook() };
}

async function answered(meta: SentryAnswerMeta = fresh) {
  const all = setup();
  await all.answer(1, meta);
  expect(all.result.current).toMatchObject({
    data: { number: 1 },
    isPending: false,
  });
  return all;
}

describe('useAnswer', () => {
  it('keeps the answer to the last question, outdated, while the next is asked', async () => {
    const { result, rerender, answer } = await answered();

    rerender({ question: 'two' });
    expect(result.current).toMatchObject({
      data: { number: 1 },
      isPending: true,
      isOutdated: true,
    });

    await answer(2);
    expect(result.current).toMatchObject({
      data: { number: 2 },
      isPending: false,
      isOutdated: false,
    });
  });

  it('is pending, but not outdated, while the viewer reloads; a failure is shown until an answer comes', async () => {
    const { result, answer, fail } = await answered();

    act(() => result.current.reload());
    expect(result.current).toMatchObject({
      isPending: true,
      isOutdated: false,
    });
    await fail();
    expect(result.current).toMatchObject({
      data: { number: 1 },
      error: new Error('down'),
      isPending: false,
    });

    act(() => result.current.refresh());
    await answer(2);
    expect(result.current.data).toMatchObject({ number: 2 });
    expect(result.current.error).toBeUndefined();
  });

  it('refreshes in the background, also where that fails', async () => {
    const { result, load, answer, fail } = await answered();

    act(() => result.current.refresh());
    expect(load).toHaveBeenCalledTimes(2);
    expect(result.current).toMatchObject({
      data: { number: 1 },
      isPending: false,
    });
    await answer(2);
    expect(result.current.data).toMatchObject({ number: 2 });

    act(() => result.current.refresh());
    await fail();
    expect(result.current.data).toMatchObject({ number: 2 });
    expect(result.current.error).toBeUndefined();
  });

  it('drops a refresh that is overtaken by a new question', async () => {
    const { result, rerender, answer } = await answered();
    act(() => result.current.refresh());

    rerender({ question: 'two' });
    expect(result.current.isPending).toBe(true);
    await answer(9);
    expect(result.current.data).toMatchObject({ number: 1 });
    await answer(2);
    await waitFor(() =>
      expect(result.current.data).toMatchObject({ number: 2 }),
    );
  });

  it('serves what another component has just loaded, without another request', async () => {
    const { hook, load } = await answered();

    const { result } = hook();
    expect(result.current).toMatchObject({
      data: { number: 1 },
      isPending: false,
    });
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('keeps the answers of two apps, and so of two users, apart', async () => {
    await answered();
    expect(setup().result.current).toMatchObject({
      data: undefined,
      isPending: true,
    });
  });
});

/** The real timer, also while the others are fake. */
const nextTurn = setTimeout;

describe('an answer that gets old', () => {
  let visibility: jest.SpyInstance;
  beforeEach(() => {
    jest.useFakeTimers();
    visibility = jest.spyOn(document, 'visibilityState', 'get');
  });
  afterEach(() => {
    jest.useRealTimers();
    visibility.mockRestore();
  });

  const become = (state: DocumentVisibilityState) =>
    act(async () => {
      visibility.mockReturnValue(state);
      document.dispatchEvent(new Event('visibilitychange'));
      // swr reacts in the next turn of the event loop.
      await new Promise(done => nextTurn(done));
    });
  const pass = (seconds: number) =>
    act(async () => jest.advanceTimersByTime(seconds * 1000));

  it('is asked for again once the page is visible again', async () => {
    const { load } = await answered();
    await become('hidden');
    await pass(60);
    expect(load).toHaveBeenCalledTimes(1);
    await become('visible');
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is left alone where it came a moment before the viewer returns', async () => {
    const { load } = await answered();
    await become('hidden');
    await pass(10);
    await become('visible');
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is said to be old where it is from an earlier visit, and the backend can’t be reached', async () => {
    const { hook, load, fail, unmount } = await answered();
    unmount();
    await pass(60);
    const { result } = hook();
    expect(result.current.data).toMatchObject({ number: 1, stale: false });
    await pass(1);
    expect(load).toHaveBeenCalledTimes(2);
    await fail(new SentryRequestException('unreachable', 'No backend.'));
    expect(result.current).toMatchObject({
      data: { number: 1, stale: true, problems: [{ message: 'No backend.' }] },
      error: undefined,
    });
  });

  it('is not kept where it is from an earlier visit, and refused now', async () => {
    const { hook, fail, unmount } = await answered();
    unmount();
    await pass(60);
    const { result } = hook();
    await pass(1);
    await fail(new SentryRequestException('forbidden', 'no'));
    expect(result.current.error).toEqual(new Error('no'));
  });

  it('is refreshed once, shortly after the backend sent it stale', async () => {
    const { load, answer } = await answered(stale);
    expect(load).toHaveBeenCalledTimes(1);
    await pass(2);
    expect(load).toHaveBeenCalledTimes(2);

    await answer(1, stale);
    await pass(60);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is refreshed no more often than every 15 seconds, and only while it can be seen', async () => {
    const staleAt = (second: number) => ({
      ...stale,
      fetchedAt: `2026-11-20T10:05:${second}Z`,
    });
    const { load, answer } = await answered(staleAt(10));
    await pass(2);
    await answer(2, staleAt(12));
    await pass(14);
    expect(load).toHaveBeenCalledTimes(2);
    await pass(1);
    expect(load).toHaveBeenCalledTimes(3);

    await answer(3, staleAt(27));
    visibility.mockReturnValue('hidden');
    await pass(60);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('is refreshed once for all components that show it', async () => {
    const { hook, load } = await answered(stale);
    hook();
    await pass(2);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('is refreshed also where some of it is missing', async () => {
    const { load } = await answered({
      ...stale,
      partial: true,
      problems: [{ code: 'PROJECT_NOT_FOUND', message: 'gone' }],
    });
    await pass(60);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it.each<[string, SentryAnswerMeta]>([
    ['it is fresh', fresh],
    ['it is stale because Sentry fails', { ...stale, problems: [down] }],
  ])('is not refreshed where %s', async (_, meta) => {
    const { load } = await answered(meta);
    await pass(60);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('is refreshed once after each reload that Sentry’s failure answered with it', async () => {
    const failing = { ...stale, problems: [down] };
    const { result, load, answer } = await answered(failing);

    for (const requests of [2, 4]) {
      act(() => result.current.reload());
      expect(load).toHaveBeenCalledTimes(requests);
      await answer(1, failing);
      await pass(2);
      expect(load).toHaveBeenCalledTimes(requests + 1);
      await answer(1, failing);
      await pass(60);
      expect(load).toHaveBeenCalledTimes(requests + 1);
    }
  });
});
