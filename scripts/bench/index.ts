import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { captureWithSdk } from 'backstage-plugin-sentry-emulator';
import { startBenchBackend, type BenchBackend } from './backend';
import { cardSizes } from './cardSize';
import { inTurns, load } from './load';
import { startBenchSentry, type BenchSentry } from './sentry';
import { failure, projects, token, world } from './world';

// `yarn bench`: what the design promises, measured side by side in one run on
// this machine. Prints a table; compare runs of one machine only.

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const [first] = projects;
const rows: { what: string; measured: string; target: string }[] = [];

interface Bench {
  sentry: BenchSentry;
  backend: BenchBackend;
  issues(project: string, query?: string): string;
  get(url: string): Promise<Response>;
}

async function main(): Promise<void> {
  const sentry = await startBenchSentry(world(), first);
  await captureWithSdk({
    dsn: sentry.dsn,
    events: Array.from({ length: 1200 }, (_, i) => ({
      error: failure(i % 400),
      fingerprint: [`issue-${i % 400}`],
      environment: 'production',
      release: 'service-1@1.0.0',
      user: `user-${i % 50}`,
    })),
  });
  const backend = await startBenchBackend({
    port: 7307,
    sentryUrl: sentry.url,
    token,
    projects,
    sentry: { cache: { ttl: '10m', staleFor: '30m', accessTtl: '30s' } },
  });
  const bench: Bench = {
    sentry,
    backend,
    issues: (project, query = '') =>
      `${backend.url}/api/sentry/entities/component/default/${project}/issues${query}`,
    get: url => fetch(url, { headers: backend.headers }),
  };

  await manyViewersOfOneEntity(bench);
  await warmAgainstBytesAndProxy(bench);
  await bytesToTheBrowser(bench);
  await wholePortalAtOnce(bench);
  await boundedMemory(bench);
  await cardInTheBrowser();

  console.table(rows);
  await backend.stop();
  sentry.stop();
}

async function manyViewersOfOneEntity({ sentry, issues, get }: Bench) {
  await sentry.forget();
  const answers = await Promise.all(
    Array.from({ length: 1000 }, () => get(issues(first))),
  );
  row(
    'upstream calls: 1,000 requests for one entity',
    await sentry.listCalls(),
    '1',
  );
  row('… of them failed', failed(answers), '0');
}

async function warmAgainstBytesAndProxy({ backend, issues, get }: Bench) {
  const body = await (await get(issues(first))).arrayBuffer();
  backend.sendBytes(Buffer.from(body));
  // What the community plugin asks for: the first 100 issues, through the proxy.
  const proxied = `${backend.url}/api/proxy/sentry/api/0/projects/bench/${first}/issues/?statsPeriod=24h`;
  for (const encoding of ['identity', 'gzip']) {
    const headers = { ...backend.headers, 'accept-encoding': encoding };
    const [warm, bytes, proxy] = await inTurns(
      [issues(first), `${backend.url}/api/bytes`, proxied],
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

async function bytesToTheBrowser({ backend, sentry, issues }: Bench) {
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

async function wholePortalAtOnce({ sentry, issues, get }: Bench) {
  await sentry.forget();
  const answers = await Promise.all(
    projects.flatMap(project =>
      Array.from({ length: 10 }, () => get(issues(project, '?statsPeriod=7d'))),
    ),
  );
  row(
    'upstream list calls: 200 entities × 10 viewers',
    await sentry.listCalls(),
    '≤ 200',
  );
  row('… of them failed', failed(answers), '0');
}

async function boundedMemory({ issues, get }: Bench) {
  const ask = async (from: number, to: number) => {
    for (let i = from; i < to; i += 50) {
      await Promise.all(
        Array.from({ length: 50 }, async (_, j) =>
          (
            await get(issues(first, `?query=level:error+${i + j}`))
          ).arrayBuffer(),
        ),
      );
    }
    collectGarbage();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const count = Number(process.env.BENCH_QUERIES ?? 20_000);
  const half = await ask(0, count / 2);
  const whole = await ask(count / 2, count);
  row(
    `heap growth over the second half of ${count} distinct queries, MB`,
    (whole - half).toFixed(1),
    'flat',
  );
}

async function cardInTheBrowser() {
  const { card, incumbent } = await cardSizes();
  row('entity card’s own JavaScript, bytes gzipped', card.bytes, '');
  for (const { name, bytes } of card.later) {
    row(`… loaded where it is needed: ${name}`, bytes, '');
  }
  row(
    '… of the community plugin’s card',
    incumbent ?? 'could not be fetched',
    '',
  );
  row(
    '… ours ÷ theirs',
    incumbent === undefined ? '' : (card.bytes / incumbent).toFixed(2),
    '≤ 1',
  );
}

function failed(answers: Response[]): number {
  return answers.filter(answer => !answer.ok).length;
}

function ratio(
  one: { requestsPerSecond: number },
  other: { requestsPerSecond: number },
): number {
  return one.requestsPerSecond / other.requestsPerSecond;
}

function row(what: string, measured: string | number, target: string): void {
  rows.push({ what, measured: String(measured), target });
}

main().then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
