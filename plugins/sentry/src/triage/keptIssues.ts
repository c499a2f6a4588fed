import type { SentryIssue } from 'backstage-plugin-sentry-common';
import { keyOf, type Overlays } from './Overlays';

/** An issue, and how many changes were settled when it was loaded. */
export interface KeptIssue {
  issue: SentryIssue;
  loadedAt: number;
}

/**
 * The issues in the order they were in, each as it now is. Gone is what somebody else took
 * away; what was changed here since it was loaded stays. What is new waits.
 */
export function keepOrder(
  before: KeptIssue[],
  fresh: KeptIssue[],
  overlays: Overlays,
): { items: KeptIssue[]; heldBack: number } {
  const now = new Map(fresh.map(one => [keyOf(one.issue), one]));
  const items = before.flatMap(one => {
    const key = keyOf(one.issue);
    const kept = isChanged(one, overlays) ? one : [];
    return now.get(key) ?? kept;
  });
  const shown = new Set(items.map(one => keyOf(one.issue)));
  const heldBack = fresh.filter(one => !shown.has(keyOf(one.issue))).length;
  return { items, heldBack };
}

/** The issues as they were answered, with those in their places that were changed here and left. */
export function putBack(
  before: KeptIssue[],
  fresh: KeptIssue[],
  overlays: Overlays,
): KeptIssue[] {
  const there = new Set(fresh.map(one => keyOf(one.issue)));
  const items = [...fresh];
  before.forEach((one, index) => {
    if (isChanged(one, overlays) && !there.has(keyOf(one.issue))) {
      items.splice(Math.min(index, items.length), 0, one);
    }
  });
  return items;
}

function isChanged({ issue, loadedAt }: KeptIssue, overlays: Overlays) {
  return overlays.hasSince(issue, loadedAt);
}
