export function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Unknown where a part is: what is known of it would look like the whole. */
export function sumOfAll(values: (number | undefined)[]): number | undefined {
  return values.every(value => value !== undefined) ? sum(values) : undefined;
}
