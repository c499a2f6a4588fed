import { startEmulator } from 'backstage-plugin-sentry-emulator';

// The Sentry of the benchmarks, in a process of its own as the real one would
// be. Its world comes in, and where it listens goes out, by message.

process.on('message', async (message: { world: never; project: string }) => {
  const { world, project } = message;
  const emulator = await startEmulator({
    port: 0,
    world,
    // Sentry's limits are per user and window; the load here is one user's.
    rateLimitHeaders: false,
  });
  process.send?.({ url: emulator.url, dsn: emulator.dsn('bench', project) });
});
process.on('disconnect', () => process.exit(0));
