import type {
  SentryIssue,
  SentryIssuesPage,
  SentryIssuesQuery,
} from 'backstage-plugin-sentry-common';
import { useCallback, useMemo, useState } from 'react';
import { type IssuesOf, useIssues } from '../data/answers';
import { keyOf, patchIssue } from '../data/changes';
import type { Answer } from '../data/useAnswer';
import { isListInUse } from '../data/useSteadyPage';
import { useTriage } from './Triage';

/** An issue, and how many changes were settled when it was loaded. */
export interface KeptIssue {
  issue: SentryIssue;
  loadedAt: number;
  /** Whether the list is now answered without it. */
  hasLeft?: boolean;
}

/** Whether an issue was changed here since it was loaded. */
type IsChanged = (one: KeptIssue) => boolean;

interface Kept {
  page: SentryIssuesPage | undefined;
  question: string;
  reloads: number;
  /** Whether what was stale when the list was opened is replaced by now. */
  isSettled: boolean;
  /** How many changes were settled when the page came. */
  loadedAt: number;
  /** The same when the viewer loaded the list. */
  since: number;
  /** When the list was that is shown, in milliseconds since 1970. */
  listedAt: number;
  items: KeptIssue[];
  /** Those of the page that are not shown yet. */
  heldBack: SentryIssue[];
}

/** Issues that have come up since the list was loaded. */
export interface OfferedIssues {
  count: number;
  /** Whether all are new, rather than changed or come up from another page. */
  areNew: boolean;
  /** Shows them in their places. */
  show: () => void;
}

/** What the viewer sees of a list that goes on while it is looked at. */
export interface KeptPage {
  page: SentryIssuesPage | undefined;
  reload: () => void;
  offered?: OfferedIssues;
  /** Keys of the shown issues that can't be found any more, as they were deleted or merged. */
  gone: ReadonlySet<string>;
  /** How many of the shown issues left the list as they are gone, or not unresolved any more. */
  settledCount: number;
}

const noIssues: SentryIssue[] = [];
// A program's clock may be behind, and Sentry may list an issue a while after its first event.
const lateMs = 5 * 60_000;
/** `limit` of the route. */
const mostLookedUp = 100;

/**
 * The page of a list as it was loaded, with what has changed since. Until the viewer loads it
 * anew no row moves: each issue is shown in its place as it now is, also one that left the
 * list, and issues that have come up meanwhile are offered.
 *
 * @param asked - what the page answers; `canLookUp`: whether the servers find issues by id
 */
export function useKeptPage(
  issues: Answer<SentryIssuesPage>,
  asked: { of: IssuesOf; query: SentryIssuesQuery; canLookUp: boolean },
): KeptPage {
  const triage = useTriage();
  const { data: page, question, reload } = issues;
  const [reloads, setReloads] = useState(0);
  const [last, setKept] = useState<Kept>();
  const isChanged: IsChanged = ({ issue, loadedAt }) =>
    Object.keys(triage?.patchOf(issue, loadedAt) ?? {}).length > 0;

  let kept = last;
  if (!kept || kept.page !== page) {
    kept = arrange();
    setKept(kept);
  }

  function arrange(): Kept {
    const loadedAt = triage?.settled ?? 0;
    const next = { page, question, reloads, loadedAt };
    const isSame = last?.question === question && last.reloads === reloads;
    if (!page || !last?.page || !isSame) {
      return { ...next, ...asLoaded(next) };
    }
    const { items: before, since } = last;
    // A page that a change was written into shares the rest with the one before.
    if (page.problems === last.page.problems) {
      return { ...last, ...next, items: withIssues(before, page.items) };
    }
    const loaded = asLoaded(next);
    // A short ttl makes every answer stale.
    const isNewer = loaded.listedAt > last.listedAt;
    const isSettled = last.isSettled || loaded.isSettled || isNewer;
    // What was stale when the list was opened is replaced, unless it is in use already.
    const isUnused = !last.isSettled && since === loadedAt && !isListInUse();
    return before.length === 0 || isUnused
      ? {
          ...next,
          ...loaded,
          isSettled,
          since,
          items: putBack(before, loaded.items, isChanged),
        }
      : { ...last, ...next, isSettled, ...keepOrder(before, loaded.items) };
  }

  const { items, heldBack, listedAt } = kept;
  const left = items.filter(one => one.hasLeft && !isChanged(one));
  const lookup = useLookup(left, asked);
  const { found } = lookup;
  const shown = useMemo(
    () =>
      page && {
        ...page,
        items: items.map(({ issue, loadedAt }) =>
          patchIssue(
            found.get(keyOf(issue)) ?? issue,
            triage?.patchOf(issue, loadedAt),
          ),
        ),
      },
    [page, items, found, triage],
  );
  const settled = left.filter(
    ({ issue }) =>
      lookup.gone.has(keyOf(issue)) ||
      (found.get(keyOf(issue)) ?? issue).status !== 'unresolved',
  );
  const show = useCallback(
    () => setKept(one => one && { ...one, ...asLoaded(one) }),
    [],
  );
  const reloadAll = useCallback(() => {
    setReloads(count => count + 1);
    reload();
  }, [reload]);
  const isNew = ({ lifetime, firstSeen }: SentryIssue) =>
    Date.parse(lifetime?.firstSeen ?? firstSeen ?? '') > listedAt - lateMs;

  return {
    page: shown,
    reload: reloadAll,
    gone: lookup.gone,
    settledCount: settled.length,
    ...(heldBack.length > 0 && {
      offered: { count: heldBack.length, areNew: heldBack.every(isNew), show },
    }),
  };
}

