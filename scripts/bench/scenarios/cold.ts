import type { Bench } from '../bench';
import { row } from '../report';
import { projects } from '../world';

const [first] = projects;
const ROUNDS = 60;
// A fast Sentry; the slower it is, the less is seen of what is ours.
const SENTRY_MS = 50;

/**
 * Queries that were not asked before, of an entity whose project is known, and the very
 * call that each costs at Sentry, through the proxy.
 */
export async function coldAgainstProxy(bench: Bench) {
  const { sentry, issues, proxied, get } = bench;
  await sentry.fault({ latencyMs: SENTRY_MS });
  const ours: number[] = [];
  const proxys: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await sentry.forget();
    ours.push(
      await timeOf(get, issues(first, `?query=level:error+cold${round}`)),
    );
    const call = proxied(await sentry.lastListCall());
    proxys.push(await timeOf(get, call));
  }
  await sentry.endFaults();
  const name = `(Sentry takes ${SENTRY_MS} ms)`;
  row(`cold list, ms ${name}`, median(ours).toFixed(1), '');
  row(`the same call by the proxy, ms ${name}`, median(proxys).toFixed(1), '');
  row(
    `cold ÷ proxy ${name}`,
    (median(ours) / median(proxys)).toFixed(2),
    '≤ 1.1',
  );
}

async function timeOf(get: Bench['get'], url: string): Promise<number> {
  const start = performance.now();
  const answer = await get(url);
  await answer.arrayBuffer();
  if (!answer.ok) {
    throw new Error(`${answer.status} for ${url}`);
  }
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
