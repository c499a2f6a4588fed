import type { SentryPossibleAssignee } from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../answers/keys';
import { type Answer } from '../../answers/Answer';
import { askSources } from '../../answers/askSources';
import { compose } from '../../answers/compose';
import { nothing } from '../../answers/nothing';
import { ownersOf } from '../../scopes/ownersOf';
import { sourceOf } from '../../scopes/groupSources';
import { type ResolvedProjects, type Source } from '../../scopes/types';
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
    const { sentry, resolver, answers, sight } = this.#parts;
    const refs = sentry.config.triage.enabled ? await updatable() : undefined;
    if (!refs?.size) {
      return nothing({ items: [] });
    }
    const resolved = await resolver.resolve(authorized);
    const { problems } = resolved;
    const sources = ofThese(refs, resolved);
    if (!sources.length) {
      return nothing({ items: [] });
    }
    const key = cacheKey('assignees', [
      resolved.key,
      sources.map(source => source.key),
    ]);
    return answers.get('assignees', key, async () => {
      // One can be had without the other.
      const [teams, members] = await Promise.allSettled([
        askSources({ sources, sight, ask: one => this.#assignees.teams(one) }),
        askSources({
          sources,
          sight,
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
            part.answers.flatMap(({ source, cached }) =>
              cached.value.isCut ? [tooManyAssignees(source)] : [],
            ),
          ),
        ],
        partial: failures.length > 0 || asked.some(part => part.isPartial),
      });
    });
  }
}

/** The sources as far as their projects are of entities whose issues the caller may change. */
function ofThese(refs: Set<string>, resolved: ResolvedProjects): Source[] {
  return resolved.sources.flatMap(source => {
    const projects = source.projects.filter(project =>
      ownersOf(resolved, project).some(owner => refs.has(owner)),
    );
    return projects.length ? [sourceOf({ ...source, projects })] : [];
  });
}

/** Teams, then people, by name. */
function inOrder(a: SentryPossibleAssignee, b: SentryPossibleAssignee): number {
  return a.type === b.type
    ? a.name.localeCompare(b.name, 'en')
    : Number(a.type === 'user') - Number(b.type === 'user');
}
