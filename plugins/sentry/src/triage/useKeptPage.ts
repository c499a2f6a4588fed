import type {
  SentryIssue,
  SentryIssuesPage,
} from 'backstage-plugin-sentry-common';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { keyOf, patchIssue } from '../data/changes';
import type { Answer } from '../data/useAnswer';
import { useTriage } from './Triage';

/** An issue, and how many changes were settled when it was loaded. */
export interface KeptIssue {
  issue: SentryIssue;
  loadedAt: number;
}

/** Whether an issue was changed here since it was loaded. */
type IsChanged = (one: KeptIssue) => boolean;

interface Kept {
  page: SentryIssuesPage | undefined;
  question: string;
  reloads: number;
  /** How many changes were settled when the viewer loaded the list. */
  since: number;
  items: KeptIssue[];
  /** How many of the page are not shown yet. */
  heldBack: number;
}

const noIssues: SentryIssue[] = [];

/**
 * The page of a list with what was changed on it. Until the viewer reloads it nothing
 * moves: each issue stays in its place, also one that no longer belongs there, such as a
 * resolved one, so that a change can be undone; and issues that have come up meanwhile are
 * held back, with a notice.
 */
export function useKeptPage(issues: Answer<SentryIssuesPage>): {
  page: SentryIssuesPage | undefined;
  reload: () => void;
} {
  const triage = useTriage();
  const { data: page, question, reload } = issues;
  const [reloads, setReloads] = useState(0);
  const [last, setKept] = useState<Kept>();

  let kept = last;
  if (!kept || kept.page !== page) {
    kept = { page, question, reloads, ...arrange() };
    setKept(kept);
  }

  function arrange(): Pick<Kept, 'since' | 'items' | 'heldBack'> {
    const loadedAt = triage?.settled ?? 0;
    const fresh = (page?.items ?? noIssues).map(issue => ({ issue, loadedAt }));
    if (
      !triage ||
      !last?.page ||
      last.question !== question ||
      last.reloads !== reloads
    ) {
      return { since: loadedAt, items: fresh, heldBack: 0 };
    }
    const { since, items: before } = last;
    // A page that a change was written into shares the rest with the one before.
    if (page?.problems === last.page.problems) {
      const { heldBack: waiting } = last;
      return { since, items: withIssues(before, fresh), heldBack: waiting };
    }
    const isChanged: IsChanged = ({ issue, loadedAt: at }) =>
      Object.keys(triage.patchOf(issue, at)).length > 0;
    // Before the first change a new page replaces a stale one.
    return since === loadedAt || before.length === 0
      ? { since, items: putBack(before, fresh, isChanged), heldBack: 0 }
      : { since, ...keepOrder(before, fresh, isChanged) };
  }

  const { items, heldBack } = kept;
  const shown = useMemo(
    () =>
      page &&
      triage && {
        ...page,
        items: items.map(({ issue, loadedAt }) =>
          patchIssue(issue, triage.patchOf(issue, loadedAt)),
        ),
      },
    [page, items, triage],
  );
  const reloadAll = useCallback(() => {
    setReloads(count => count + 1);
    reload();
  }, [reload]);

  const holdBack = triage?.holdBack;
  useEffect(() => {
    if (!holdBack || heldBack === 0) {
      return undefined;
    }
    holdBack({ count: heldBack, reload: reloadAll });
    return () => holdBack(undefined);
  }, [holdBack, heldBack, reloadAll]);

  return { page: shown ?? page, reload: reloadAll };
}

function withIssues(before: KeptIssue[], fresh: KeptIssue[]): KeptIssue[] {
  const now = new Map(fresh.map(({ issue }) => [keyOf(issue), issue]));
  return before.map(one => ({
    ...one,
    issue: now.get(keyOf(one.issue)) ?? one.issue,
  }));
}

/**
 * The issues in the order they were in, each as it now is. An issue that left the list stays
 * only where it was changed here since it was loaded. New ones are held back.
 */
export function keepOrder(
  before: KeptIssue[],
  fresh: KeptIssue[],
  isChanged: IsChanged,
): { items: KeptIssue[]; heldBack: number } {
  const now = new Map(fresh.map(one => [keyOf(one.issue), one]));
  const items = before.flatMap(
    one => now.get(keyOf(one.issue)) ?? (isChanged(one) ? one : []),
  );
  const shown = new Set(items.map(one => keyOf(one.issue)));
  const heldBack = fresh.filter(one => !shown.has(keyOf(one.issue))).length;
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
