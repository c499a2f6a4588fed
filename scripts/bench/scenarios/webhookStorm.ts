import { fork } from 'node:child_process';
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { row } from '../report';
import type { SmallHeapReply } from '../smallHeap';
import { startBenchSentry } from '../sentry';
import { projects, token, world } from '../world';

const PER_SECOND = 500;
const SECONDS = 30;
const TICK_MS = 20;
// So often the page is opened.
const PROBE_MS = 50;
const secret = randomBytes(32).toString('hex');
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Sentry sends webhooks of a burst of issues, and someone reads the list that they change. */
export async function webhookStorm(dsnProject: string): Promise<void> {
  await stormWith('never', dsnProject);
  await stormWith('always', dsnProject);
}

async function stormWith(
  useEventBus: 'never' | 'always',
  dsnProject: string,
): Promise<void> {
  const sentry = await startBenchSentry(world(), dsnProject);
  const child = fork(join(__dirname, '../smallHeap.ts'), {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  const ask = async (message: object): Promise<SmallHeapReply> => {
    child.send(message);
    const [reply]: SmallHeapReply[] = await once(child, 'message');
    return reply;
  };
  const { url, headers = {} } = await ask({
    sentryUrl: sentry.url,
    token,
    sentry: {
      webhooks: { clientSecret: secret },
      cache: { ttl: '10m', staleFor: '30m' },
    },
    useEventBus,
  });
  const list = `${url}/api/sentry/entities/component/default/service-1/issues`;
  const read = async () => {
    const start = performance.now();
    const response = await fetch(list, { headers });
    await response.arrayBuffer();
    return response.ok ? performance.now() - start : Infinity;
  };
  await probe(read, 5);
  const alone = await probe(read, 10);

  await sentry.forget();
  const half = { read, url: `${url}/api/events/http/sentry` };
  const first = await storm(half);
  const { heapMb: before = 0 } = await ask({});
  const second = await storm(half);
  const { heapMb: after = 0 } = await ask({});
  const calls = await sentry.listCalls();

  const during = [...first.times, ...second.times];
  const refused = first.refused + second.refused;
  row(
    `${PER_SECOND} webhooks/s for ${SECONDS} s, event bus ${useEventBus}: refused`,
    refused,
    '0',
  );
  row(
    '… time of a page answer, median, × alone',
    (middle(during) / middle(alone)).toFixed(2),
    '≤ 2',
  );
  row('… the same in ms', middle(during).toFixed(1), '');
  row('… list calls to Sentry', calls, `≤ ${SECONDS + 2}`);
  row(
    '… heap growth over the second half, MB',
    (after - before).toFixed(1),
    '≈ 0',
  );
  child.disconnect();
  sentry.stop();
}

/** Half of the webhooks, while the page is read. */
async function storm(options: { url: string; read: () => Promise<number> }) {
  const { url, read } = options;
  const reading = probe(read, SECONDS / 2);
  let refused = 0;
  const sent: Promise<void>[] = [];
  const start = performance.now();
  for (let count = 0; count < (PER_SECOND * SECONDS) / 2; count += 1) {
    // As many as are due, however late a timer is.
    const due = start + (count * 1000) / PER_SECOND;
    if (due > performance.now()) {
      await setTimeout(TICK_MS);
    }
    sent.push(
      send(url, count).then(status => {
        refused += status === 202 ? 0 : 1;
      }),
    );
  }
  await Promise.all(sent);
  return { refused, times: await reading };
}

async function probe(read: () => Promise<number>, seconds: number) {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    times.push(await read());
    await setTimeout(PROBE_MS);
  }
  return times;
}

/** Sends a webhook as Sentry does, of the issues of twenty projects in turn. */
function send(url: string, count: number): Promise<number> {
  const index = count % 20;
  const body = JSON.stringify({
    action: 'unresolved',
    installation: { uuid: randomUUID() },
    data: {
      issue: {
        id: String(count),
        shortId: `SERVICE-${count}`,
        title: 'TypeError: Cannot read properties of undefined',
        status: 'unresolved',
        substatus: 'regressed',
        project: { id: String(1000 + index), slug: projects[index] },
      },
    },
    actor: { type: 'application', id: 'sentry', name: 'Sentry' },
  });
  return new Promise(resolve => {
    const sending = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(body),
          'Request-ID': randomUUID().replaceAll('-', ''),
          'Sentry-Hook-Resource': 'issue',
          'Sentry-Hook-Timestamp': String(Math.floor(Date.now() / 1000)),
          'Sentry-Hook-Signature': createHmac('sha256', secret)
            .update(body)
            .digest('hex'),
        },
      },
      response => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sending.once('error', () => resolve(0));
    sending.end(body);
  });
}

function middle(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
}
