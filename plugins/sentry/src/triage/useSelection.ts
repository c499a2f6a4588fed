import type { SentryIssue } from 'backstage-plugin-sentry-common';
import {
  createContext,
  useContext,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import { isOffered } from './acts';
import { keyOf } from '../data/changes';
import { type Triage, useTriage } from './Triage';

/** Which issues of a list are chosen, and the ways to choose. */
interface IssueSelection {
  isSelected: (issue: SentryIssue) => boolean;
  /**
   * Selects an issue, or clears it; with `through` also all between it and the one that
   * was last selected or cleared, in the order that they are shown in.
   */
  toggle: (issue: SentryIssue, options?: { through?: boolean }) => void;
  /** Whether there is nothing to select yet. */
  isWaiting: boolean;
  /** How many of those on the page are selected. */
  extent: 'none' | 'some' | 'all';
  /** Selects all of the page; none, where all are. */
  toggleAll: () => void;
  selectAll: () => void;
  /** Selects both; of two that are selected, clears the first: the way back. */
  extend: (from: SentryIssue, to: SentryIssue) => void;
  clear: () => void;
}

const SelectionContext = createContext<IssueSelection | undefined>(undefined);

/** Lets the issues of the lists inside be selected; without it, or undefined, they can't be. */
export const SelectionProvider = SelectionContext.Provider;

/** See {@link SelectionProvider}. */
export function useIssueSelection(): IssueSelection | undefined {
  return useContext(SelectionContext);
}

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
  const lastUsed = useRef<string>();
  // What was done to others before is no news of those that are chosen now.
  const dismiss = triage?.dismiss;
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
  const clear = useCallback(() => {
    dismiss?.();
    setKeys(none);
    lastUsed.current = undefined;
  }, [dismiss]);
  const selection = useMemo<IssueSelection>(() => {
    const chosen = new Set(selected.map(keyOf));
    const isAll = chosen.size > 0 && chosen.size === issues.length;
    const some = chosen.size > 0 ? 'some' : 'none';
    const selectAll = () => {
      clear();
      setKeys(new Set(issues.map(keyOf)));
    };
    return {
      isSelected: issue => chosen.has(keyOf(issue)),
      toggle: (issue, { through } = {}) => {
        dismiss?.();
        const key = keyOf(issue);
        const touched = through
          ? span(issues.map(keyOf), lastUsed.current, key)
          : [key];
        const others = [...chosen].filter(one => !touched.includes(one));
        setKeys(new Set(chosen.has(key) ? others : [...others, ...touched]));
        lastUsed.current = key;
      },
      isWaiting: issues === nothing || !triage?.isSettled,
      extent: isAll ? 'all' : some,
      toggleAll: isAll ? clear : selectAll,
      selectAll,
      extend: (from, to) => {
        dismiss?.();
        const [left, reached] = [from, to].map(keyOf);
        const next = new Set([...chosen, left, reached]);
        if (chosen.has(left) && chosen.has(reached)) {
          next.delete(left);
        }
        setKeys(next);
        lastUsed.current = reached;
      },
      clear,
    };
  }, [issues, selected, triage?.isSettled, dismiss, clear]);
  return {
    triage,
    selected,
    selection: canSelect ? selection : undefined,
    clear,
  };
}

function mayBeOffered({ isSettled, advice }: Triage): boolean {
  return !isSettled || advice?.items.some(isOffered) === true;
}

/** All from one to the other; the other alone where the one is not among them. */
function span(keys: string[], from: string | undefined, to: string): string[] {
  const [start, end] = [from ?? to, to].map(key => keys.indexOf(key));
  return start < 0
    ? [to]
    : keys.slice(Math.min(start, end), Math.max(start, end) + 1);
}
