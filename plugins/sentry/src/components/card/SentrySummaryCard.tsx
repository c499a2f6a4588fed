import {
  type AppNode,
  appTreeApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { Suspense, useDeferredValue } from 'react';
import { useSummary } from '../../data/answers';
import {
  allCapabilities,
  lacksCounts,
  useCapabilities,
} from '../../data/projects';
import { useTabHref } from '../../issueUrl/links';
import { useSentryEntity } from '../../sentryEntity';
import { sentryTranslationRef } from '../../translation';
import { OfOneIdentity } from '../ui/KeepFocus';
import { AllIssues } from '../ui/links';
import { SummaryCounts, SummaryCountsSkeleton } from '../ui/SummaryCounts';
import { FailureNotice, ProblemPanel } from './lazyParts';
import styles from './SentryIssuesCard.module.css';

/**
 * What the compact Sentry card shows.
 *
 * @public
 */
export interface SentrySummaryCardProps {
  /** The window for the counts, `1h` to `90d`. Default `14d`. */
  statsPeriod?: string;
}

/** How bad it is, in the room beside an entity's About card; nothing without a project. */
export function SentrySummaryCard(props: SentrySummaryCardProps) {
  const { entity, entityRef, missing } = useSentryEntity();
  const { t } = useTranslationRef(sentryTranslationRef);
  const isSaid = useIsSaidFirst(entity);
  if (missing || isSaid) {
    return null;
  }
  return (
    <OfOneIdentity label={t('card.summary')} of={entityRef}>
      <SummaryCard entityRef={entityRef} {...props} />
    </OfOneIdentity>
  );
}

function SummaryCard(props: SentrySummaryCardProps & { entityRef: string }) {
  const { entityRef, statsPeriod = '14d' } = props;
  const { t } = useTranslationRef(sentryTranslationRef);
  const tabHref = useTabHref();
  const summary = useSummary(entityRef, statsPeriod);
  const { data, isPending, reload } = summary;
  // The notice needs more code: what is shown stays until it is there.
  const error = useDeferredValue(summary.error);
  const capabilities = useCapabilities({ entityRef }, lacksCounts(data));

  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={
        tabHref && (
          <AllIssues
            href={tabHref({ statsPeriod })}
            total={
              data?.capped.includes('unresolved') ? undefined : data?.unresolved
            }
          />
        )
      }
    >
      <Suspense fallback={<SummaryCountsSkeleton />}>
        <div className={styles.body} aria-busy={isPending}>
          {error && !data && (
            <ProblemPanel
              error={error}
              onRetry={reload}
              isRetrying={isPending}
              isShort
            />
          )}
          {error && data && (
            <FailureNotice
              error={error}
              since={data.fetchedAt}
              onRetry={reload}
              isRetrying={isPending}
            />
          )}
          {data && (
            <div data-old={Boolean(error)} className={styles.body}>
              <SummaryCounts
                summary={data}
                capabilities={capabilities ?? allCapabilities}
              />
            </div>
          )}
          {!data && !error && <SummaryCountsSkeleton />}
        </div>
      </Suspense>
    </EntityInfoCard>
  );
}

const fullCard = 'entity-card:sentry/issues';

/**
 * Whether the full card is as high on the page: the first of the content, or beside this one.
 * An app of the old frontend system has cards only where it names them.
 */
function useIsSaidFirst(entity: Entity): boolean {
  const tree = useApiHolder().get(appTreeApiRef)?.getTree().tree;
  const full = tree?.nodes.get(fullCard);
  const parent = full?.edges.attachedTo;
  if (!full?.instance || !parent) {
    return false;
  }
  const { filterFunction, type } = EntityCardBlueprint.dataRefs;
  const typeOf = (node: AppNode) => node.instance?.getData(type) ?? 'content';
  // Cards of other kinds of entities come before the catalog's own.
  const isFor = (node: AppNode) =>
    node.instance?.getData(filterFunction)?.(entity) ?? true;
  const cards = parent.node.edges.attachments.get(parent.input) ?? [];
  const first = cards.find(
    node => node.instance && typeOf(node) === 'content' && isFor(node),
  );
  return typeOf(full) === 'info' || first === full;
}
