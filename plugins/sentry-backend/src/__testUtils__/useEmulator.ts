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

/** What a user tells of an error, as the SDKs send it: an issue that no search finds by default. */
export async function giveFeedback(
  emulator: Emulator,
  { project, eventId }: { project: string; eventId: string },
): Promise<void> {
  const { origin, pathname, username } = new URL(emulator.dsn('acme', project));
  const feedback = { message: 'Too slow' };
  const lines = [
    { event_id: eventId },
    { type: 'feedback' },
    { event_id: eventId, contexts: { feedback } },
  ].map(line => JSON.stringify(line));
  await fetch(`${origin}/api${pathname}/envelope/?sentry_key=${username}`, {
    method: 'POST',
    body: lines.join('\n'),
  });
}
