import type { UnknownEnvironments } from '../answers';

/** A count of Sentry's, absent where it does not tell. */
export interface SourceCount {
  count?: number;
  capped: boolean;
}

/** What the summary needs of one source, as the cache keeps it. */
export interface SourceSummary {
  /** In the order of the queries. */
  counts: SourceCount[];
  users?: number;
  trend?: [startSeconds: number, events: number][];
  /** Unresolved issues by component, where there are several. */
  components?: [ref: string, count: SourceCount][];
  unknown?: UnknownEnvironments;
}

/** What a summary is asked for, with every default filled in. */
export interface SummaryFilter {
  environments: string[];
  statsPeriod: string;
  queries: string[];
  /** Whether the entity's own query narrows the counts. */
  isNarrowed: boolean;
}
