const stores = new WeakMap<object, IssueChanges>();

/**
 * Tells everything on the page that shows issues of the same API that some were
 * changed, so that it can ask again.
 */
export class IssueChanges {
  readonly #listeners = new Set<() => void>();
  #count = 0;

  static of(sentryApi: object): IssueChanges {
    const store = stores.get(sentryApi) ?? new IssueChanges();
    stores.set(sentryApi, store);
    return store;
  }

  private constructor() {}

  /** How often something was changed, or may have been. */
  readonly get = (): number => this.#count;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  note(): number {
    this.#count += 1;
    this.#listeners.forEach(listener => listener());
    return this.#count;
  }
}
