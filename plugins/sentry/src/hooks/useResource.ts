import { toError } from '@backstage/errors';
import { useCallback, useEffect, useState } from 'react';

/** What {@link useResource} knows so far. */
export interface Resource<T> {
  /** The latest answer; kept while a newer one is on its way, or failed. */
  data?: T;
  /** Why the latest request failed; unset as soon as one succeeds. */
  error?: Error;
  isPending: boolean;
  /** Asks again, keeping what is shown. */
  reload: () => void;
}

/**
 * Loads something, and loads it anew when the loader changes. Answers that were
 * overtaken by a newer request are dropped.
 *
 * @param load - memoized by the caller; undefined to load nothing
 */
export function useResource<T>(
  load: ((signal: AbortSignal) => Promise<T>) | undefined,
): Resource<T> {
  const [state, setState] = useState<{ data?: T; error?: Error }>({});
  const [settled, setSettled] = useState<{ load: unknown; turn: number }>();
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    if (!load) {
      return undefined;
    }
    const controller = new AbortController();
    const settle = (update: (last: { data?: T }) => typeof state) => {
      if (!controller.signal.aborted) {
        setState(update);
        setSettled({ load, turn });
      }
    };
    load(controller.signal).then(
      data => settle(() => ({ data })),
      error => settle(({ data }) => ({ data, error: toError(error) })),
    );
    return () => controller.abort();
  }, [load, turn]);

  return {
    ...state,
    isPending:
      Boolean(load) && (settled?.load !== load || settled?.turn !== turn),
    reload: useCallback(() => setTurn(last => last + 1), []),
  };
}
