import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startBenchBackend } from './backend';
import { token } from './world';

/** What comes back for an address of a Sentry, and for any other message. */
export interface SmallHeapReply {
  url?: string;
  headers?: Record<string, string>;
  stallMs?: number;
}

// A backend in a process of its own, whose heap is limited by who starts it. The address of
// its Sentry comes in, and where it listens goes out, by message; so does the longest
// time that its event loop stood still since the last message.

const stalls = monitorEventLoopDelay({ resolution: 5 });

process.on('message', async (message: { sentryUrl?: string }) => {
  if (message.sentryUrl) {
    const { url, headers } = await startBenchBackend({
      port: 7312,
      sentryUrl: message.sentryUrl,
      token,
      projects: ['service-1'],
      sentry: { server: 'sentry' },
    });
    stalls.enable();
    process.send?.({ url, headers });
    return;
  }
  process.send?.({ stallMs: stalls.max / 1e6 });
  stalls.reset();
});
process.on('disconnect', () => process.exit(0));
