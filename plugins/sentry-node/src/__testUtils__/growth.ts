import { cpuUsage } from 'node:process';

const ROUNDS = 5;

/** Processor time, the least of several rounds: what else a machine does is not in it. */
function costOf(run: () => unknown): number {
  const costs = Array.from({ length: ROUNDS }, () => {
    const start = cpuUsage();
    run();
    const { user, system } = cpuUsage(start);
    return user + system;
  });
  return Math.max(1, Math.min(...costs));
}

/**
 * How many times the work grows from a text to one four times as long. About 4 where each
 * character is read a bounded number of times, 16 where the work is the square of the length.
 *
 * @param part - repeated up to the length
 * @param length - of the shorter text; long enough that reading it is well measurable
 */
export function growthOf(
  read: (text: string) => unknown,
  part: string,
  length: number,
): number {
  const short = part.repeat(Math.ceil(length / part.length));
  const long = short.repeat(4);
  read(short); // compiles what is compiled at the first use
  return costOf(() => read(long)) / costOf(() => read(short));
}
