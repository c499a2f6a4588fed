import type { SentryProblem } from '../problems';
import type { SentryProject, SentryProjectName } from './project';

/**
 * The lists of `GET /coverage`: pairs that are suggested, and those that were dismissed;
 * components without a project (`missing`); projects without an entity (`unmatched`); wrong
 * annotations; entities with their projects (`matched`).
 *
 * @public
 */
export const sentryCoverageLists = [
  'suggestions',
  'missing',
  'unmatched',
  'wrong',
  'matched',
  'dismissed',
] as const;

/** @public */
export type SentryCoverageList = (typeof sentryCoverageLists)[number];

/**
 * Why an entity and a project are taken for one, strongest first: the project's source code is
 * in the entity's repository; the slug is the entity's name; the slug is the repository's
 * name; the project's team is the owner.
 *
 * @public
 */
export const sentryCoverageReasons = [
  'repository',
  'slug',
  'repository-name',
  'team',
] as const;

/** @public */
export type SentryCoverageReason = (typeof sentryCoverageReasons)[number];

/**
 * How sure it is that an entity and a project are one. `exact`: the repository is that of
 * these two alone, or the names are equal and another reason agrees.
 *
 * @public
 */
export type SentryCoverageConfidence = 'exact' | 'likely' | 'possible';

/**
 * What is remembered of a suggestion. `open` forgets it.
 *
 * @public
 */
export const sentryCoverageDecisions = [
  'accepted',
  'dismissed',
  'open',
] as const;

/** @public */
export type SentryCoverageDecision = (typeof sentryCoverageDecisions)[number];

/**
 * An entity that was compared.
 *
 * @public
 */
export interface SentryCoverageEntity {
  /** `kind:namespace/name`, in lower case. */
  ref: string;
  /** As the catalog has it; absent where it has none. */
  title?: string;
  /** Refs of its owners. */
  owners: string[];
  /** Where its file is edited, by http or https. */
  editUrl?: string;
  /** Whether its annotation was generated from a match. */
  isGenerated?: true;
}

/**
 * A project that was compared.
 *
 * @public
 */
export interface SentryCoverageProject extends SentryProject {
  platform?: string;
  /** The project's issues in Sentry. */
  link: string;
  /** Its teams, with the ref of the group of the same name that owns entities, where there is one. */
  teams: { slug: string; group?: string }[];
}

/**
 * A row of a list of `GET /coverage`.
 *
 * @public
 */
export interface SentryCoverageItem {
  /** Absent in `unmatched`. */
  entity?: SentryCoverageEntity;
  /** None in `missing`, one where a pair is suggested. */
  projects: SentryCoverageProject[];
  /** What is wrong with the annotations. */
  problems: SentryProblem[];
  /** Of pairs. */
  suggestion?: {
    reasons: SentryCoverageReason[];
    confidence: SentryCoverageConfidence;
    /** The value of `sentry.io/project-slug`. */
    annotation: string;
    /** What to write into the entity's file, as YAML. */
    snippet: string;
    /** Absent where nothing was decided. */
    decision?: Exclude<SentryCoverageDecision, 'open'>;
  };
}

/**
 * Answer of `GET /coverage`.
 *
 * @public
 */
export interface SentryCoverageResponse {
  items: SentryCoverageItem[];
  /** `nextCursor` is absent on the last page. */
  pageInfo: { nextCursor?: string };
  /** Of the list. */
  totalItems: number;
  /** How many items each list has. */
  counts: Record<SentryCoverageList, number>;
  /** Whether it is about everything, or about what the caller owns. */
  visibility: 'all' | 'owned';
  /** When the last comparison ended, ISO 8601 in UTC; absent where there was none yet. */
  comparedAt?: string;
  /** Whether exact and accepted matches get generated annotations. */
  appliesExactMatches: boolean;
  /** What could not be compared, and why. For those who see everything. */
  problems: SentryProblem[];
}

/**
 * The body of `PATCH /coverage`.
 *
 * @public
 */
export interface SentryCoverageChange {
  entityRef: string;
  /** As {@link sentryProjectName} makes it. */
  project: SentryProjectName;
  decision: SentryCoverageDecision;
}

/**
 * Answer of `GET /coverage/matches`: the annotations that are generated.
 *
 * @public
 */
export interface SentryCoverageMatchesResponse {
  items: {
    entityRef: string;
    /** The value of `sentry.io/project-slug`. */
    annotation: string;
  }[];
  /** When the last comparison ended, ISO 8601 in UTC; absent where there was none yet. */
  comparedAt?: string;
}
