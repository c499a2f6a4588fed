import type { SentryIssueDetailQuery } from 'backstage-plugin-sentry-common';
import type { SentryService } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import { cacheKey } from '../../cache/keys';
import { Answer, AnswerCache, Composed } from '../../answers/AnswerCache';
import { askedEnvironments } from '../issues/filters';
import type { ScopeResolver } from '../../scopes/ScopeResolver';
import type { ProjectScope } from '../../scopes/types';
import type { EntityServiceOptions } from '../types';
import { DetailComposer } from './DetailComposer';
import { findIssue, type FoundIssue } from './findIssue';
import { issueNotFound } from './problems';
import { SourceDetails } from './SourceDetails';
import type { SourceLinks } from './SourceLinks';
import type { IssueQuestion } from './types';

/** What Sentry's own page opens. */
const DEFAULT_EVENT = 'recommended';

/** @internal */
export interface DetailServiceOptions extends EntityServiceOptions {
  sentry: SentryService;
  sourceLinks: SourceLinks;
}

interface AnswerRequest {
  kind: 'issue' | 'event';
  issueId: string;
  which: string;
  asked: Omit<SentryIssueDetailQuery, 'event'>;
  compose: (found: FoundIssue, question: IssueQuestion) => Promise<Composed>;
  /** What will be asked of the scope if it has the issue. */
  ahead: (scope: ProjectScope, question: IssueQuestion) => Promise<unknown>[];
}

/**
 * One issue of an entity and its events. An issue of another project is as one that there
 * is not, however it was named.
 */
export class DetailService {
  readonly #resolver: ScopeResolver;
  readonly #answers: AnswerCache;
  readonly #details: SourceDetails;
  readonly #composer: DetailComposer;

  static create(options: DetailServiceOptions): DetailService {
    return new DetailService(options);
  }

  private constructor(options: DetailServiceOptions) {
    const { cache, times, environments, sentry, sourceLinks } = options;
    this.#resolver = options.resolver;
    this.#answers = options.answers;
    this.#details = SourceDetails.create({
      cache,
      times,
      environments,
      include: sentry.config.detail.include,
    });
    this.#composer = DetailComposer.create({
      details: this.#details,
      sourceLinks,
    });
  }

  /**
   * The issue with an event, tags and suspect commits. Where one of these can't be had, the
   * rest is there.
   *
   * @param issueId - a number or a short id
   * @throws SentryProblemError `ISSUE_NOT_FOUND`, or why that can't be told
   */
  show(
    authorized: AuthorizedEntity,
    issueId: string,
    { event: which = DEFAULT_EVENT, ...asked }: SentryIssueDetailQuery,
  ): Promise<Answer> {
    return this.#answer(authorized, {
      kind: 'issue',
      issueId,
      which,
      asked,
      compose: (found, question) =>
        this.#composer.issue(found, question, which),
      ahead: (scope, question) => [
        this.#details.event(scope, question, which),
        this.#details.tags(scope, question),
      ],
    });
  }

  /**
   * One event of the issue alone, to step on to.
   *
   * @param eventId - an event's id or a position
   * @throws SentryProblemError `ISSUE_NOT_FOUND` for the issue and for the event
   */
  showEvent(
    authorized: AuthorizedEntity,
    issueId: string,
    eventId: string,
    asked: Omit<SentryIssueDetailQuery, 'event' | 'statsPeriod'>,
  ): Promise<Answer> {
    return this.#answer(authorized, {
      kind: 'event',
      issueId,
      which: eventId,
      asked,
      compose: (found, question) =>
        this.#composer.event(found, question, eventId),
      ahead: (scope, question) => [
        this.#details.event(scope, question, eventId),
      ],
    });
  }

  async #answer(
    authorized: AuthorizedEntity,
    request: AnswerRequest,
  ): Promise<Answer> {
    const { kind, issueId, which, asked, compose, ahead } = request;
    const projects = await this.#resolver.resolve(authorized, asked.project);
    const { annotations, ref } = authorized.entity;
    const question = {
      issue: issueId.toUpperCase(),
      environments: askedEnvironments(asked.environment, annotations),
      ...(asked.statsPeriod && { statsPeriod: asked.statsPeriod }),
    };
    const key = cacheKey(`detail.${kind}`, [
      ref,
      projects.key,
      question.issue,
      question.environments,
      question.statsPeriod ?? null,
      which,
      // Where the links lead to.
      JSON.stringify(projects.entries.map(entry => entry.ref.source)),
    ]);
    return this.#answers.get(`issue-${kind}`, key, async () => {
      const isAlone = projects.scopes.length === 1;
      const found = await findIssue(
        this.#details,
        projects,
        question,
        scope => {
          if (isAlone) {
            // The issue can be in one place alone: nothing needs to wait until it is found.
            // What is of no issue of the entity's is not kept; what fails is told where it is
            // waited for. Of one that is known to be none, nothing is asked.
            Promise.allSettled(ahead(scope, question));
          }
        },
      );
      if (!found) {
        throw issueNotFound(ref);
      }
      return compose(found, question);
    });
  }
}
