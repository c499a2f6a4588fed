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
  await compare('Sentry down: stale list', warm, stale);
}

/**
 * Sentry goes down right after an issue was changed, which makes all that is kept of its
 * project old.
 *
 * @param changing - where issues may be changed
 */
export async function sentryDownAfterChange(warm: Bench, changing: Bench) {
  const list = changing.issues(first);
  await warm.get(warm.issues(first));
  const page = (await (await changing.get(list)).json()) as {
    items: { id: string }[];
  };
  const changed = await fetch(changing.issues(first, `/${page.items[0].id}`), {
    method: 'PATCH',
    headers: {
      ...changing.backend.headers,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ priority: 'high' }),
  });
  if (!changed.ok) {
    throw new Error(`The issue was not changed: ${changed.status}`);
  }
  await changing.sentry.fault({ status: 503 });
  const start = performance.now();
  await changing.get(list);
  const firstMs = Math.round(performance.now() - start);
  row('Sentry down after a change: first list, ms', firstMs, '≤ 1000');
  await compare('Sentry down after a change: list', warm, changing);
}

async function compare(what: string, warm: Bench, stale: Bench) {
  const headers = ({ backend }: Bench) => ({
    ...backend.headers,
    'accept-encoding': 'gzip',
  });
  const [ofStale] = await inTurns([stale.issues(first)], headers(stale));
  const [ofWarm] = await inTurns([warm.issues(first)], headers(warm));
  await stale.sentry.endFaults();
  row(`${what}, requests/s`, ofStale.requestsPerSecond, '');
  row('… p99 ms', ofStale.p99Ms, '');
  row('… p99 ÷ warm p99', (ofStale.p99Ms / ofWarm.p99Ms).toFixed(1), '≤ 2');
  row('… errors', ofStale.errors, '0');
}

async function isStale(answer: Response): Promise<boolean> {
  const page = (await answer.json()) as { stale?: boolean };
  return page.stale === true;
}
