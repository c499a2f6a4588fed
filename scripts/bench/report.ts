import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { format } from 'prettier';
import type { Load } from './load';

const page = join(__dirname, '../../docs/performance.md');
const rows: { what: string; measured: string; target: string }[] = [];

/** Notes one figure, and prints it: what comes after it may fail. */
export function row(
  what: string,
  measured: string | number,
  target: string,
): void {
  rows.push({ what, measured: String(measured), target });
  console.log(`${what}: ${measured}`);
}

export function printRows(): void {
  console.table(rows);
}

/** Writes the page of the documentation, of a run of all scenarios. */
export async function writeRows(): Promise<void> {
  const [{ model }] = cpus();
  const machine = `${cpus().length} cores (${model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const cells = (texts: string[]) =>
    `| ${texts.map(text => text.replaceAll('|', '\\|')).join(' | ')} |`;
  const text = `# Performance

What \`yarn bench\` measures: this backend beside the proxy and the frontend of the community plugin 1.22.0, in one run, in processes of one machine, with an emulated Sentry. Compare ratios rather than times: another machine has others, and so has this one when it is busy.

Written by \`BENCH_WRITE=true yarn bench\` on ${new Date().toISOString().slice(0, 10)}, on ${machine}.

${cells(['what', 'measured', 'target'])}
| --- | --- | --- |
${rows.map(({ what, measured, target }) => cells([what, measured, target])).join('\n')}

A row that begins with … belongs to the one above it. “Theirs” is the community plugin, “warm” an answer from the cache, “cold” one that Sentry is asked for.
`;
  writeFileSync(page, await format(text, { parser: 'markdown' }));
}

export function ratio(one: Load, other: Load): number {
  return one.requestsPerSecond / other.requestsPerSecond;
}
