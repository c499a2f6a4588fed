import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useMemo } from 'react';
import { sentryApiRef } from '../../api/SentryApi';
import { useRefreshWhenStale } from '../../data/useRefreshWhenStale';
import { useResource } from '../../data/useResource';
import { useRefreshAfterChange } from '../../triage/useRefreshAfterChange';
import { ComponentTotals } from '../ui/ComponentTotals';

/** What each part of an aggregate adds to it; nothing where that can't be told. */
export function EntityComponents(props: {
  entityRef: string;
  statsPeriod: string;
}) {
  const { entityRef, statsPeriod } = props;
  const sentryApi = useApi(sentryApiRef);
  const summary = useResource(
    useCallback(
      (signal: AbortSignal) =>
        sentryApi.getSummary(entityRef, { statsPeriod }, { signal }),
      [sentryApi, entityRef, statsPeriod],
    ),
  );
  useRefreshWhenStale(summary);
  useRefreshAfterChange(summary);
  const query = useMemo(() => ({ statsPeriod }), [statsPeriod]);
  const { data, error } = summary;
  const components = data && (data.components ?? []);
  // The list beside it says what is wrong.
  return error && !data ? null : (
    <ComponentTotals components={components} query={query} />
  );
}
