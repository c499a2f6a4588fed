import type {
  SentryIssue,
  SentryIssuesPage,
} from 'backstage-plugin-sentry-common';
import { useCallback, useMemo, useState } from 'react';
import type { Resource } from '../hooks/useResource';
import { keyOf } from './Overlays';
import { useTriage } from './TriageContext';
import { useLoadedAt } from './useLoadedAt';
import { useRefreshAfterChange } from './useRefreshAfterChange';

interface Kept {
  page: SentryIssuesPage | undefined;
  question: unknown;
  reloads: number;
  items: SentryIssue[];
}

const nothing: SentryIssue[] = [];

/**
 * The page of a list with what was changed on it. An issue that no longer belongs on it,
 * as a resolved one, stays where it is until the viewer loads the list anew: nothing
 * moves under their hand, and what was done can be undone.
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
  const [kept, setKept] = useState<Kept>({
    page,
    question,
    reloads,
    items: page?.items ?? nothing,
  });
  useRefreshAfterChange(issues);

  let items = kept.items;
  if (kept.page !== page) {
    const fresh = page?.items ?? nothing;
    const isSame = kept.question === question && kept.reloads === reloads;
    items = isSame && triage ? putBack(kept.items, fresh, triage) : fresh;
    setKept({ page, question, reloads, items });
  }
  const shown = useMemo(
    () =>
      page &&
      triage && {
        ...page,
        items: items.map(issue => {
          const { statusDetails: _, ...patch } = triage.patchOf(
            issue,
            // What is no longer in the answer is as the change left it.
            page.items.includes(issue) ? loadedAt : -1,
          );
          return Object.keys(patch).length ? { ...issue, ...patch } : issue;
        }),
      },
    [page, items, triage, loadedAt],
  );
  return {
    page: shown ?? page,
    reload: useCallback(() => {
      setReloads(count => count + 1);
      reload();
    }, [reload]),
  };
}

/** Those that were changed here and have left are put back in their places. */
function putBack(
  before: SentryIssue[],
  fresh: SentryIssue[],
  { overlays }: Pick<NonNullable<ReturnType<typeof useTriage>>, 'overlays'>,
): SentryIssue[] {
  const there = new Set(fresh.map(keyOf));
  const items = [...fresh];
  before.forEach((issue, index) => {
    if (overlays.has(issue) && !there.has(keyOf(issue))) {
      items.splice(Math.min(index, items.length), 0, issue);
    }
  });
  return items;
}
