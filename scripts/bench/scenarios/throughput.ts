import type { Bench } from '../bench';
import { inTurns, load } from '../load';
import { ratio, row } from '../report';
import { projects, token } from '../world';

const [first] = projects;

/** A warm list, the same bytes from a route that only sends them, and the proxy. */
export async function warmAgainstBytesAndProxy({
  backend,
  issues,
  proxied,
  get,
}: Bench) {
  const body = await (await get(issues(first))).arrayBuffer();
  backend.sendBytes(Buffer.from(body));
  // What the community plugin asks for: the first 100 issues, through the proxy.
  const incumbents = proxied(`projects/bench/${first}/issues/?statsPeriod=24h`);
  for (const encoding of ['identity', 'gzip']) {
    const headers = { ...backend.headers, 'accept-encoding': encoding };
    const [warm, bytes, proxy] = await inTurns(
      [issues(first), `${backend.url}/api/bytes`, incumbents],
      headers,
    );
    const name = `(${encoding})`;
    row(`warm list, requests/s ${name}`, warm.requestsPerSecond, '');
    row(`warm list, p99 ms ${name}`, warm.p99Ms, '');
    row(`same bytes, requests/s ${name}`, bytes.requestsPerSecond, '');
    row(`proxy, requests/s ${name}`, proxy.requestsPerSecond, '');
    row(`warm ÷ same bytes ${name}`, ratio(warm, bytes).toFixed(2), '≥ 0.8');
    row(`warm ÷ proxy ${name}`, ratio(warm, proxy).toFixed(1), '≥ 7');
    row(`errors ${name}`, warm.errors + bytes.errors + proxy.errors, '0');
  }
}

/** What the browser loads for one page of issues. */
export async function bytesToTheBrowser({ backend, sentry, issues }: Bench) {
  const query = 'project=1000&limit=25&statsPeriod=14d&query=is:unresolved';
  const upstream = await load(
    `${sentry.url}/api/0/organizations/bench/issues/?${query}`,
    { authorization: `Bearer ${token}` },
    1,
  );
  const ours = await load(
    issues(first),
    { ...backend.headers, 'accept-encoding': 'gzip' },
    1,
  );
  row(
    'bytes for 25 issues ÷ bytes Sentry sent',
    (ours.bytesPerRequest / upstream.bytesPerRequest).toFixed(3),
    '≤ 0.167',
  );
}