/**
 * Issues that left the list as they now are. Why they left is not known: they may be resolved
 * or deleted, or on another page.
 */
function useLookup(
  left: KeptIssue[],
  asked: { of: IssuesOf; query: SentryIssuesQuery; canLookUp: boolean },
): { found: ReadonlyMap<string, SentryIssue>; gone: ReadonlySet<string> } {
  const { environment, project, statsPeriod } = asked.query;
  const ids = left.slice(0, mostLookedUp).map(({ issue }) => issue.id);
  const { data, isOutdated } = useIssues(
    asked.of,
    asked.canLookUp && ids.length > 0
      ? {
          query: `issue.id:[${ids.join(',')}]`,
          environment,
          project,
          statsPeriod,
          limit: mostLookedUp,
        }
      : undefined,
    { isLive: true },
  );
  const found = useMemo(
    () => new Map(data?.items.map(issue => [keyOf(issue), issue])),
    [data],
  );
  const missing = left
    .map(({ issue }) => keyOf(issue))
    .filter(key => !found.has(key));
  const isKnown = data && !isOutdated && data.problems.length === 0;
  const names = isKnown ? missing.join(' ') : '';
  const gone = useMemo(
    () => new Set(names ? names.split(' ') : undefined),
    [names],
  );
  return { found, gone };
}

function asLoaded({
  page,
  loadedAt,
}: Pick<Kept, 'page' | 'loadedAt'>): Pick<
  Kept,
  'isSettled' | 'since' | 'listedAt' | 'items' | 'heldBack'
> {
  return {
    isSettled: page?.stale === false,
    since: loadedAt,
    listedAt: page ? Date.parse(page.fetchedAt) : 0,
    items: (page?.items ?? noIssues).map(issue => ({ issue, loadedAt })),
    heldBack: noIssues,
  };
}

function withIssues(before: KeptIssue[], fresh: SentryIssue[]): KeptIssue[] {
  const now = new Map(fresh.map(issue => [keyOf(issue), issue]));
  return before.map(one => ({
    ...one,
    issue: now.get(keyOf(one.issue)) ?? one.issue,
  }));
}

/** The issues in the order they were in, each as it now is. New ones are held back. */
export function keepOrder(
  before: KeptIssue[],
  fresh: KeptIssue[],
): Pick<Kept, 'items' | 'heldBack'> {
  const now = new Map(fresh.map(one => [keyOf(one.issue), one]));
  const items = before.map(
    one => now.get(keyOf(one.issue)) ?? { ...one, hasLeft: true },
  );
  const shown = new Set(items.map(one => keyOf(one.issue)));
  const heldBack = fresh
    .map(({ issue }) => issue)
    .filter(issue => !shown.has(keyOf(issue)));
  return { items, heldBack };
}

/** The issues in their new order; those that were changed here and left stay in their places. */
export function putBack(
  before: KeptIssue[],
  fresh: KeptIssue[],
  isChanged: IsChanged,
): KeptIssue[] {
  const there = new Set(fresh.map(one => keyOf(one.issue)));
  const items = [...fresh];
  before.forEach((one, index) => {
    if (!there.has(keyOf(one.issue)) && isChanged(one)) {
      items.splice(Math.min(index, items.length), 0, one);
    }
  });
  return items;
}
