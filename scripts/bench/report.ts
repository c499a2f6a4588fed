import type { Load } from './load';

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

export function ratio(one: Load, other: Load): number {
  return one.requestsPerSecond / other.requestsPerSecond;
}
