import type { SentryIssuesQuery } from 'backstage-plugin-sentry-common';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../answers/keys';
import { type Answer } from '../../answers/Answer';
import { type AnswerCache, type Composed } from '../../answers/AnswerCache';
import { type SourceCache } from '../../answers/SourceCache';
import {
  askKnownEnvironments,
  refuseUnknownEnvironments,
} from '../../answers/unknownEnvironments';
import { compose } from '../../answers/compose';
import { mostHelpful } from '../../answers/mostHelpful';
import { sourceProblem } from '../../answers/askSources';
import { refuseUnknownSort } from '../capabilities/refuseUnknownSort';
import type { SourceEnvironments } from '../environments/SourceEnvironments';
import type { ProjectResolver } from '../../scopes/ProjectResolver';
import type { Source } from '../../scopes/types';
import type { ProjectSight } from '../../scopes/ProjectSight';
import type { CacheTimes, EntityServiceOptions } from '../types';
import { filterOf, narrowToAssignee } from './assignee';
import { cursorBinding, readCursor, sourceTag } from './cursor';
import { issuesFilter } from './filters';
import { loadSourcePage } from './loadSourcePage';
import { mergeIssues } from './mergeIssues';
import { SingleProjectPlans } from './SingleProjectPlans';
import { SourceReader } from './SourceReader';
import { toPage, type IssuesQuestion } from './toPage';
import type { IssueAssignee, IssuesFilter, SourcePage } from './types';

/**
 * Lists the issues of an entity: one list per organization at Sentry, one list here.
 *
 * When one of several organizations can't be asked, the rest is listed and a problem says
 * what is missing. Its place in the cursor stays where it was, so that a later page
 * picks up its issues, or says once more that it can't.
 */
export class IssuesService {
  readonly #resolver: ProjectResolver;
  readonly #environments: SourceEnvironments;
  readonly #sight: ProjectSight;
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
    this.#sight = options.sight;
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
    refuseUnknownSort(resolved.sources, filter.sort);
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
    const sighted = this.#sight.narrow(projects.sources);
    const sources = this.#plans.split(sighted.sources);
    const readers = new Map(
      sources.map(source => [
        source,
        SourceReader.create({
          load: cursor => this.#page(source, filterOf(source, filter), cursor),
          sort: filter.sort,
          // Of what others own one more call has to do.
          ...(source.isOthers && { maxPages: 1 }),
          position: positions?.get(sourceTag(source.id)),
        }),
      ]),
    );
    const items = await mergeIssues({
      readers: [...readers.values()],
      sort: filter.sort,
      limit: filter.limit,
    });
    if (sources.some(source => this.#plans.refuses(source))) {
      return this.#compose(question);
    }

    // A server of a kind that is not configured may have turned out to be another.
    refuseUnknownSort(sources, filter.sort);
    const failures = [...readers].flatMap(([source, { failure }]) =>
      failure ? { source, failure } : [],
    );
    const learnt = await Promise.all(
      failures.map(({ source, failure }) => this.#sight.learn(source, failure)),
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
        ...failures.map(({ source, failure }) =>
          sourceProblem(failure, source),
        ),
      ],
      partial: failures.length > 0,
    });
  }

  #page(source: Source, filter: IssuesFilter, cursor?: string) {
    const key = cacheKey('issues.source', [
      source.key,
      Object.entries(filter),
      cursor ?? null,
    ]);
    return this.#cache.get<SourcePage>({
      key,
      ...this.#times,
      changedAt: source.changedAt,
      isOwn: !source.client.isShared,
      load: async () => {
        try {
          return await askKnownEnvironments<SourcePage>({
            environments: filter.environments,
            ask: environments =>
              loadSourcePage(source, { ...filter, environments }, cursor),
            isFound: ({ items }) => items.length > 0,
            known: async () => (await this.#environments.get(source)).value,
            none: { items: [], hits: 0 },
          });
        } catch (error) {
          this.#plans.learn(source, error);
          throw error;
        }
      },
    });
  }
}
