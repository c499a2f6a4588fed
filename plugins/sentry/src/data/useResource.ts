import { toError } from '@backstage/errors';
import { useCallback, useEffect, useState } from 'react';

/** What {@link useResource} knows so far. */
export interface Resource<T> {
  /** The latest answer; kept while a newer one is on its way, or failed. */
  data?: T;
  /** Why the latest request failed; unset as soon as one succeeds. */
  error?: Error;
  /** Whether the viewer waits for an answer: not while refreshing. */
  isPending: boolean;
  /** Whether `data` answers an earlier question than the one being asked. */
  isOutdated: boolean;
  /** Asks again, keeping what is shown. */
  reload: () => void;
  /** Asks again unnoticed: nothing is pending, and a failure changes nothing. */
  refresh: () => void;
}

type Load<T> = (signal: AbortSignal) => Promise<T>;

/** One asking of the loader's question; a new object for each. */
interface Turn {
  /** The loader that this turn only refreshes. */
  quietFor?: unknown;
}

/**
 * Loads something, and loads it anew when the loader changes. Answers that were
 * overtaken by a newer request are dropped.
 *
 * @param load - memoized by the caller; undefined to load nothing
 */
export function useResource<T>(load: Load<T> | undefined): Resource<T> {
  const [state, setState] = useState<{
    data?: T;
    dataOf?: Load<T>;
    error?: Error;
  }>({});
  const [settled, setSettled] = useState<{ load: Load<T>; turn: Turn }>();
  const [turn, setTurn] = useState<Turn>({});

  useEffect(() => {
    if (!load) {
      return undefined;
    }
    const controller = new AbortController();
    const settle = (update: (last: typeof state) => typeof state) => {
      if (!controller.signal.aborted) {
        setState(update);
        setSettled({ load, turn });
      }
    };
    load(controller.signal).then(
      data => settle(() => ({ data, dataOf: load })),
      error =>
        settle(last =>
          turn.quietFor === load ? last : { ...last, error: toError(error) },
        ),
    );
    return () => controller.abort();
  }, [load, turn]);

  const isAsking =
    Boolean(load) && (settled?.load !== load || settled?.turn !== turn);
  const isPending = isAsking && turn.quietFor !== load;

  return {
    data: state.data,
    error: state.error,
    isPending,
    isOutdated: isPending && state.data !== undefined && state.dataOf !== load,
    reload: useCallback(() => setTurn({}), []),
    refresh: useCallback(() => setTurn({ quietFor: load }), [load]),
  };
}
