import { parseEntityRef } from '@backstage/catalog-model';
import {
  sentryCoverageReasons,
  type SentryCoverageConfidence,
  type SentryCoverageReason,
} from 'backstage-plugin-sentry-common';
import { isSameRepository, overlap, type CodePlace } from './codePlace';

// More are no help to someone who chooses.
const MAX_PER_ENTITY = 3;
// Of an entity, in a repository of hundreds of both.
const MAX_CANDIDATES = 20;
const RANKS: Record<SentryCoverageConfidence, number> = {
  exact: 0,
  likely: 1,
  possible: 2,
};

/** An entity without a project. */
export interface OpenEntity {
  /** `kind:namespace/name`, in lower case. */
  ref: string;
  /** Refs. */
  owners: string[];
  place?: CodePlace;
}

/** A project without an entity. */
export interface OpenProject {
  name: string;
  slug: string;
  /** Slugs. */
  teams: string[];
  /** Where its source code is. */
  places: CodePlace[];
}

/** A pair that may be one. */
export interface Match {
  entity: string;
  project: string;
  /** The strongest first. */
  reasons: SentryCoverageReason[];
  confidence: SentryCoverageConfidence;
  /** The best first. */
  rank: number;
}

interface Candidate {
  entity: OpenEntity;
  project: OpenProject;
  reasons: SentryCoverageReason[];
  /** Whether Sentry knows the project's source code elsewhere. */
  isContradicted: boolean;
}

/**
 * Finds which entities and projects may be one, by what both sides say: repository, names and
 * teams, always equal as a whole. Each is looked up in an index, so the time is that of reading
 * both lists.
 */
export function matchProjects(
  entities: OpenEntity[],
  projects: OpenProject[],
): Match[] {
  const bySlug = indexed(projects, ({ slug }) => [slug.toLowerCase()]);
  const byRepository = indexed(projects, ({ places }) =>
    places.map(({ repository }) => repository),
  );
  const candidates = entities.flatMap(entity =>
    candidatesOf(entity, bySlug, byRepository),
  );
  candidates.push(...byTeamAlone(entities, projects, candidates));

  const count = counter(candidates);
  const rated = candidates.map(candidate => ({
    ...candidate,
    confidence: rate(candidate, count),
  }));
  // Of two that are exact for one, neither is.
  const exact = counter(
    rated.filter(({ confidence }) => confidence === 'exact'),
  );
  const settled = rated.map(one =>
    one.confidence === 'exact' && !exact.isAlone(one)
      ? { ...one, confidence: 'likely' as const }
      : one,
  );
  const done = new Set<string>();
  const left = new Map<string, number>();
  return settled.sort(compare).flatMap((one, rank) => {
    const { entity, project, reasons, confidence } = one;
    const of = `entity ${entity.ref}`;
    const by = `project ${project.name}`;
    const shown = left.get(of) ?? 0;
    if (done.has(of) || done.has(by) || shown >= MAX_PER_ENTITY) {
      return [];
    }
    left.set(of, shown + 1);
    if (confidence === 'exact') {
      done.add(of).add(by);
    }
    return {
      entity: entity.ref,
      project: project.name,
      reasons,
      confidence,
      rank,
    };
  });
}

function candidatesOf(
  entity: OpenEntity,
  bySlug: Map<string, OpenProject[]>,
  byRepository: Map<string, OpenProject[]>,
): Candidate[] {
  const { place } = entity;
  const name = nameOf(entity.ref);
  const repository = place?.repository.split('/').pop();
  const found = new Set([
    ...(byRepository.get(place?.repository ?? '') ?? []),
    ...(bySlug.get(name) ?? []),
    ...(bySlug.get(repository ?? '') ?? []),
  ]);
  const candidates = [...found].flatMap((project): Candidate[] => {
    const slug = project.slug.toLowerCase();
    const isInRepository =
      place !== undefined &&
      project.places.some(
        one => isSameRepository(one, place) && overlap(one, place),
      );
    const reasons: SentryCoverageReason[] = [
      ...(isInRepository ? (['repository'] as const) : []),
      ...(slug === name ? (['slug'] as const) : []),
      ...(slug === repository ? (['repository-name'] as const) : []),
    ];
    // Another directory of the same repository, or a repository of the same name elsewhere.
    if (!reasons.length) {
      return [];
    }
    const isContradicted =
      place !== undefined && project.places.length > 0 && !isInRepository;
    if (isOwnedByTeam(entity, project)) {
      reasons.push('team');
    }
    return [{ entity, project, reasons, isContradicted }];
  });
  return candidates
    .sort((a, b) => b.reasons.length - a.reasons.length)
    .slice(0, MAX_CANDIDATES);
}

