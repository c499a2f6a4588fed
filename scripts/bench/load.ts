import autocannon from 'autocannon';

/** What a load of a few seconds measured. */
export interface Load {
  requestsPerSecond: number;
  p99Ms: number;
  /** On the wire, headers included. */
  bytesPerRequest: number;
  errors: number;
}

/** Asks one address over and over from ten connections. */
export async function load(
  url: string,
  headers: Record<string, string>,
  seconds = 5,
): Promise<Load> {
  // From a thread of its own: what asks must not take time from what answers.
  const options = { url, headers, connections: 10, workers: 1 };
  await autocannon({ ...options, duration: 1 });
  const result = await autocannon({ ...options, duration: seconds });
  return {
    requestsPerSecond: Math.round(result.requests.average),
    p99Ms: result.latency.p99,
    bytesPerRequest: result.throughput.total / result.requests.total,
    errors: result.errors + result.non2xx,
  };
}

const ROUNDS = 5;

/**
 * Asks several addresses by turns, so that what slows the machine for a while slows
 * them all, and gives the middle one of each address's rounds.
 */
export async function inTurns(
  urls: string[],
  headers: Record<string, string>,
): Promise<Load[]> {
  const rounds: Load[][] = urls.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, url] of urls.entries()) {
      rounds[index].push(await load(url, headers, 3));
    }
  }
  return rounds.map(loads => {
    const bySpeed = loads.toSorted(
      (a, b) => a.requestsPerSecond - b.requestsPerSecond,
    );
    const errors = loads.reduce((sum, one) => sum + one.errors, 0);
    return { ...bySpeed[Math.floor(ROUNDS / 2)], errors };
  });
}
