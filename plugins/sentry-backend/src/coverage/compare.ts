import { parseEntityRef } from '@backstage/catalog-model';
import {
  sentryProjectName,
  type SentryProblem,
  type SentryProjectRef,
} from 'backstage-plugin-sentry-common';
import type { SentryService } from 'backstage-plugin-sentry-node';
import { matchProjects } from './matchProjects';
import type { CatalogEntity } from './readCatalog';
import type { ListedProject } from './readSentry';
import type { Comparison, EntityState, StoredEntity } from './stored';

/** What is wrong with an annotation, and not with Sentry or its token. */
const OF_ANNOTATION: SentryProblem['code'][] = [
  'ANNOTATION_INVALID',
  'PROJECT_NOT_FOUND',
  'ORGANIZATION_NOT_FOUND',
];

/** What the entries of an annotation lead to, where the lists do not have it. */
export type LookUp = (entity: CatalogEntity) => Promise<{
  /** Names of projects. */
  projects: string[];
  problems: SentryProblem[];
}>;

interface CompareOptions {
  entities: CatalogEntity[];
  /** By name. */
  projects: Map<string, ListedProject>;
  sentry: SentryService;
  lookUp: LookUp;
}

/** Compares what the catalog and Sentry say. */
export async function compare({
  entities,
  projects,
  sentry,
  lookUp,
}: CompareOptions): Promise<Omit<Comparison, 'problems'>> {
  const find = findIn(projects, sentry);
  const stored: StoredEntity[] = [];
  const open: CatalogEntity[] = [];
  /** Those that an entity names, and of these the ones whose annotation is its own. */
  const named = new Set<string>();
  const own = new Set<string>();
  for (const entity of entities) {
    const found = await projectsOf(entity, find, lookUp);
    found.projects.forEach(name => named.add(name));
    if (entity.annotations && !entity.isGenerated) {
      found.projects.forEach(name => own.add(name));
    } else {
      open.push(entity);
    }
    stored.push(storedOf(entity, found));
  }
  const matches = matchProjects(
    open.filter(({ ref }) => parseEntityRef(ref).kind === 'component'),
    [...projects]
      .filter(([name]) => !own.has(name))
      .map(([name, project]) => ({ ...project, name })),
  );
  const groups = groupsByName(entities);
  const byRef = new Map(stored.map(entity => [entity.ref, entity]));
  return {
    entities: stored,
    projects: [...projects].map(([name, project]) => ({
      project: {
        ...project,
        teams: project.teams.map(slug => {
          const group = groups.get(slug.toLowerCase());
          return group ? { slug, group } : { slug };
        }),
      },
      isMatched: named.has(name),
    })),
    matches: matches.map(match => {
      const { isGenerated, projects: has = [] } = byRef.get(match.entity) ?? {};
      const isApplied = Boolean(isGenerated) && has.includes(match.project);
      return { ...match, isApplied };
    }),
  };
}

type Find = (ref: SentryProjectRef) => string | undefined;

/** Finds projects by slug or id, where the annotation may name their organization. */
function findIn(
  projects: Map<string, ListedProject>,
  sentry: SentryService,
): Find {
  const index = new Map<string, string>();
  for (const [name, { instance, organization, slug }] of projects) {
    index.set(sentryProjectName({ instance, organization, id: slug }), name);
  }
  return ref => {
    const instance = sentry.getInstance(ref.instance);
    const organization = ref.organization ?? instance?.organization;
    if (!instance || !organization) {
      return undefined;
    }
    const name = sentryProjectName({
      instance: instance.name,
      organization,
      id: ref.project,
    });
    return projects.has(name) ? name : index.get(name);
  };
}

async function projectsOf(
  entity: CatalogEntity,
  find: Find,
  lookUp: LookUp,
): Promise<Awaited<ReturnType<LookUp>>> {
  const refs = entity.annotations?.refs ?? [];
  const found = refs.map(find);
  const names = found.filter(name => name !== undefined);
  return names.length === refs.length
    ? { projects: [...new Set(names)], problems: [] }
    : lookUp(entity);
}

function storedOf(
  entity: CatalogEntity,
  found: Awaited<ReturnType<LookUp>>,
): StoredEntity {
  const { ref, title, owners, editUrl, annotations, isGenerated } = entity;
  const wrong = found.problems.filter(({ code }) =>
    OF_ANNOTATION.includes(code),
  );
  const problems = [...entity.problems, ...wrong];
  let state: EntityState = 'matched';
  if (problems.length) {
    state = 'wrong';
  } else if (!annotations) {
    state = 'missing';
  } else if (!found.projects.length) {
    state = 'unchecked';
  }
  return {
    ref,
    state,
    isGenerated,
    owners,
    projects: found.projects,
    problems,
    ...(title && { title }),
    ...(editUrl && { editUrl }),
  };
}

/** The groups that own something, by name; those of the default namespace first. */
function groupsByName(entities: CatalogEntity[]): Map<string, string> {
  const groups = new Map<string, string>();
  for (const owner of new Set(entities.flatMap(({ owners }) => owners))) {
    const { kind, namespace, name } = parseEntityRef(owner);
    if (kind === 'group' && (namespace === 'default' || !groups.has(name))) {
      groups.set(name, owner);
    }
  }
  return groups;
}
