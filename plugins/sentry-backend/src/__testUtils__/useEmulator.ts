import {
  startEmulator,
  type Emulator,
  type EmulatorOptions,
} from 'backstage-plugin-sentry-emulator';
import { allowLoopbackFetch } from 'backstage-plugin-sentry-node/testUtils';

/**
 * A Sentry for the tests of one file, filled once by `fill`. Its log and faults
 * are cleared before each test.
 */
export function useEmulator(
  fill: (emulator: Emulator) => Promise<void> = async () => {},
  options: EmulatorOptions = {},
): () => Emulator {
  let emulator: Emulator;
  allowLoopbackFetch();
  beforeAll(async () => {
    emulator = await startEmulator({ port: 0, ...options });
    await fill(emulator);
  }, 60_000);
  beforeEach(() => {
    emulator.clearFaults();
    emulator.clearRequests();
  });
  afterAll(() => emulator.close());
  return () => emulator;
}
