import { renderHook } from '@testing-library/react';
import { useSecondTry } from './AnswerNotices';

function setup(isBehind = true) {
  const onTry = jest.fn();
  const { rerender } = renderHook(
    (props: { isTrying: boolean; isBehind: boolean }) =>
      useSecondTry({ ...props, onTry }),
    { initialProps: { isTrying: false, isBehind } },
  );
  const ask = (isBehindThen = true) => {
    rerender({ isTrying: true, isBehind });
    rerender({ isTrying: false, isBehind: isBehindThen });
  };
  return { onTry, ask };
}

describe('useSecondTry', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('asks once more for who asked and was answered what was known before', () => {
    const { onTry, ask } = setup();
    ask();
    expect(onTry).not.toHaveBeenCalled();
    jest.advanceTimersByTime(2000);
    expect(onTry).toHaveBeenCalledTimes(1);
  });

  it('does not go on asking by itself while Sentry stays down', () => {
    const { onTry, ask } = setup();
    ask();
    jest.advanceTimersByTime(2000);
    // What it asked for comes back no newer.
    ask();
    jest.advanceTimersByTime(60_000);
    expect(onTry).toHaveBeenCalledTimes(1);

    ask();
    jest.advanceTimersByTime(2000);
    expect(onTry).toHaveBeenCalledTimes(2);
  });

  it('asks for nothing that nobody asked for', () => {
    const { onTry } = setup();
    jest.advanceTimersByTime(60_000);
    expect(onTry).not.toHaveBeenCalled();
  });

  it('leaves alone an answer that is new', () => {
    const { onTry, ask } = setup();
    ask(false);
    jest.advanceTimersByTime(60_000);
    expect(onTry).not.toHaveBeenCalled();
  });
});
