import type { SentryIssueDetail } from 'backstage-plugin-sentry-common';
import { useMemo } from 'react';
import type { Resource } from '../../data/useResource';
import { useLoadedAt } from '../../triage/useLoadedAt';
import { useRefreshAfterChange } from '../../triage/useRefreshAfterChange';
import { useTriage } from '../../triage/TriageContext';

/** The detail with what was changed of the issue since, and asked for anew after it. */
export function useTriagedDetail(
  detail: Resource<SentryIssueDetail>,
): SentryIssueDetail | undefined {
  const { data } = detail;
  const triage = useTriage();
  const loadedAt = useLoadedAt(data);
  useRefreshAfterChange(detail);

  return useMemo(() => {
    if (!data || !triage) {
      return data;
    }
    const { statusDetails = data.statusDetails, ...patch } = triage.patchOf(
      data.issue,
      loadedAt,
    );
    return { ...data, statusDetails, issue: { ...data.issue, ...patch } };
  }, [data, triage, loadedAt]);
}
