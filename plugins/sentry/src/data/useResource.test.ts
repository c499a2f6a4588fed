import { act, renderHook, waitFor } from '@testing-library/react';
import { useResource } from './useResource';

/** A loader whose answers the test gives when it likes. */
function manual() {
  const answers: ((value: string | Error) => void)[] = [];
  const load = jest.fn(
    (_signal: AbortSignal) =>
      new Promise<string>((resolve, reject) => {
        answers.push(value =>
          value instanceof Error ? reject(value) : resolve(value),
        );
      }),
  );
  const answer = (value: string | Error) =>
    act(async () => answers.shift()?.(value));
  return { load, answer };
}

async function setup() {
  const first = manual();
  const hook = renderHook(({ load }) => useResource(load), {
    initialProps: { load: first.load },
  });
  await first.answer('one');
  expect(hook.result.current).toMatchObject({ data: 'one', isPending: false });
  return { ...hook, first };
}

describe('useResource', () => {
  it('keeps the answer to the last question, outdated, while the next is asked', async () => {
    const { result, rerender } = await setup();
    const second = manual();

    rerender({ load: second.load });
    expect(result.current).toMatchObject({
      data: 'one',
      isPending: true,
      isOutdated: true,
    });

    await second.answer('two');
    expect(result.current).toMatchObject({
      data: 'two',
      isPending: false,
      isOutdated: false,
    });
  });

  it('is pending, but not outdated, while the same is asked again', async () => {
    const { result, first } = await setup();

    act(() => result.current.reload());

    expect(result.current).toMatchObject({
      isPending: true,
      isOutdated: false,
    });
    await first.answer(new Error('down'));
    expect(result.current).toMatchObject({
      data: 'one',
      error: new Error('down'),
    });
  });

  it('refreshes unnoticed', async () => {
    const { result, first } = await setup();

    act(() => result.current.refresh());
    expect(first.load).toHaveBeenCalledTimes(2);
    expect(result.current).toMatchObject({ data: 'one', isPending: false });

    await first.answer('newer');
    expect(result.current).toMatchObject({ data: 'newer', isPending: false });
  });

  it('keeps to itself that a refresh failed', async () => {
    const { result, first } = await setup();

    act(() => result.current.refresh());
    await first.answer(new Error('down'));

    expect(result.current).toMatchObject({ data: 'one', isPending: false });
    expect(result.current.error).toBeUndefined();
  });

  it('waits again for a new question asked during a refresh, and drops the refresh', async () => {
    const { result, rerender, first } = await setup();
    const second = manual();
    act(() => result.current.refresh());

    rerender({ load: second.load });
    expect(result.current.isPending).toBe(true);
    await first.answer('late');
    expect(result.current.data).toBe('one');
    await second.answer('two');
    await waitFor(() => expect(result.current.data).toBe('two'));
  });
});
