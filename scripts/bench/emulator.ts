import {
  startEmulator,
  type EmulatorWorld,
} from 'backstage-plugin-sentry-emulator';

// The Sentry of the benchmarks, in a process of its own as the real one would
// be. Its world comes in, and where it listens goes out, by message.

interface Message {
  world: EmulatorWorld;
  project: string;
  rateLimits: boolean;
}

process.on('message', async ({ world, project, rateLimits }: Message) => {
  const emulator = await startEmulator({
    port: 0,
    world,
    // Sentry's limits are per user and window; most of the load here is one user's.
    rateLimits,
    rateLimitHeaders: rateLimits,
  });
  process.send?.({ url: emulator.url, dsn: emulator.dsn('bench', project) });
});
process.on('disconnect', () => process.exit(0));
