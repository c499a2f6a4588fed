import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type {
  EmulatorFault,
  EmulatorWorld,
  LoggedRequest,
} from 'backstage-plugin-sentry-emulator';

/** A Sentry in another process, and what it was asked. */
export interface BenchSentry {
  url: string;
  dsn: string;
  /** How many lists of issues it was asked for since the last {@link forget}. */
  listCalls(): Promise<number>;
  forget(): Promise<void>;
  /** Path below `/api/0/` and query of the last list that it was asked for. */
  lastListCall(): Promise<string>;
  /** How many of its calls wait for an answer. */
  callsUnderWay(): Promise<number>;
  fault(fault: EmulatorFault): Promise<void>;
  endFaults(): Promise<void>;
  stop(): void;
}

/**
 * Starts it; `dsn` is that of the given project of the organization `bench`.
 *
 * @param options - `rateLimits`: whether it refuses beyond Sentry's rates
 */
export async function startBenchSentry(
  world: EmulatorWorld,
  project: string,
  { rateLimits = false }: { rateLimits?: boolean } = {},
): Promise<BenchSentry> {
  const child = fork(join(__dirname, 'emulator.ts'));
  child.send({ world, project, rateLimits });
  const [message] = await once(child, 'message');
  const { url, dsn } = message as { url: string; dsn: string };
  const log = `${url}/__emulator/requests`;
  const faults = `${url}/__emulator/faults`;
  const requests = async (): Promise<LoggedRequest[]> =>
    (await fetch(log)).json();
  const lists = async () =>
    (await requests()).filter(
      ({ path }) => path === '/api/0/organizations/bench/issues/',
    );
  return {
    url,
    dsn,
    async listCalls() {
      return (await lists()).length;
    },
    async lastListCall() {
      const last = (await lists()).at(-1);
      if (!last) {
        throw new Error('Sentry was not asked for a list');
      }
      return `${last.path.replace('/api/0/', '')}?${last.query}`;
    },
    async callsUnderWay() {
      return (await requests()).filter(({ status }) => status === 0).length;
    },
    async fault(fault) {
      await fetch(faults, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
    },
    async endFaults() {
      await fetch(faults, { method: 'DELETE' });
    },
    async forget() {
      await fetch(log, { method: 'DELETE' });
    },
    stop: () => child.disconnect(),
  };
}
