import type {
  SentryPossibleAssignee,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryProjectAssignee,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../access/types';
import {
  optional,
  throwMostHelpful,
  type AnswerPipeline,
  type EntityServiceOptions,
  type ScopeFailure,
} from '../answers/answerFrom';
import type { Answer } from '../answers/AnswerCache';
import { emptyAnswer } from '../answers/compose';
import type { Cached } from '../cache/types';
import {
  ownersOf,
  scopeOf,
  type ProjectScope,
  type ResolvedProjects,
} from '../scopes/types';

// A hundred teams of the organization each.
const MAX_PAGES = 5;
const MAX_PEOPLE = 500;
// Each is asked about by itself where the organization has more teams than are read.
const MAX_PROJECTS = 20;

/** Teams or people of a scope, as the cache keeps them. */
interface Choice {
  items: SentryPossibleAssignee[];
  /** Whether there are more than were looked at. */
  isCut?: boolean;
}

interface AssigneesServiceOptions extends EntityServiceOptions {
  sentry: SentryService;
}

/**
 * Who an entity's issues can be assigned to. Only for callers who may assign them, as
 * these are people's names.
 */
export class AssigneesService {
  readonly #parts: AssigneesServiceOptions;

  constructor(options: AssigneesServiceOptions) {
    this.#parts = options;
  }

  /**
   * Empty, without a question to Sentry, where config lets no issues be changed or the caller
   * may change none of these.
   *
   * @param updatable - returns the entities whose issues the caller may change
   * @throws SentryProblemError where neither teams nor people can be read
   */
  async list(
    authorized: AuthorizedEntity,
    updatable: () => Promise<Set<string>>,
  ): Promise<Answer> {
    const { sentry, resolver, pipeline } = this.#parts;
    const refs = sentry.config.triage.enabled ? await updatable() : undefined;
    if (!refs?.size) {
      return emptyAnswer({ items: [] });
    }
    const resolved = await resolver.resolve(authorized);
    const scopes = scopesOfEntities(refs, resolved);
    if (!scopes.length) {
      return emptyAnswer({ items: [] });
    }
    return pipeline.answerFrom({
      kind: 'assignees',
      resolved: { ...resolved, scopes },
      parameters: scopes.map(({ key }) => key),
      load: scope => loadChoices(pipeline, scope),
      merge: ({ answers }) => {
        const used = answers.flatMap(({ value }) => value.choices);
        return {
          content: {
            items: used.flatMap(({ value }) => value.items).sort(inOrder),
          },
          used,
          problems: answers.flatMap(({ scope, value: { choices } }) =>
            choices.some(({ value }) => value.isCut)
              ? tooManyAssignees(scope)
              : [],
          ),
          failures: answers.flatMap(({ value }) => value.failures),
        };
      },
    });
  }
}

/** The scopes with the projects of these entities alone. */
function scopesOfEntities(
  refs: Set<string>,
  resolved: ResolvedProjects,
): ProjectScope[] {
  return resolved.scopes.flatMap(scope => {
    const projects = scope.projects.filter(project =>
      ownersOf(resolved, project).some(owner => refs.has(owner)),
    );
    return projects.length ? scopeOf({ ...scope, projects }) : [];
  });
}

/** Teams, then people, by name. */
function inOrder(a: SentryPossibleAssignee, b: SentryPossibleAssignee): number {
  return a.type === b.type
    ? a.name.localeCompare(b.name, 'en')
    : Number(a.type === 'user') - Number(b.type === 'user');
}

/** The entity names too many projects, or projects with too many people, for one menu. */
function tooManyAssignees({
  instance,
  organization,
}: ProjectScope): SentryProblem {
  return {
    code: 'ANNOTATION_INVALID',
    message: `These projects of the Sentry organization \`${organization}\` have more teams or people than are listed here.`,
    action: 'If someone is missing, assign the issue in Sentry.',
    project: { instance: instance.name, organization },
  };
}

/** Teams and people: either is of use without the other. */
async function loadChoices(
  pipeline: AnswerPipeline,
  scope: ProjectScope,
): Promise<{ choices: Cached<Choice>[]; failures: ScopeFailure[] }> {
  const parts = await Promise.allSettled([
    pipeline.ask(scope, {
      kind: 'assignees.teams',
      load: () => loadTeams(scope),
    }),
    pipeline.ask(scope, {
      kind: 'assignees.people',
      load: () => loadMembers(scope),
    }),
  ]);
  const choices: Cached<Choice>[] = [];
  const failures: ScopeFailure[] = [];
  for (const part of parts) {
    if (part.status === 'fulfilled') {
      choices.push(part.value);
    } else if (part.reason instanceof SentryProblemError) {
      failures.push({ scope, error: part.reason });
    } else {
      throw part.reason;
    }
  }
  if (!choices.length) {
    throwMostHelpful(failures);
  }
  return { choices, failures };
}

async function loadTeams(scope: ProjectScope): Promise<Choice> {
  const { client, organization } = scope;
  const teams: SentryProjectAssignee[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await client.listTeams(organization, { cursor });
    teams.push(...page.items);
    cursor = page.nextCursor;
    if (!cursor) {
      return choiceOf(scope, teams, false);
    }
  }
  const own = await loadOwnTeams(scope);
  return choiceOf(scope, mergeTeams([...teams, ...own.teams]), own.isCut);
}

/** Of a large organization: the teams of the scope's projects, project by project. */
async function loadOwnTeams({ client, organization, projects }: ProjectScope) {
  const asked = projects.slice(0, MAX_PROJECTS);
  const pages = await Promise.all(
    // Without one of these, the teams found so far are better than none.
    asked.map(({ slug }) =>
      optional(client.listProjectTeams(organization, slug)),
    ),
  );
  return {
    teams: pages.flatMap(page => page?.items ?? []),
    isCut:
      projects.length > asked.length ||
      pages.some(page => !page || page.nextCursor !== undefined),
  };
}

/** Each team once, with all the projects that it was found with. */
function mergeTeams(found: SentryProjectAssignee[]): SentryProjectAssignee[] {
  const teams = new Map<string, SentryProjectAssignee>();
  for (const team of found) {
    const known = teams.get(team.id)?.projects ?? [];
    teams.set(team.id, { ...team, projects: [...known, ...team.projects] });
  }
  return [...teams.values()];
}

async function loadMembers(scope: ProjectScope): Promise<Choice> {
  const { client, organization, projectIds } = scope;
  const members = await client.listProjectMembers(organization, {
    project: projectIds,
  });
  return choiceOf(
    scope,
    members.slice(0, MAX_PEOPLE),
    members.length > MAX_PEOPLE,
  );
}

/** Those to whom issues of any of the scope's projects can be assigned. */
function choiceOf(
  { instance, organization, projects }: ProjectScope,
  found: SentryProjectAssignee[],
  isCut: boolean,
): Choice {
  const ours = projects.map(({ slug }) => slug);
  return {
    items: found.flatMap(({ type, id, name, projects: theirs }) => {
      const shared = ours.filter(slug => theirs.includes(slug)).sort();
      return shared.length
        ? {
            type,
            id,
            name,
            instance: instance.name,
            organization,
            projects: shared,
          }
        : [];
    }),
    ...(isCut && { isCut }),
  };
}
