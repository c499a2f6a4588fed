import { createLate } from './createLate';

describe('createLate', () => {
  it('loads once, however many need it', async () => {
    const code = { part: 1 };
    const importCode = jest.fn(async () => code);
    const late = createLate(importCode);
    expect(late.get()).toBeUndefined();

    await Promise.all([late.load(), late.load()]);
    await late.load();
    expect(late.get()).toBe(code);
    expect(importCode).toHaveBeenCalledTimes(1);
  });

  it('is missing where it can’t be had, and tries again when it is next needed', async () => {
    const code = { part: 1 };
    const importCode = jest
      .fn<Promise<typeof code>, []>()
      .mockRejectedValueOnce(new Error('offline'))
      .mockResolvedValue(code);
    const late = createLate(importCode);

    await late.load();
    expect(late.get()).toBe('missing');
    await late.load();
    expect(late.get()).toBe(code);
  });

  it('is missing where no answer comes, until one does', async () => {
    jest.useFakeTimers();
    try {
      const code = { part: 1 };
      let answer = (_: typeof code) => {};
      const late = createLate(
        () =>
          new Promise<typeof code>(resolve => {
            answer = resolve;
          }),
      );

      const loading = late.load();
      await jest.advanceTimersByTimeAsync(3000);
      await loading;
      expect(late.get()).toBe('missing');

      answer(code);
      await jest.advanceTimersByTimeAsync(0);
      expect(late.get()).toBe(code);
    } finally {
      jest.useRealTimers();
    }
  });
});
