import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SentryProblemException } from '../../api/errors';
import { useSentryEntity, useSetUpProblem } from '../../sentryEntity';
import type {
  SentryIssueSort,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { SentryIssueColumn } from '../../issueColumns';
import { sentryTranslationRef } from '../../translation';
import { OfOneIdentity } from '../ui/KeepFocus';
import { ProblemPanel } from '../ui/ProblemPanel';
import type { Entity } from '@backstage/catalog-model';
import { useCallback, useMemo } from 'react';
import { useOpenIssue } from '../../issueUrl/useOpenIssue';
import { TriageProvider } from '../../triage/Triage';
import { IssuesView } from './IssuesView';
import { ReleaseHealth } from './ReleaseHealth';
import { OpenedIssue } from './OpenedIssue';
import { OpenedReleases } from '../releases/OpenedReleases';
import { useFilterOptions } from '../../data/projects';
import { ComponentTotals } from '../ui/ComponentTotals';
import { Alert } from '@backstage/ui';
import { ProblemList } from '../ui/AnswerNotices';
import { useSummary } from '../../data/answers';

/**
 * What the Sentry tab shows before the viewer chooses otherwise.
 *
 * @public
 */
export interface SentryIssuesContentProps {
  /** The search. Default: that of the annotation `sentry.io/query`, else `is:unresolved`. */
  query?: string;
  /** The window, `1h` to `90d`. Default `14d`. */
  statsPeriod?: string;
  /** Which issues come first. Default `date`: those seen last. */
  sort?: SentryIssueSort;
  /** Issues on a page, 1 to 100. Default 25. */
  pageSize?: number;
  /** Which columns, and in which order. Default as many as there is room for, without `firstSeen`; `component` and `project` show only where there are several. */
  columns?: SentryIssueColumn[];
}

/** The entity's Sentry issues, to search, filter, sort and page through. */
export function SentryIssuesContent(props: SentryIssuesContentProps) {
  const { entity, entityRef, isAggregate, missing } = useSentryEntity();
  const { t } = useTranslationRef(sentryTranslationRef);
  if (missing) {
    return (
      <OfOneIdentity label={t('content.title')} of={entityRef}>
        <MissingContent
          entity={entity}
          entityRef={entityRef}
          missing={missing}
        />
      </OfOneIdentity>
    );
  }
  return (
    <OfOneIdentity label={t('content.title')} of={entityRef}>
      <EntityIssues
        entity={entity}
        entityRef={entityRef}
        isAggregate={isAggregate}
        {...props}
      />
    </OfOneIdentity>
  );
}

/** What is missing for there to be issues. */
function MissingContent(props: {
  entity: Entity;
  entityRef: string;
  missing: SentryProblemException;
}) {
  const { entity, entityRef, missing } = props;
  const problem = useSetUpProblem(entityRef, missing);
  return problem ? <ProblemPanel error={problem} entity={entity} /> : null;
}

/** The tab of one entity: its issues, and the open one beside them. */
function EntityIssues(
  props: SentryIssuesContentProps & {
    entity: Entity;
    entityRef: string;
    isAggregate: boolean;
  },
) {
  const { entity, entityRef, isAggregate } = props;
  const { query: search, statsPeriod, sort, pageSize, columns } = props;
  const of = useMemo(() => ({ entityRef }), [entityRef]);
  const { inMany, problems, ...options } = useFilterOptions(of);
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
        source={{ ...options, of, entity, isAggregate }}
        defaults={defaults}
        columns={columns}
        linksOf={linksOf}
        strip={({ environment, page, problem }) =>
          !isAggregate && (
            <ReleaseHealth
              entityRef={entityRef}
              environment={environment}
              isNeeded={page !== undefined || problem !== undefined}
            />
          )
        }
        above={({ query }) =>
          isAggregate && (
            <EntityComponents
              entityRef={entityRef}
              statsPeriod={query.statsPeriod}
            />
          )
        }
        beside={shown => (
          <>
            {isAggregate && shown.problem && (
              <OtherProblems problem={shown.problem} problems={problems} />
            )}
            {!isAggregate && (
              <OpenedReleases
                entityRef={entityRef}
                environment={shown.environment}
              />
            )}
            <OpenedIssue
              entity={entity}
              entityRef={entityRef}
              opened={opened}
              shown={shown}
            />
          </>
        )}
      />
    </TriageProvider>
  );
}

/** What each part of an aggregate adds to it; nothing where that could not be loaded. */
function EntityComponents(props: { entityRef: string; statsPeriod: string }) {
  const { entityRef, statsPeriod } = props;
  const { data, error } = useSummary(entityRef, statsPeriod);
  const components = data && (data.components ?? []);
  // The list beside it says what is wrong.
  return error && !data ? null : (
    <ComponentTotals components={components} statsPeriod={statsPeriod} />
  );
}

/** Where nothing can be shown: what is wrong with single projects beside that. */
function OtherProblems(props: {
  /** Said already. */
  problem: Error;
  problems: SentryProblem[];
}) {
  const { t } = useTranslationRef(sentryTranslationRef);
  const others = props.problems.filter(
    ({ message }) => message !== props.problem.message,
  );
  return others.length > 0 ? (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('components.alsoMissing')}
      description={<ProblemList problems={others} />}
    />
  ) : null;
}
