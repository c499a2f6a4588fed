import type {
  SentryCoverageConfidence,
  SentryCoverageDecision,
  SentryCoverageReason,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { Match } from './matchProjects';
import type { ListedProject } from './readSentry';

/** What an entity was found to be. `unchecked`: Sentry could not be asked about its projects. */
export type EntityState = 'matched' | 'missing' | 'wrong' | 'unchecked';

export interface StoredEntity {
  ref: string;
  title?: string;
  state: EntityState;
  isGenerated: boolean;
  owners: string[];
  editUrl?: string;
  /** Names. */
  projects: string[];
  problems: SentryProblem[];
}

export interface StoredProject extends Omit<ListedProject, 'teams'> {
  teams: { slug: string; group?: string }[];
}

export interface StoredSuggestion {
  entity: string;
  project: string;
  reasons: SentryCoverageReason[];
  confidence: SentryCoverageConfidence;
  decision?: Decision;
}

type Decision = Exclude<SentryCoverageDecision, 'open'>;

/** What a comparison found. */
export interface Comparison {
  entities: StoredEntity[];
  projects: { project: StoredProject; isMatched: boolean }[];
  /** `isApplied`: whether the entity's generated annotation is that of the pair. */
  matches: (Match & { isApplied: boolean })[];
  /** What could not be compared. */
  problems: SentryProblem[];
}

/** Of `coverage_entities`. */
export interface EntityRow {
  ref: string;
  title: string | null;
  state: EntityState;
  // SQLite has numbers.
  generated: boolean | number;
  owners: string;
  edit_url: string | null;
  projects: string;
  problems: string;
}

/** Of `coverage_suggestions`, with what was decided. */
export interface SuggestionRow {
  entity: string;
  project: string;
  confidence: SentryCoverageConfidence;
  reasons: string;
  decision: Decision | null;
}

export function rowOf(entity: StoredEntity): EntityRow {
  return {
    ref: entity.ref,
    title: entity.title ?? null,
    state: entity.state,
    generated: entity.isGenerated,
    owners: JSON.stringify(entity.owners),
    edit_url: entity.editUrl ?? null,
    projects: JSON.stringify(entity.projects),
    problems: JSON.stringify(entity.problems),
  };
}

export function entityOf(row: EntityRow): StoredEntity {
  return {
    ref: row.ref,
    state: row.state,
    isGenerated: Boolean(row.generated),
    owners: JSON.parse(row.owners),
    projects: JSON.parse(row.projects),
    problems: JSON.parse(row.problems),
    ...(row.title && { title: row.title }),
    ...(row.edit_url && { editUrl: row.edit_url }),
  };
}

export function suggestionOf({
  entity,
  project,
  reasons,
  confidence,
  decision,
}: SuggestionRow): StoredSuggestion {
  return {
    entity,
    project,
    confidence,
    reasons: JSON.parse(reasons),
    ...(decision && { decision }),
  };
}
