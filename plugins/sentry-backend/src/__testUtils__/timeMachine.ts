/**
 * Lets the clock of one test file be put forward: what is timed by `Date.now` in
 * code that is made after this finds it later. Back to now after each test.
 */
export function timeMachine(): { pass(milliseconds: number): void } {
  const now = Date.now;
  let ahead = 0;
  beforeEach(() => {
    ahead = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
  });
  afterEach(() => {
    jest.mocked(Date.now).mockRestore();
  });
  return {
    pass: milliseconds => {
      ahead += milliseconds;
    },
  };
}
