import { SentryProblemError } from 'backstage-plugin-sentry-node';

/**
 * Lets callers that want the same thing at once share one run of the work. Where the first caller
 * gets no turn, for having asked too much, the next one runs it.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Promise<unknown>>();

  has(key: string): boolean {
    return this.#flights.has(key);
  }

  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    for (;;) {
      // A key names one kind of work, so whatever flies under it is a T.
      const flying = this.#flights.get(key) as Promise<T> | undefined;
      if (!flying) {
        break;
      }
      try {
        return await flying;
      } catch (error) {
        if (!isQueueFull(error)) {
          throw error;
        }
      }
    }
    const flight = work().finally(() => this.#flights.delete(key));
    this.#flights.set(key, flight);
    return flight;
  }
}

/** Whether it was not Sentry that failed, but the caller's own turn that did not come. */
export function isQueueFull(error: unknown): boolean {
  return error instanceof SentryProblemError && error.reason === 'queue-full';
}
