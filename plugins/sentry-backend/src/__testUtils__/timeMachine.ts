/**
 * Lets the clocks of one test file be put forward: what is timed by `Date.now` or
 * `performance.now`, as `lru-cache` does, finds it later. Back to now after each test.
 */
export function timeMachine(): { pass(milliseconds: number): void } {
  const clocks = [Date, performance];
  let ahead = 0;
  beforeEach(() => {
    ahead = 0;
    for (const clock of clocks) {
      const now = clock.now.bind(clock);
      jest.spyOn(clock, 'now').mockImplementation(() => now() + ahead);
    }
  });
  afterEach(() => {
    for (const clock of clocks) {
      jest.mocked(clock.now).mockRestore();
    }
  });
  return {
    pass: milliseconds => {
      ahead += milliseconds;
    },
  };
}
