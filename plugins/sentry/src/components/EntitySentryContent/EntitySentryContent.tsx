import {
  SentryIssuesContent,
  type SentryIssuesContentProps,
} from '../SentryIssuesContent';

/**
 * Takes what the tab takes, and what the community plugin's tab took.
 *
 * @public
 */
export interface EntitySentryContentProps extends SentryIssuesContentProps {
  /**
   * The community plugin's name for `statsPeriod`, which wins where both are
   * given. It chose the graph's window there; here it chooses the issues too. The
   * empty value, which meant no graph, leaves the default.
   */
  statsFor?: '24h' | '14d' | '';
  /** Of the community plugin's table options `pageSize` is kept; the rest has no use here. */
  tableOptions?: { pageSize?: number } & Record<string, unknown>;
}

/** The tab under the names of the community plugin. */
export function EntitySentryContent(props: EntitySentryContentProps) {
  const { statsFor, tableOptions, ...rest } = props;
  return (
    <SentryIssuesContent
      {...rest}
      statsPeriod={rest.statsPeriod ?? (statsFor || undefined)}
      pageSize={rest.pageSize ?? tableOptions?.pageSize}
    />
  );
}
