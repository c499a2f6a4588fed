import type { UnknownEnvironments } from '../answers';

/** What the summary needs of one source, as the cache keeps it. */
export interface SourceSummary {
  /** In the order of the queries. */
  counts: { count?: number; capped: boolean }[];
  users?: number;
  trend?: [startSeconds: number, events: number][];
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
