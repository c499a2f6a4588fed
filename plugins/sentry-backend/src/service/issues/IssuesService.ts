import type {
  SentryIssuesPage,
  SentryIssuesQuery,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { SentryEntity } from '../../access';
import {
  cacheKey,
  type Answer,
  type AnswerCache,
  type Composed,
  type SourceCache,
} from '../../cache';
import { compose, sourceKey, sourceProblem } from '../answers';
import { issuesLink } from '../links';
import type { ProjectResolver, Source } from '../projects';
import type { CacheTimes, EntityServiceOptions } from '../types';
import { cursorBinding, readCursor, writeCursor } from './cursor';
import { issuesFilter } from './filters';
import { loadSourcePage } from './loadSourcePage';
import { mergeIssues } from './mergeIssues';
import { SingleProjectPlans } from './SingleProjectPlans';
import { SourceReader } from './SourceReader';
import type { IssuesFilter, SourcePage, SourcePosition } from './types';

interface IssuesQuestion {
  sources: Source[];
  filter: IssuesFilter;
  problems: SentryProblem[];
  binding: string;
  positions?: Map<string, SourcePosition>;
}

/**
 * Lists the issues of an entity: one list per organization at Sentry, one list here.
 *
 * When one of several organizations can't be asked, the rest is listed and a problem says
 * what is missing. Its place in the cursor stays where it was, so that a later page
 * picks up its issues; when the others have come to their end, the list ends.
 */
export class IssuesService {
  readonly #resolver: ProjectResolver;
  readonly #answers: AnswerCache;
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;
  readonly #plans = new SingleProjectPlans();

  static create(options: EntityServiceOptions): IssuesService {
    return new IssuesService(options);
  }

  private constructor(options: EntityServiceOptions) {
    this.#resolver = options.resolver;
    this.#answers = options.answers;
    this.#cache = options.cache;
    this.#times = options.times;
  }

  /**
   * @throws SentryProblemError where no project can be asked
   * @throws InputError for a cursor or project that is not this entity's
   */
  async list(entity: SentryEntity, asked: SentryIssuesQuery): Promise<Answer> {
    const resolved = await this.#resolver.resolve(entity, asked.project);
    const { problems } = resolved;
    const sources = this.#plans.split(resolved.sources);
    const filter = issuesFilter(asked, entity.annotations);
    const binding = cursorBinding(entity.ref, asked.project, filter);
    const positions = asked.cursor
      ? readCursor(asked.cursor, binding)
      : undefined;
    const key = cacheKey('issues', [
      entity.ref,
      binding,
      asked.cursor ?? null,
      sources.map(sourceKey),
      JSON.stringify(problems),
    ]);
    return this.#answers.get('issues', key, () =>
      this.#compose({ sources, filter, problems, binding, positions }),
    );
  }

  async #compose(question: IssuesQuestion): Promise<Composed> {
    const { sources, filter, binding, positions } = question;
    const readers = new Map(
      sources.map(source => [
        source,
        SourceReader.create({
          load: cursor => this.#page(source, filter, cursor),
          position: positions?.get(source.id),
        }),
      ]),
    );
    const items = await mergeIssues({
      readers: [...readers.values()],
      sort: filter.sort,
      limit: filter.limit,
    });
    if (sources.some(source => this.#plans.refuses(source))) {
      return this.#compose({
        ...question,
        sources: this.#plans.split(sources),
      });
    }

    const failures = [...readers].flatMap(([source, { failure }]) =>
      failure ? { source, failure } : [],
    );
    const used = [...readers.values()].flatMap(({ loaded }) => loaded);
    if (failures.length && !used.length) {
      throw failures[0].failure;
    }
    const more = [...readers.values()].some(reader => reader.pending);
    const left = new Map([
      ...(positions ?? []),
      ...[...readers].map(([{ id }, reader]) => [id, reader.position] as const),
    ]);
    const link = issuesLink(sources, filter);
    const content: Omit<SentryIssuesPage, 'fetchedAt' | 'stale' | 'problems'> =
      {
        items,
        pageInfo: more ? { nextCursor: writeCursor(binding, left) } : {},
        ...total([...readers.values()], items.length, !positions && !more),
        links: link ? { sentry: link } : {},
      };
    return compose({
      content,
      used,
      problems: [
        ...question.problems,
        ...failures.map(({ source, failure }) =>
          sourceProblem(failure, source),
        ),
      ],
      partial: failures.length > 0,
    });
  }

  #page(source: Source, filter: IssuesFilter, cursor?: string) {
    const key = cacheKey('issues.source', [
      ...sourceKey(source),
      Object.entries(filter),
      cursor ?? null,
    ]);
    return this.#cache.get<SourcePage>({
      key,
      ...this.#times,
      load: async () => {
        try {
          return await loadSourcePage(source, filter, cursor);
        } catch (error) {
          this.#plans.learn(source, error);
          throw error;
        }
      },
    });
  }
}

/** Exact where the whole list is here, else what Sentry estimates, if it does. */
function total(
  readers: SourceReader[],
  count: number,
  complete: boolean,
): Pick<SentryIssuesPage, 'totalItems' | 'totalIsEstimate'> {
  const asked = readers.filter(({ failure }) => !failure);
  const hits = asked.map(({ position }) => position.hits);
  if (hits.every(value => value !== undefined)) {
    return {
      totalItems: hits.reduce((sum, value) => sum + value, 0),
      totalIsEstimate: true,
    };
  }
  return complete
    ? { totalItems: count, totalIsEstimate: false }
    : { totalIsEstimate: false };
}
