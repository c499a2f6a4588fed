import type { Bench } from '../bench';
import { inTurns } from '../load';
import { row } from '../report';
import { projects } from '../world';

const [first] = projects;

/**
 * Sentry is down and what is kept of it is past its time.
 *
 * @param warm - where it still is current
 * @param stale - where it soon isn't
 */
export async function sentryDown(warm: Bench, stale: Bench) {
  const list = stale.issues(first);
  await warm.get(warm.issues(first));
  await stale.get(list);
  await stale.sentry.fault({ status: 503 });
  while (!(await isStale(await stale.get(list)))) {
    // Until it is.
  }
  const headers = { ...stale.backend.headers, 'accept-encoding': 'gzip' };
  const [ofWarm] = await inTurns([warm.issues(first)], {
    ...warm.backend.headers,
    'accept-encoding': 'gzip',
  });
  const [ofStale] = await inTurns([list], headers);
  await stale.sentry.endFaults();
  row('Sentry down: stale list, requests/s', ofStale.requestsPerSecond, '');
  row('… p99 ms', ofStale.p99Ms, '');
  row('… p99 ÷ warm p99', (ofStale.p99Ms / ofWarm.p99Ms).toFixed(1), '≤ 2');
  row('… errors', ofStale.errors, '0');
}

async function isStale(answer: Response): Promise<boolean> {
  const page = (await answer.json()) as { stale?: boolean };
  return page.stale === true;
}
