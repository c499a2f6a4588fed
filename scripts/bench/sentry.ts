import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EmulatorWorld } from 'backstage-plugin-sentry-emulator';

/** A Sentry in another process, and what it was asked. */
export interface BenchSentry {
  url: string;
  dsn: string;
  /** How many lists of issues it was asked for since the last {@link forget}. */
  listCalls(): Promise<number>;
  forget(): Promise<void>;
  stop(): void;
}

/** Starts it; `dsn` is that of the given project of the organization `bench`. */
export async function startBenchSentry(
  world: EmulatorWorld,
  project: string,
): Promise<BenchSentry> {
  const child = fork(join(__dirname, 'emulator.ts'));
  child.send({ world, project });
  const [message] = await once(child, 'message');
  const { url, dsn } = message as { url: string; dsn: string };
  const log = `${url}/__emulator/requests`;
  return {
    url,
    dsn,
    async listCalls() {
      const requests: { path: string }[] = await (await fetch(log)).json();
      const list = /^\/api\/0\/organizations\/bench\/issues\/$/;
      return requests.filter(({ path }) => list.test(path)).length;
    },
    async forget() {
      await fetch(log, { method: 'DELETE' });
    },
    stop: () => child.disconnect(),
  };
}