/** That a team has one project left, and owns one component left, is worth a look. */
function byTeamAlone(
  entities: OpenEntity[],
  projects: OpenProject[],
  others: Candidate[],
): Candidate[] {
  const seen = new Set(
    others.flatMap(({ entity, project }) => [entity.ref, project.name]),
  );
  const byOwner = indexed(entities, groupsOf);
  const byTeam = indexed(projects, ({ teams }) =>
    teams.map(slug => slug.toLowerCase()),
  );
  return [...byTeam].flatMap(([team, ofTeam]) => {
    const owned = byOwner.get(team) ?? [];
    const [project] = ofTeam;
    const [entity] = owned;
    return ofTeam.length === 1 &&
      owned.length === 1 &&
      !seen.has(project.name) &&
      !seen.has(entity.ref)
      ? { entity, project, reasons: ['team'], isContradicted: false }
      : [];
  });
}

function rate(
  { entity, project, reasons, isContradicted }: Candidate,
  count: ReturnType<typeof counter>,
): SentryCoverageConfidence {
  if (isContradicted) {
    return 'possible';
  }
  const isAlone = (reason: SentryCoverageReason) =>
    count.isAlone({ entity, project }, reason);
  const has = (reason: SentryCoverageReason) => reasons.includes(reason);
  if (has('repository')) {
    return isAlone('repository') || (has('slug') && isAlone('slug'))
      ? 'exact'
      : 'likely';
  }
  if (has('slug') && isAlone('slug')) {
    return reasons.length > 1 ? 'exact' : 'likely';
  }
  return has('team') && reasons.length > 1 ? 'likely' : 'possible';
}

/** Counts candidates by entity and by project, for each reason. */
function counter(
  candidates: Pick<Candidate, 'entity' | 'project' | 'reasons'>[],
) {
  const counts = new Map<string, number>();
  const keysOf = (
    { entity, project }: Pick<Candidate, 'entity' | 'project'>,
    reason: SentryCoverageReason | 'any',
  ) => [`${reason} entity ${entity.ref}`, `${reason} project ${project.name}`];
  for (const candidate of candidates) {
    for (const reason of [...candidate.reasons, 'any'] as const) {
      for (const key of keysOf(candidate, reason)) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
  }
  return {
    /** Whether it is the only one of its entity and of its project. */
    isAlone: (
      candidate: Pick<Candidate, 'entity' | 'project'>,
      reason: SentryCoverageReason | 'any' = 'any',
    ) => keysOf(candidate, reason).every(key => counts.get(key) === 1),
  };
}

function compare(
  a: Candidate & { confidence: SentryCoverageConfidence },
  b: Candidate & { confidence: SentryCoverageConfidence },
): number {
  return (
    RANKS[a.confidence] - RANKS[b.confidence] ||
    strengthOf(a) - strengthOf(b) ||
    b.reasons.length - a.reasons.length ||
    (a.entity.ref < b.entity.ref ? -1 : Number(a.entity.ref > b.entity.ref)) ||
    (a.project.name < b.project.name ? -1 : 1)
  );
}

/** Of its strongest reason; the least is the strongest. */
function strengthOf({ reasons }: Candidate): number {
  return sentryCoverageReasons.indexOf(reasons[0]);
}

function isOwnedByTeam(
  { owners }: OpenEntity,
  { teams }: OpenProject,
): boolean {
  const names = groupsOf({ owners });
  return teams.some(slug => names.includes(slug.toLowerCase()));
}

/** Names of the owners that are groups. */
function groupsOf({ owners }: Pick<OpenEntity, 'owners'>): string[] {
  return owners.filter(ref => ref.startsWith('group:')).map(nameOf);
}

function nameOf(ref: string): string {
  return parseEntityRef(ref).name.toLowerCase();
}

function indexed<T>(all: T[], keysOf: (one: T) => string[]): Map<string, T[]> {
  const index = new Map<string, T[]>();
  for (const one of all) {
    for (const key of new Set(keysOf(one))) {
      const others = index.get(key);
      if (others) {
        others.push(one);
      } else {
        index.set(key, [one]);
      }
    }
  }
  return index;
}
