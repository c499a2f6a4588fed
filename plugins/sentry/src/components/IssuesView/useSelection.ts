import { type TableSelection, useBreakpoint } from '@backstage/ui';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { useCallback, useMemo, useState } from 'react';
import { type Triage, useTriage } from '../../triage';

const nothing: SentryIssue[] = [];
const none: ReadonlySet<string> = new Set();

/**
 * Which issues of the page are selected; there is nothing to select where none of
 * them can be changed, and where there is no room for it.
 */
export function useSelection(issues: SentryIssue[] = nothing): {
  /** Undefined where issues are only shown. */
  triage: Triage | undefined;
  /** Whether it is yet to be found out if there is anything to select. */
  isPending: boolean;
  selected: SentryIssue[];
  selection: TableSelection;
  clear: () => void;
} {
  const triage = useTriage();
  const { down } = useBreakpoint();
  const [keys, setKeys] = useState(none);
  const hasRoom = !down('md');
  const canSelect = hasRoom && triage && issues.some(triage.canChange);

  const selected = useMemo(
    () => (canSelect ? issues.filter(({ id }) => keys.has(id)) : nothing),
    [canSelect, issues, keys],
  );
  const selection = useMemo<TableSelection>(
    () => ({
      mode: canSelect ? 'multiple' : 'none',
      behavior: 'toggle',
      // What has left the page is not selected any more.
      selected: new Set(selected.map(({ id }) => id)),
      onSelectionChange: chosen =>
        setKeys(
          new Set(
            chosen === 'all'
              ? issues.map(({ id }) => id)
              : [...chosen].map(String),
          ),
        ),
    }),
    [canSelect, issues, selected],
  );
  return {
    triage,
    isPending: hasRoom && triage !== undefined && !triage.isSettled,
    selected,
    selection,
    clear: useCallback(() => setKeys(none), []),
  };
}
