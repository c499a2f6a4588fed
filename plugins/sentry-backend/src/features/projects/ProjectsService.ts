import type { SentryProjectEntry } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../cache/keys';
import { Answer, AnswerCache } from '../../answers/AnswerCache';
import { compose } from '../../answers/answerFrom';
import { capabilitiesOf } from '../capabilities/capabilitiesOf';
import { projectIssuesLink } from '../../scopes/links';
import type { ScopeResolver } from '../../scopes/ScopeResolver';
import type { ResolvedEntry } from '../../scopes/types';

/** Tells which Sentry projects an entity has. */
export class ProjectsService {
  readonly #resolver: ScopeResolver;
  readonly #answers: AnswerCache;

  static create(options: {
    resolver: ScopeResolver;
    answers: AnswerCache;
  }): ProjectsService {
    return new ProjectsService(options.resolver, options.answers);
  }

  private constructor(resolver: ScopeResolver, answers: AnswerCache) {
    this.#resolver = resolver;
    this.#answers = answers;
  }

  /**
   * @throws SentryProblemError where the annotation has no entry to tell about, or the
   *   caller is connected to none of the instances
   */
  async list(authorized: AuthorizedEntity): Promise<Answer> {
    const { entries, scopes, limits, clients, key } =
      await this.#resolver.resolveAll(authorized);
    const [first] = entries;
    if (
      first?.problem &&
      entries.every(({ problem }) => problem?.code === 'NOT_CONNECTED')
    ) {
      throw new SentryProblemError(first.problem);
    }
    const names = entries.map(({ ref }) => ref.ref);
    // Problems of entries stand with their entries; these belong to none.
    const problems = [
      ...(authorized.entity.annotations?.problems ?? []),
      ...limits,
    ];
    // Of a server whose kind is found out these may change.
    const capabilities = capabilitiesOf([
      ...clients,
      ...scopes.map(({ client, organization }) => ({
        instance: client.instance,
        capabilities: client.capabilitiesOf(organization),
      })),
    ]);
    return this.#answers.get(
      'projects',
      cacheKey('projects.answer', [
        key,
        names,
        JSON.stringify(problems),
        JSON.stringify(capabilities ?? null),
      ]),
      async () =>
        compose({
          content: {
            items: entries.map(toEntry),
            ...(capabilities && { capabilities }),
          },
          used: entries.flatMap(({ facts }) => facts ?? []),
          problems,
          partial: entries.some(entry => entry.problem && entry.mayPass),
        }),
    );
  }
}

function toEntry(entry: ResolvedEntry): SentryProjectEntry {
  if (entry.problem) {
    return { ref: entry.ref.ref, problem: entry.problem };
  }
  const { ref, project, platform, target, client } = entry;
  return {
    ref: ref.ref,
    ...project,
    ...(platform && { platform }),
    link: projectIssuesLink(target.instance, client, project),
  };
}
