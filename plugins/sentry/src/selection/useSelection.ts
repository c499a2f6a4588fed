import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useCallback, useMemo, useState } from 'react';
import { isOffered, keyOf, type Triage, useTriage } from '../triage';
import type { IssueSelection } from './SelectionContext';

const nothing: SentryIssue[] = [];
const none: ReadonlySet<string> = new Set();

/**
 * Which issues of the page are selected; there is nothing to select where none can be
 * changed. Until that is known the place to select them is kept, so that nothing moves.
 */
export function useSelection(issues: SentryIssue[] = nothing): {
  /** Undefined where issues are only shown. */
  triage: Triage | undefined;
  selected: SentryIssue[];
  /** Undefined where there is nothing to select. */
  selection: IssueSelection | undefined;
  clear: () => void;
} {
  const triage = useTriage();
  const [keys, setKeys] = useState(none);
  const canSelect =
    triage &&
    (issues === nothing || !triage.isSettled
      ? mayBeOffered(triage)
      : issues.some(triage.canChange));

  const selected = useMemo(
    // What has left the page is not selected any more.
    () => (canSelect ? issues.filter(one => keys.has(keyOf(one))) : nothing),
    [canSelect, issues, keys],
  );
  const selection = useMemo<IssueSelection>(() => {
    const chosen = new Set(selected.map(keyOf));
    const isAll = chosen.size > 0 && chosen.size === issues.length;
    const some = chosen.size > 0 ? 'some' : 'none';
    return {
      isSelected: issue => chosen.has(keyOf(issue)),
      toggle: issue => {
        const key = keyOf(issue);
        const next = new Set(chosen);
        if (!next.delete(key)) {
          next.add(key);
        }
        setKeys(next);
      },
      isWaiting: issues === nothing || !triage?.isSettled,
      extent: isAll ? 'all' : some,
      toggleAll: () => setKeys(isAll ? none : new Set(issues.map(keyOf))),
    };
  }, [issues, selected, triage?.isSettled]);
  return {
    triage,
    selected,
    selection: canSelect ? selection : undefined,
    clear: useCallback(() => setKeys(none), []),
  };
}

function mayBeOffered({ isSettled, advice }: Triage): boolean {
  return !isSettled || advice?.items.some(isOffered) === true;
}
