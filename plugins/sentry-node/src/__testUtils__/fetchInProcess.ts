import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SentryFetch } from '../http';

/**
 * The fetch of a Node.js that was started with that environment: it reads there once, at
 * its start, which proxies and certificates to use.
 */
export async function fetchInProcess(env: Record<string, string>) {
  const child = fork(join(__dirname, 'fetchingChild.mjs'), [], {
    execArgv: [],
    env: { PATH: process.env.PATH, ...env },
    stdio: 'ignore',
  });
  await once(child, 'message');
  const fetch: SentryFetch = async (url, init) => {
    const { method, headers, body, redirect } = init;
    child.send({ url, init: { method, headers, body, redirect } });
    const [answer]: { status?: number; body?: string; failure?: object }[] =
      await once(child, 'message');
    if (answer.failure) {
      throw answer.failure;
    }
    return new Response(answer.body, { status: answer.status });
  };
  return { fetch, stop: () => child.disconnect() };
}
