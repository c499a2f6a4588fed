/**
 * Lets the clocks of one test file be put forward: what is timed by `Date.now` or
 * `performance.now`, as `lru-cache` does, finds it later. Back to now after each test.
 */
export function timeMachine(): { pass(milliseconds: number): void } {
  let ahead = 0;
  const putForward = (clock: { now(): number }) => {
    const now = clock.now.bind(clock);
    return jest.spyOn(clock, 'now').mockImplementation(() => now() + ahead);
  };
  let spies: jest.SpyInstance[] = [];
  beforeEach(() => {
    ahead = 0;
    spies = [putForward(Date), putForward(performance)];
  });
  afterEach(() => spies.forEach(spy => spy.mockRestore()));
  return {
    pass: milliseconds => {
      ahead += milliseconds;
    },
  };
}
