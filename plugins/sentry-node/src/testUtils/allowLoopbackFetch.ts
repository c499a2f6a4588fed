/**
 * Lets a test file reach servers on this machine, which Backstage's Jest setup
 * allows once something has put itself before fetch; nothing else gets through.
 * Called at the top of the file or of a `describe`.
 *
 * @public
 */
export function allowLoopbackFetch(): void {
  const original = globalThis.fetch;
  beforeAll(() => {
    globalThis.fetch = async (input, init) => {
      const { hostname } = new URL(String(input));
      if (!['127.0.0.1', 'localhost'].includes(hostname)) {
        throw new Error(`A test asked ${hostname}`);
      }
      return original(input, init);
    };
  });
  afterAll(() => {
    globalThis.fetch = original;
  });
}
