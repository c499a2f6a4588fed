import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../cache/keys';
import { Answer, AnswerCache, Composed } from '../../answers/AnswerCache';
import { type SourceCache } from '../../cache/SourceCache';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
  type SourceEnvironments,
} from '../../answers/environments';
import { compose, scopeProblem } from '../../answers/answerFrom';
import { mostHelpful } from '../../scopes/problems';
import { refuseUnknownSort } from '../capabilities/refuseUnknownSort';
import type { ScopeResolver } from '../../scopes/ScopeResolver';
import type { ProjectScope } from '../../scopes/types';
import type { ProjectVisibility } from '../../scopes/visibility';
import type { CacheTimes, EntityServiceOptions } from '../types';
import { filterOf, narrowToAssignee } from './assignee';
import { cursorBinding, readCursor, scopeTag } from './cursor';
import { issuesFilter } from './filters';
import { loadPage } from './loadPage';
import { mergeIssues } from './mergeIssues';
import { SingleProjectPlans } from './SingleProjectPlans';
import { ScopeReader } from './ScopeReader';
import { toPage, type IssuesQuestion } from './toPage';
import type { IssueAssignee, IssuesFilter, ScopePage } from './types';

/**
 * Lists the issues of an entity: one list per organization at Sentry, one list here.
 *
 * When one of several organizations can't be asked, the rest is listed and a problem says
 * what is missing. Its place in the cursor stays where it was, so that a later page
 * picks up its issues, or says once more that it can't.
 */
export class IssuesService {
  readonly #resolver: ScopeResolver;
  readonly #environments: SourceEnvironments;
  readonly #visibility: ProjectVisibility;
  readonly #answers: AnswerCache;
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;
  readonly #plans = new SingleProjectPlans();

  static create(options: EntityServiceOptions): IssuesService {
    return new IssuesService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#resolver = options.resolver;
    this.#environments = options.environments;
    this.#visibility = options.visibility;
    this.#answers = options.answers;
    this.#cache = options.cache;
    this.#times = options.times;
  }

  /**
   * @param assignee - whose issues alone are listed, be it of all or of others' projects;
   *   absent for everybody's
   * @throws SentryProblemError where no project can be asked
   * @throws InputError for a cursor or project that is not this entity's
   */
  async list(
    authorized: AuthorizedEntity,
    asked: SentryIssuesQuery,
    assignee?: IssueAssignee,
  ): Promise<Answer> {
    const { entity } = authorized;
    const all = await this.#resolver.resolve(authorized, asked.project, {
      isApart: assignee?.besideOwn,
    });
    const resolved = assignee ? narrowToAssignee(all, assignee) : all;
    const everybodys = issuesFilter(asked, entity.annotations);
    const filter = assignee ? { ...everybodys, assignee } : everybodys;
    refuseUnknownSort(resolved.scopes, filter.sort);
    const wanted = asked.project ?? [];
    const key = cacheKey('issues', [
      entity.ref,
      resolved.key,
      wanted,
      Object.entries(filter),
      asked.cursor ?? null,
    ]);
    return this.#answers.get('issues', key, () => {
      const binding = cursorBinding(entity.ref, asked.project, filter);
      return this.#compose({
        projects: resolved,
        filter,
        binding,
        positions: asked.cursor ? readCursor(asked.cursor, binding) : undefined,
      });
    });
  }

  async #compose(question: IssuesQuestion): Promise<Composed> {
    const { projects, filter, positions } = question;
    const sighted = this.#visibility.filter(projects.scopes);
    const scopes = this.#plans.split(sighted.scopes);
    const readers = new Map(
      scopes.map(scope => [
        scope,
        ScopeReader.create({
          load: cursor => this.#page(scope, filterOf(scope, filter), cursor),
          sort: filter.sort,
          // Of what others own one more call has to do.
          ...(scope.isOthers && { maxPages: 1 }),
          position: positions?.get(scopeTag(scope.id)),
        }),
      ]),
    );
    const items = await mergeIssues({
      readers: [...readers.values()],
      sort: filter.sort,
      limit: filter.limit,
    });
    if (scopes.some(scope => this.#plans.refuses(scope))) {
      return this.#compose(question);
    }

    // A server of a kind that is not configured may have turned out to be another.
    refuseUnknownSort(scopes, filter.sort);
    const failures = [...readers].flatMap(([scope, { failure }]) =>
      failure ? { scope, failure } : [],
    );
    const learnt = await Promise.all(
      failures.map(({ scope, failure }) =>
        this.#visibility.onRefusal(scope, failure),
      ),
    );
    if (learnt.includes(true)) {
      // What was answered is in the cache.
      return this.#compose(question);
    }
    const used = [...readers.values()].flatMap(({ loaded }) => loaded);
    if (failures.length && !used.length) {
      throw mostHelpful(failures.map(({ failure }) => failure));
    }
    if (!failures.length && !positions) {
      refuseUnknownEnvironments(used.map(({ value }) => value));
    }
    const page = toPage(question, { readers, items });
    return compose({
      content: page.content,
      used,
      problems: [
        ...projects.problems,
        ...projects.limits,
        ...sighted.problems,
        ...page.problems,
        ...failures.map(({ scope, failure }) => scopeProblem(failure, scope)),
      ],
      partial: failures.length > 0,
    });
  }

  #page(scope: ProjectScope, filter: IssuesFilter, cursor?: string) {
    const key = cacheKey('issues.scope', [
      scope.key,
      Object.entries(filter),
      cursor ?? null,
    ]);
    return this.#cache.get<ScopePage>({
      key,
      ...this.#times,
      changedAt: scope.changedAt,
      isOwn: !scope.client.isShared,
      load: async () => {
        try {
          return await askKnownEnvironments<ScopePage>({
            environments: filter.environments,
            ask: environments =>
              loadPage(scope, { ...filter, environments }, cursor),
            isFound: ({ items }) => items.length > 0,
            known: async () => (await this.#environments.get(scope)).value,
            none: { items: [], hits: 0 },
          });
        } catch (error) {
          this.#plans.learn(scope, error);
          throw error;
        }
      },
    });
  }
}
