/** How long anything waits for code before it does without: not every server says that it can't answer. */
const patienceMs = 3000;

/** Code that most pages never need, and that is loaded where one does. */
export interface Late<T extends object> {
  /** The code; `missing` where it could not be had, undefined until either is known. */
  get(): T | 'missing' | undefined;
  /** Loads it unless it is there. Never fails, and takes no longer than three seconds. */
  load(): Promise<void>;
}

/** @param importCode - such as `() => import('./part')`; tried again where it failed */
export function createLate<T extends object>(
  importCode: () => Promise<T>,
): Late<T> {
  let code: T | 'missing' | undefined;
  let loading: Promise<void> | undefined;

  return {
    get: () => code,
    async load() {
      if (typeof code === 'object') {
        return;
      }
      loading ??= importCode().then(
        loaded => {
          code = loaded;
        },
        () => {
          loading = undefined;
        },
      );
      let timer: ReturnType<typeof setTimeout> | undefined;
      const patience = new Promise<void>(resolve => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([loading, patience]);
      clearTimeout(timer);
      code ??= 'missing';
    },
  };
}
