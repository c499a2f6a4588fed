import type {
  SentryIssue,
  SentryIssuesPage,
} from 'backstage-plugin-sentry-common';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Resource } from '../data/useResource';
import { type KeptIssue, keepOrder, putBack } from './keptIssues';
import { useTriage } from './TriageContext';
import { useLoadedAt } from './useLoadedAt';
import { useRefreshAfterChange } from './useRefreshAfterChange';

interface Kept {
  page: SentryIssuesPage | undefined;
  question: unknown;
  reloads: number;
  /** How many changes were settled when the viewer loaded the list. */
  since: number;
  items: KeptIssue[];
  /** How many of the page are not shown yet. */
  heldBack: number;
}

const nothing: SentryIssue[] = [];

/**
 * The page of a list with what was changed on it. While the viewer does not load it anew
 * nothing moves under their hand: each issue stays in its place, also one that no longer
 * belongs there, as a resolved one, so that what was done can be undone; and issues that
 * have come up meanwhile are held back, which is told.
 *
 * @param question - what the page answers; another one is another list
 */
export function useKeptPage(
  issues: Resource<SentryIssuesPage>,
  question: unknown,
): { page: SentryIssuesPage | undefined; reload: () => void } {
  const triage = useTriage();
  const { data: page, reload } = issues;
  const loadedAt = useLoadedAt(page);
  const [reloads, setReloads] = useState(0);
  const [last, setKept] = useState<Kept>();
  useRefreshAfterChange(issues);

  let kept = last;
  if (!kept || kept.page !== page) {
    kept = { page, question, reloads, ...arrange() };
    setKept(kept);
  }

  function arrange(): Pick<Kept, 'since' | 'items' | 'heldBack'> {
    const fresh = (page?.items ?? nothing).map(issue => ({ issue, loadedAt }));
    if (
      !triage ||
      !last?.page ||
      last.question !== question ||
      last.reloads !== reloads
    ) {
      return { since: loadedAt, items: fresh, heldBack: 0 };
    }
    const { since, items: before } = last;
    // An old answer is replaced by the new one before anybody works with it.
    return since === loadedAt || before.length === 0
      ? {
          since,
          items: putBack(before, fresh, triage.overlays),
          heldBack: 0,
        }
      : { since, ...keepOrder(before, fresh, triage.overlays) };
  }

  const { items, heldBack } = kept;
  const shown = useMemo(
    () =>
      page &&
      triage && {
        ...page,
        items: items.map(one => {
          const { statusDetails: _, ...patch } = triage.patchOf(
            one.issue,
            one.loadedAt,
          );
          return Object.keys(patch).length
            ? { ...one.issue, ...patch }
            : one.issue;
        }),
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
