import type { SentryIssueRelation } from 'backstage-plugin-sentry-common';
import { useCallback } from 'react';
import { useUrlParams } from './useUrlParams';

/** A cursor points into the list of one relation, and so do the projects. */
const owned = ['relation', 'cursor', 'project'] as const;

/** How the issues concern the viewer, kept in the URL. */
export function useRelation(): [
  relation: SentryIssueRelation,
  change: (relation: SentryIssueRelation) => void,
] {
  const [search, replace] = useUrlParams(owned);
  const relation =
    new URLSearchParams(search).get('relation') === 'assigned'
      ? 'assigned'
      : 'owned';
  const change = useCallback(
    (next: SentryIssueRelation) =>
      replace(new URLSearchParams(next === 'owned' ? {} : { relation: next })),
    [replace],
  );
  return [relation, change];
}
