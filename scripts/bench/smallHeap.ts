import type { JsonObject } from '@backstage/types';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { startBenchBackend } from './backend';
import { token } from './world';

/** What comes back for an address of a Sentry, and for any other message. */
export interface SmallHeapReply {
  url?: string;
  headers?: Record<string, string>;
  stallMs?: number;
  /** After a collection, where the process may ask for one. */
  heapMb?: number;
}

// A backend in a process of its own, whose heap is limited by who starts it. The address of
// its Sentry comes in, and where it listens goes out, by message; so does the longest
// time that its event loop stood still since the last message.

interface Message {
  sentryUrl?: string;
  /** Default: one of its own. */
  token?: string;
  /** Beside the address and the credential. */
  sentry?: JsonObject;
  useEventBus?: 'never' | 'always';
}

const stalls = monitorEventLoopDelay({ resolution: 5 });

process.on('message', async (message: Message) => {
  if (message.sentryUrl) {
    const { url, headers } = await startBenchBackend({
      port: 7312,
      sentryUrl: message.sentryUrl,
      token: message.token ?? token,
      projects: ['service-1'],
      sentry: { server: 'sentry', ...message.sentry },
      useEventBus: message.useEventBus,
    });
    stalls.enable();
    process.send?.({ url, headers });
    return;
  }
  globalThis.gc?.();
  const heapMb = process.memoryUsage().heapUsed / 1e6;
  process.send?.({ stallMs: stalls.max / 1e6, heapMb });
  stalls.reset();
});
process.on('disconnect', () => process.exit(0));
