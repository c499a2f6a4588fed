import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  SentryAnswerMeta,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import useSWR, { unstable_serialize, useSWRConfig } from 'swr';
import { type SentryApi, sentryApiRef } from '../api/SentryApi';
import { SentryRequestException } from '../api/errors';
import { useSentryConnection } from '../auth/connection';
import { useLive } from './useLive';

/** An answer of the backend, as far as it is known. */
export interface Answer<T> {
  /** The latest answer; kept while a newer one is on its way, or failed. */
  data?: T;
  /** Why there is no answer, or why the viewer's last reload failed. */
  error?: Error;
  /** Whether the viewer waits for an answer: not while refreshing. */
  isPending: boolean;
  /** Whether `data` answers an earlier question than the one being asked. */
  isOutdated: boolean;
  /** Identifies what is asked. */
  question: string;
  /** Asks again for the viewer, who sees that it is pending and whether it failed. */
  reload: () => void;
  /** Asks again in the background: nothing is pending, and a failure changes nothing. */
  refresh: () => void;
}

/** What a request for an answer can make use of. */
interface Asking<T> {
  sentryApi: SentryApi;
  signal?: AbortSignal;
  /** The last answer to the same question. */
  known?: T;
  /** Whether the viewer asked for it, rather than a refresh. */
  isReload: boolean;
}

/** After so long an answer is asked for again by a component that mounts or a viewer who returns. */
const freshMs = 15_000;
/** The backend fetches the next answer while it sends an old one; by then it has it. */
const nextAnswerMs = 2000;
/** A page that is left open asks no more often than this, however short the backend's ttl. */
export const pollMs = 15_000;

/** Which part of the cache belongs to an app and to the viewer's Sentry identity. */
type AnswerKey = readonly [
  sentryApi: SentryApi,
  identity: number,
  route: string,
  ...asked: unknown[],
];

/** A question that mounted components ask. */
interface Asked {
  users: number;
  controller: AbortController;
  /** Whether an answer came since the first of them was mounted. */
  isAnswered: boolean;
}

const askedNow = new Map<string, Asked>();

class AbortedError extends Error {}

/**
 * Loads an answer into the cache that all of the plugin's components share.
 *
 * @param asked - the route and everything that its answer depends on; undefined asks nothing
 * @param options - `freshMs`: how long an answer serves components that mount later;
 *   `isLive`: whether it is asked for again when a project has changed
 */
export function useAnswer<T extends object>(
  asked: readonly [route: string, ...unknown[]] | undefined,
  load: (asking: Asking<T>) => Promise<T>,
  options: { freshMs?: number; isLive?: boolean } = {},
): Answer<T> {
  const sentryApi = useApi(sentryApiRef);
  const identity = useSentryConnection()?.identity ?? 0;
  const key: AnswerKey | undefined = asked && [sentryApi, identity, ...asked];
  const question = unstable_serialize(key);
  const { cache } = useSWRConfig();
  const known: T | undefined = cache.get(question)?.data;
  useAbortWhenUnused(question);

  const ask = async (isReload: boolean) => {
    const entry = askedNow.get(question);
    const signal = entry?.controller.signal;
    const before: T | undefined = cache.get(question)?.data;
    try {
      const answer = await load({
        sentryApi,
        signal,
        known: before,
        isReload,
      });
      if (entry) {
        entry.isAnswered = true;
      }
      return answer;
    } catch (error) {
      if (signal?.aborted) {
        throw new AbortedError();
      }
      if (before && !isReload && entry?.isAnswered) {
        return before;
      }
      if (before && !isReload && isOutage(error)) {
        return asOld(before, error);
      }
      throw toError(error);
    }
  };
  const { data, error, isLoading, mutate } = useSWR<T, Error>(
    key,
    () => ask(false),
    {
      compare: Object.is,
      dedupingInterval: options.freshMs ?? freshMs,
      keepPreviousData: true,
      revalidateIfStale: true,
      revalidateOnFocus: true,
      revalidateOnReconnect: false,
      shouldRetryOnError: false,
    },
  );

  const [lastReload, setReload] = useState<Reload<T>>();
  const reloaded = lastReload?.question === question ? lastReload : undefined;
  const isPending = isLoading || reloaded?.state === 'pending';
  const refresh = useCallback(() => {
    mutate();
  }, [mutate]);
  const startReload = async () => {
    if (!key) {
      return;
    }
    const pending: Reload<T> = { question, state: 'pending' };
    const settle = (next: Reload<T>) =>
      setReload(last => (last === pending ? next : last));
    setReload(pending);
    try {
      await mutate(ask(true), { revalidate: false });
      settle({ question, state: 'answered' });
    } catch (failure) {
      settle({ question, state: 'failed', known, error: toError(failure) });
    }
  };
  const latestReload = useRef(startReload);
  useLayoutEffect(() => {
    latestReload.current = startReload;
  });
  const refreshUnlessAsked = useCallback(() => {
    // By another component that shows it.
    if (!cache.get(question)?.isValidating) {
      mutate();
    }
  }, [cache, question, mutate]);
  useRefreshOnce(known, {
    isPending,
    isReloaded: reloaded?.state === 'answered',
    refresh: refreshUnlessAsked,
  });

  const refreshLive = useCallback(async () => {
    // What is under way may have been asked before the change.
    const isAsked = cache.get(question)?.isValidating;
    const next = isAsked ? undefined : await mutate();
    return !next || isBehind(next);
  }, [cache, question, mutate]);
  const { live }: Partial<SentryAnswerMeta> = known ?? {};
  useLive(options.isLive ? live : undefined, refreshLive);

  const failed =
    reloaded?.state === 'failed' && reloaded.known === known
      ? reloaded.error
      : error;
  return {
    data,
    error: failed instanceof AbortedError ? undefined : failed,
    isPending,
    isOutdated: data !== undefined && known === undefined,
    question,
    reload: useCallback(() => {
      latestReload.current();
    }, []),
    refresh,
  };
}

