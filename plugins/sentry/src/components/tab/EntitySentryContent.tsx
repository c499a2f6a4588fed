import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  SentryIssuesContent,
  type SentryIssuesContentProps,
} from './SentryIssuesContent';
import {
  SentryIssuesCard,
  type SentryIssuesCardProps,
} from '../card/SentryIssuesCard';

/**
 * What the card and the tab of the community plugin took.
 *
 * @public
 */
export interface SentryPageProps {
  /**
   * The community plugin's name for `statsPeriod`, which wins where both are
   * given. It chose the graph's window there; here it chooses the issues too. The
   * empty value, which meant no graph, leaves the default.
   */
  statsFor?: '24h' | '14d' | '';
  /** Of the options of its table `pageSize` is kept; the others have no effect. */
  tableOptions?: object;
}

/**
 * Takes what the tab takes, and what the community plugin's tab took.
 *
 * @public
 */
export interface EntitySentryContentProps
  extends SentryIssuesContentProps, SentryPageProps {}

/**
 * Takes what the card takes, and what the community plugin's card took.
 *
 * @public
 */
export interface EntitySentryCardProps
  extends SentryIssuesCardProps, SentryPageProps {}

/**
 * What the widget of the community plugin took.
 *
 * @public
 */
export interface SentryIssuesWidgetProps extends SentryPageProps {
  entity: Entity;
  /** Sentry's search, such as `environment:production`. Empty: the default. */
  query?: string;
  /** Has no effect. */
  variant?: string;
}

/** The tab under the names of the community plugin. */
export function EntitySentryContent(props: EntitySentryContentProps) {
  const { statsFor, tableOptions, ...rest } = props;
  return (
    <SentryIssuesContent
      {...rest}
      statsPeriod={rest.statsPeriod ?? (statsFor || undefined)}
      pageSize={rest.pageSize ?? pageSizeOf(tableOptions)}
    />
  );
}

/** The card under the names of the community plugin. */
export function EntitySentryCard(props: EntitySentryCardProps) {
  const { statsFor, tableOptions, ...rest } = props;
  const pageSize = pageSizeOf(tableOptions);
  return (
    <SentryIssuesCard
      {...rest}
      statsPeriod={rest.statsPeriod ?? (statsFor || undefined)}
      maxItems={
        rest.maxItems ??
        (pageSize === undefined ? undefined : Math.min(pageSize, 25))
      }
    />
  );
}

/** The issues of an entity that is given, on any page. */
export function SentryIssuesWidget(props: SentryIssuesWidgetProps) {
  const { entity, query, statsFor, tableOptions } = props;
  return (
    <EntityProvider entity={entity}>
      <EntitySentryContent
        query={query || undefined}
        statsFor={statsFor}
        tableOptions={tableOptions}
      />
    </EntityProvider>
  );
}

function pageSizeOf(tableOptions: object | undefined): number | undefined {
  return tableOptions &&
    'pageSize' in tableOptions &&
    typeof tableOptions.pageSize === 'number'
    ? tableOptions.pageSize
    : undefined;
}
