import type { SentryPossibleAssignee } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { Admission } from '../../access';
import { cacheKey, type Answer } from '../../cache';
import { askSources, compose } from '../answers';
import type { EntityServiceOptions } from '../types';
import { tooManyAssignees } from './problems';
import { SourceAssignees } from './SourceAssignees';

/** Whom an entity's issues can be assigned to. */
export class AssigneesService {
  readonly #parts: EntityServiceOptions;
  readonly #assignees: SourceAssignees;

  static create(options: EntityServiceOptions): AssigneesService {
    return new AssigneesService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#parts = options;
    this.#assignees = SourceAssignees.create(options);
  }

  /** @throws SentryProblemError where neither teams nor people can be told */
  async list(admission: Admission): Promise<Answer> {
    const { resolver, answers, sight } = this.#parts;
    const { sources, problems, key } = await resolver.resolve(admission);
    return answers.get('assignees', cacheKey('assignees', [key]), async () => {
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

/** Teams, then people, by name. */
function inOrder(a: SentryPossibleAssignee, b: SentryPossibleAssignee): number {
  return a.type === b.type
    ? a.name.localeCompare(b.name, 'en')
    : Number(a.type === 'user') - Number(b.type === 'user');
}
