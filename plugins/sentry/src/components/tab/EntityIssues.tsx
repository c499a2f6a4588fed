import type { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import { useCallback, useMemo } from 'react';
import { sentryApiRef, type SentryRequestOptions } from '../../api/SentryApi';
import { useOpenIssue } from '../../issueUrl/useOpenIssue';
import { TriageProvider } from '../../triage/TriageContext';
import { IssuesView } from './IssuesView';
import { ReleaseHealth } from './ReleaseHealth';
import { EntityComponents } from './EntityComponents';
import { OpenedIssue } from './OpenedIssue';
import { OtherProblems } from './OtherProblems';
import type { SentryIssuesContentProps } from './SentryIssuesContent';
import { useEntityFilters } from './useEntityFilters';

/** The tab of one entity: its issues, and the open one beside them. */
export function EntityIssues(
  props: SentryIssuesContentProps & {
    entity: Entity;
    entityRef: string;
    isAggregate: boolean;
  },
) {
  const { entity, entityRef, isAggregate } = props;
  const { query: search, statsPeriod, sort, pageSize, columns } = props;
  const sentryApi = useApi(sentryApiRef);
  const { inMany, problems, ...options } = useEntityFilters(entityRef);
  const getIssues = useCallback(
    (query: SentryIssuesQuery, request: SentryRequestOptions) =>
      sentryApi.getIssues(entityRef, query, request),
    [sentryApi, entityRef],
  );
  const defaults = useMemo(
    () => ({ query: search, statsPeriod, sort, limit: pageSize }),
    [search, statsPeriod, sort, pageSize],
  );
  const opened = useOpenIssue(inMany);
  const { hrefOf, open } = opened;
  const linksOf = useCallback(() => ({ hrefOf, onOpen: open }), [hrefOf, open]);

  return (
    <TriageProvider entityRef={entityRef}>
      <IssuesView
        source={{ ...options, getIssues, entity, isAggregate }}
        defaults={defaults}
        columns={columns}
        linksOf={linksOf}
        above={({ query, environment }) =>
          isAggregate ? (
            <EntityComponents
              entityRef={entityRef}
              statsPeriod={query.statsPeriod}
            />
          ) : (
            <ReleaseHealth entityRef={entityRef} environment={environment} />
          )
        }
        beside={({ page, problem, query, environment, capabilities }) => (
          <>
            {isAggregate && problem && (
              <OtherProblems problem={problem} problems={problems} />
            )}
            <OpenedIssue
              entity={entity}
              entityRef={entityRef}
              opened={opened}
              environment={environment}
              issues={page?.items}
              statsPeriod={
                capabilities.statsPeriod ? query.statsPeriod : undefined
              }
              withUsers={capabilities.users}
            />
          </>
        )}
      />
    </TriageProvider>
  );
}
