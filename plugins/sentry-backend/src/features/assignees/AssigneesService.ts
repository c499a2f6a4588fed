import type { SentryPossibleAssignee } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../cache/keys';
import { type Answer } from '../../answers/AnswerCache';
import { askScopes, compose, emptyAnswer } from '../../answers/answerFrom';
import {
  ownersOf,
  scopeOf,
  ResolvedProjects,
  ProjectScope,
} from '../../scopes/types';
import type { EntityServiceOptions } from '../types';
import { tooManyAssignees } from './problems';
import { SourceAssignees } from './SourceAssignees';

/** @internal */
export interface AssigneesServiceOptions extends EntityServiceOptions {
  sentry: SentryService;
}

/**
 * Whom an entity's issues can be assigned to. Told to those alone who may assign them, as
 * these are people's names.
 */
export class AssigneesService {
  readonly #parts: AssigneesServiceOptions;
  readonly #assignees: SourceAssignees;

  static create(options: AssigneesServiceOptions): AssigneesService {
    return new AssigneesService(options);
  }

  private constructor(options: AssigneesServiceOptions) {
    this.#parts = options;
    this.#assignees = SourceAssignees.create(options);
  }

  /**
   * Nobody, without a question to Sentry, where config lets no issues be changed or the caller
   * may change none of these.
   *
   * @param updatable - finds out whose issues the caller may change; asked where that matters
   * @throws SentryProblemError where neither teams nor people can be told
   */
  async list(
    authorized: AuthorizedEntity,
    updatable: () => Promise<Set<string>>,
  ): Promise<Answer> {
    const { sentry, resolver, answers, visibility } = this.#parts;
    const refs = sentry.config.triage.enabled ? await updatable() : undefined;
    if (!refs?.size) {
      return emptyAnswer({ items: [] });
    }
    const resolved = await resolver.resolve(authorized);
    const { problems } = resolved;
    const scopes = ofThese(refs, resolved);
    if (!scopes.length) {
      return emptyAnswer({ items: [] });
    }
    const key = cacheKey('assignees', [
      resolved.key,
      scopes.map(scope => scope.key),
    ]);
    return answers.get('assignees', key, async () => {
      // One can be had without the other.
      const [teams, members] = await Promise.allSettled([
        askScopes({
          scopes,
          visibility,
          ask: one => this.#assignees.teams(one),
        }),
        askScopes({
          scopes,
          visibility,
          ask: one => this.#assignees.members(one),
        }),
      ]);
      const asked = [teams, members].flatMap(part =>
        part.status === 'fulfilled' ? [part.value] : [],
      );
      const failures = [teams, members].flatMap(part =>
        part.status === 'rejected' ? [part.reason] : [],
      );
      const unexpected = failures.find(
        failure => !(failure instanceof SentryProblemError),
      );
      if (unexpected ?? !asked.length) {
        throw unexpected ?? failures[0];
      }
      const used = asked.flatMap(part =>
        part.answers.map(({ cached }) => cached),
      );
      return compose({
        content: {
          items: used.flatMap(({ value }) => value.items).sort(inOrder),
        },
        used,
        problems: [
          ...problems,
          ...asked.flatMap(part => part.problems),
          ...failures.map(failure => failure.toProblem()),
          ...asked.flatMap(part =>
            part.answers.flatMap(({ scope, cached }) =>
              cached.value.isCut ? [tooManyAssignees(scope)] : [],
            ),
          ),
        ],
        partial: failures.length > 0 || asked.some(part => part.isPartial),
      });
    });
  }
}

/** The scopes as far as their projects are of entities whose issues the caller may change. */
function ofThese(
  refs: Set<string>,
  resolved: ResolvedProjects,
): ProjectScope[] {
  return resolved.scopes.flatMap(scope => {
    const projects = scope.projects.filter(project =>
      ownersOf(resolved, project).some(owner => refs.has(owner)),
    );
    return projects.length ? [scopeOf({ ...scope, projects })] : [];
  });
}

/** Teams, then people, by name. */
function inOrder(a: SentryPossibleAssignee, b: SentryPossibleAssignee): number {
  return a.type === b.type
    ? a.name.localeCompare(b.name, 'en')
    : Number(a.type === 'user') - Number(b.type === 'user');
}
