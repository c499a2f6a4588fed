/**
 * Lets callers that want the same thing at once share one run of the work.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Promise<unknown>>();

  has(key: string): boolean {
    return this.#flights.has(key);
  }

  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    // A key names one kind of work, so whatever flies under it is a T.
    const flying = this.#flights.get(key) as Promise<T> | undefined;
    if (flying) {
      return flying;
    }
    const flight = work().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}
