import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Bench } from '../bench';
import { row } from '../report';
import { projects } from '../world';

const [first] = projects;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** What many distinct queries leave behind. */
export async function boundedMemory({ issues, get }: Bench) {
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
  const count = Number(process.env.BENCH_QUERIES ?? 100_000);
  const half = await ask(0, count / 2);
  const whole = await ask(count / 2, count);
  row(
    `heap growth over the second half of ${count} distinct queries, MB`,
    (whole - half).toFixed(1),
    'flat',
  );
}