interface Reload<T> {
  question: string;
  state: 'pending' | 'answered' | 'failed';
  error?: Error;
  /** What was known when it failed: a newer answer makes the failure old. */
  known?: T;
}

function isOutage(error: unknown): error is Error {
  return (
    error instanceof SentryRequestException && error.reason === 'unreachable'
  );
}

/** An answer from an earlier visit that could not be asked for anew, and why. */
function asOld<T extends object>(answer: T, { message }: Error): T {
  const problem: SentryProblem = { code: 'UPSTREAM_UNEXPECTED', message };
  return { ...answer, stale: true, problems: [problem] };
}

/** Aborts the requests for an answer once the last component that shows it is gone. */
function useAbortWhenUnused(question: string): void {
  useLayoutEffect(() => {
    if (!question) {
      return undefined;
    }
    const entry = askedNow.get(question) ?? {
      users: 0,
      controller: new AbortController(),
      isAnswered: false,
    };
    askedNow.set(question, entry);
    entry.users += 1;
    return () => {
      entry.users -= 1;
      // A component that mounts in the same turn takes the request over.
      queueMicrotask(() => {
        if (entry.users === 0) {
          askedNow.delete(question);
          entry.controller.abort();
        }
      });
    };
  }, [question]);
}

/** Whether the backend fetches a newer answer: not where the old one stands in for a failure. */
function isBehind(answer: Partial<SentryAnswerMeta>): boolean {
  return (
    answer.stale === true &&
    (answer.partial === true || answer.problems?.length === 0)
  );
}

/**
 * Refreshes an answer that the backend calls stale, shortly after it came and while the
 * page is visible: once for each answer, so that a server that stays behind is not asked in
 * a loop. One that is stale because Sentry fails is refreshed only after the viewer's
 * reload, which has made the backend try Sentry again.
 */
function useRefreshOnce(
  answer: Partial<SentryAnswerMeta> | undefined,
  options: { isPending: boolean; isReloaded: boolean; refresh: () => void },
): void {
  const { isPending, isReloaded, refresh } = options;
  const last = useRef<{ staleSince?: string; at: number }>({ at: 0 });
  const canBeNewer =
    answer && (isBehind(answer) || (answer.stale && isReloaded));
  const staleSince = canBeNewer && !isPending ? answer.fetchedAt : undefined;

  useEffect(() => {
    if (isReloaded) {
      last.current = { at: 0 };
    }
  }, [isReloaded]);
  useEffect(() => {
    if (!staleSince || last.current.staleSince === staleSince) {
      return undefined;
    }
    const untilNext = last.current.at + pollMs - Date.now();
    const timer = setTimeout(
      () => {
        // swr refreshes it when the viewer returns to the page.
        if (document.visibilityState !== 'hidden') {
          last.current = { staleSince, at: Date.now() };
          refresh();
        }
      },
      Math.max(nextAnswerMs, untilNext),
    );
    return () => clearTimeout(timer);
  }, [staleSince, isReloaded, refresh]);
}
