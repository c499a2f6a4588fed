import { withTimeout } from './withTimeout';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

it('passes on what is there in time, and leaves no timer', async () => {
  expect(await withTimeout(Promise.resolve(1), 10, 'late')).toBe(1);
  await expect(
    withTimeout(Promise.reject(new Error('no')), 10, 'late'),
  ).rejects.toThrow('no');
  expect(jest.getTimerCount()).toBe(0);
});

it('waits no longer than that', async () => {
  const outcome = withTimeout(new Promise(() => {}), 10, 'too late').catch(
    ({ message }) => message,
  );
  jest.advanceTimersByTime(10);
  expect(await outcome).toBe('too late');
});
