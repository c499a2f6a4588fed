import type { Bench } from '../bench';
import { row } from '../report';
import { projects } from '../world';

const [first] = projects;
const SENTRY_MS = 500;
const FLOOD = 300;
const ROUNDS = 5;

/** One caller floods Sentry with questions, while another wants one list and changes one issue. */
export async function oneFloodsAndAnotherAsks(
  { sentry, issues, backend }: Bench,
  other: Record<string, string>,
) {
  const list = async (round: string) =>
    timeOf(() =>
      fetch(issues(first, `?query=level:error+${round}`), { headers: other }),
    );
  const found = await fetch(issues(first), { headers: other });
  const { items } = (await found.json()) as { items: { id: string }[] };
  const change = async () =>
    timeOf(() =>
      fetch(`${issues(first)}/${items[0].id}`, {
        method: 'PATCH',
        headers: { ...other, 'content-type': 'application/json' },
        body: JSON.stringify({ priority: ['low', 'high'][turn++ % 2] }),
      }),
    );
  let turn = 0;

  await sentry.fault({ latencyMs: SENTRY_MS });
  await change();
  const alone = { list: await list('alone'), write: await change() };
  const statuses = new Map<number, number>();
  const flood = Promise.all(
    Array.from({ length: FLOOD }, async (_, i) => {
      const { status } = await fetch(
        issues(first, `?query=level:error+flood${i}`),
        { headers: backend.headers },
      );
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }),
  );
  while ((await sentry.callsUnderWay()) < 2) {
    // Until it has begun.
  }
  const lists: number[] = [];
  const writes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    lists.push(await list(`amid ${round}`));
    writes.push(await change());
  }
  await flood;
  await sentry.endFaults();

  row(
    `amid ${FLOOD} cold queries of another: cold list ÷ alone`,
    (Math.max(...lists) / alone.list).toFixed(2),
    '≤ 3',
  );
  row(
    '… a change ÷ alone',
    (Math.max(...writes) / alone.write).toFixed(2),
    '≤ 2',
  );
  row(
    '… answers to the flood',
    [...statuses].map(([status, count]) => `${count} × ${status}`).join(', '),
    '200 or 429',
  );
}

async function timeOf(ask: () => Promise<Response>): Promise<number> {
  const start = performance.now();
  const answer = await ask();
  await answer.arrayBuffer();
  if (!answer.ok) {
    throw new Error(`${answer.status} for ${answer.url}`);
  }
  return performance.now() - start;
}
