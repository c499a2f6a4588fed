import type { WithinEnvironments } from '../../answers/environments';

/** A count of Sentry's, absent where it does not tell. */
export interface SourceCount {
  count?: number;
  capped: boolean;
}

/** Of one component, as far as its projects are asked about together. */
export interface ComponentCount extends SourceCount {
  ref: string;
  /** How many projects it is about. */
  projects: number;
}

/** What the summary needs of one scope, as the cache keeps it. */
export interface SourceSummary extends WithinEnvironments {
  /** In the order of the queries. */
  counts: SourceCount[];
  users?: number;
  trend?: [startSeconds: number, events: number][];
  /** Unresolved issues by component, where there are several. */
  components?: ComponentCount[];
}

/** What a summary is asked for, with every default filled in. */
export interface SummaryFilter {
  environments: string[];
  statsPeriod: string;
  queries: string[];
  /** Whether the entity's own query narrows the counts. */
  isNarrowed: boolean;
}
