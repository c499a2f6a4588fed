import { randomBytes } from 'node:crypto';
import {
  captureWithSdk,
  startEmulator,
} from 'backstage-plugin-sentry-emulator';
import { startBenchBackend } from './backend';
import { load } from './load';

// `yarn bench`: what the design promises, measured side by side in one run on
// this machine. Prints a table; compare runs of one machine only.

const projects = Array.from({ length: 200 }, (_, i) => `service-${i + 1}`);
const [first] = projects;
const rows: { what: string; measured: string; target: string }[] = [];

async function main(): Promise<void> {
  const token = randomBytes(32).toString('hex');
  const emulator = await startEmulator({
    port: 0,
    world: {
      organizations: [
        {
          slug: 'bench',
          name: 'Bench',
          projects: projects.map((slug, i) => ({
            id: String(1000 + i),
            slug,
            name: slug,
            platform: 'node',
          })),
        },
      ],
      tokens: [
        {
          token,
          scopes: ['event:read', 'org:read', 'project:read'],
          organizations: ['bench'],
        },
      ],
    },
  });
  await captureWithSdk({
    dsn: emulator.dsn('bench', first),
    events: Array.from({ length: 1000 }, (_, i) => ({
      type: 'TypeError',
      value: `Cannot read property ${i} of undefined`,
      fingerprint: [`issue-${i % 400}`],
      environment: 'production',
    })),
  });

  const backend = await startBenchBackend({
    port: 7307,
    sentryUrl: emulator.url,
    token,
    projects,
    sentry: { cache: { ttl: '10m', staleFor: '30m', accessTtl: '30s' } },
  });
  const issuesUrl = (project: string, query = '') =>
    `${backend.url}/api/sentry/entities/component/default/${project}/issues${query}`;
  const get = (url: string) => fetch(url, { headers: backend.headers });
  const listCalls = () =>
    emulator.requests().filter(({ path }) => path.endsWith('/issues/')).length;

  // Many viewers of one entity, inside one TTL.
  emulator.clearRequests();
  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => get(issuesUrl(first))),
  );
  const bad = answers.filter(answer => !answer.ok).length;
  report('upstream calls: 1,000 requests for one entity', listCalls(), '1');
  report('of those requests failed', bad, '0');

  // Warm list against a route that sends the same bytes, and against the proxy.
  const body = Buffer.from(await (await get(issuesUrl(first))).arrayBuffer());
  backend.sendBytes(body);
  const proxied = `${backend.url}/api/proxy/sentry/api/0/projects/bench/${first}/issues/?statsPeriod=24h&limit=25`;
  const warm = await load(issuesUrl(first), backend.headers);
  const bytes = await load(`${backend.url}/api/bytes`, backend.headers);
  const proxy = await load(proxied, backend.headers);
  report('warm issue list, requests/s', warm.requestsPerSecond, '');
  report('same bytes, requests/s', bytes.requestsPerSecond, '');
  report('proxy of the incumbent, requests/s', proxy.requestsPerSecond, '');
  report(
    'warm ÷ same bytes',
    (warm.requestsPerSecond / bytes.requestsPerSecond).toFixed(2),
    '≥ 0.8',
  );
  report(
    'warm ÷ proxy',
    (warm.requestsPerSecond / proxy.requestsPerSecond).toFixed(1),
    '≥ 7',
  );
  report('warm list, errors', warm.errors, '0');

  // Bytes.
  const upstream = await (
    await fetch(
      `${emulator.url}/api/0/organizations/bench/issues/?project=1000&limit=25&statsPeriod=14d&query=is:unresolved`,
      { headers: { authorization: `Bearer ${token}` } },
    )
  ).arrayBuffer();
  report(
    'bytes for 25 issues ÷ bytes Sentry sent',
    (body.byteLength / upstream.byteLength).toFixed(2),
    '≤ 0.17',
  );

  // A whole portal at once.
  emulator.clearRequests();
  const crowd = await Promise.all(
    projects.flatMap(project =>
      Array.from({ length: 10 }, () =>
        get(issuesUrl(project, '?statsPeriod=7d')),
      ),
    ),
  );
  report(
    'upstream list calls: 200 entities × 10 viewers',
    listCalls(),
    '≤ 200',
  );
  report('of those requests failed', crowd.filter(a => !a.ok).length, '0');

  // Bounded memory.
  const before = heap();
  for (let i = 0; i < 20_000; i += 100) {
    await Promise.all(
      Array.from({ length: 100 }, (_, j) =>
        get(issuesUrl(first, `?limit=1&query=nothing-${i + j}`)).then(answer =>
          answer.arrayBuffer(),
        ),
      ),
    );
  }
  emulator.clearRequests();
  report(
    'heap growth after 20,000 distinct queries, MB',
    heap() - before,
    'flat',
  );

  await backend.stop();
  await emulator.close();
  console.table(rows);
}

function report(what: string, measured: string | number, target: string): void {
  rows.push({ what, measured: String(measured), target });
}

function heap(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
