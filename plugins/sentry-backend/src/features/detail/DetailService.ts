import type { JsonValue } from '@backstage/types';
import type { SentryIssueDetailQuery } from 'backstage-plugin-sentry-common';
import type { SentryService } from 'backstage-plugin-sentry-node';
import type { AuthorizedEntity } from '../../access/types';
import {
  throwMostHelpful,
  type EntityServiceOptions,
  type Merged,
  type ScopeAnswers,
} from '../../answers/answerFrom';
import type { Answer } from '../../answers/AnswerCache';
import type { Cached } from '../../cache/types';
import {
  issueKey,
  type ProjectScope,
  type ResolvedProjects,
} from '../../scopes/types';
import { askedEnvironments } from '../issues/query';
import { DetailComposer, type FoundIssue } from './compose';
import { DetailLoader, type IssueQuestion, type ScopeIssue } from './load';
import { issueAmbiguous, issueNotFound } from './problems';
import type { SourceLinks } from './sourceLinks';

/** What Sentry's own page opens. */
const DEFAULT_EVENT = 'recommended';

interface DetailServiceOptions extends EntityServiceOptions {
  sentry: SentryService;
  sourceLinks: SourceLinks;
}

/**
 * One issue of an entity and its events. An issue of another project counts as not
 * existing, however it is named.
 */
export class DetailService {
  readonly #parts: DetailServiceOptions;
  readonly #details: DetailLoader;
  readonly #composer: DetailComposer;

  constructor(options: DetailServiceOptions) {
    const { pipeline, sentry, sourceLinks } = options;
    const { include } = sentry.config.detail;
    this.#parts = options;
    this.#details = new DetailLoader(pipeline, include);
    this.#composer = new DetailComposer(this.#details, sourceLinks);
  }

  /**
   * The issue with an event, tags and suspect commits, as far as these can be read.
   *
   * @param issueId - a number or a short id
   * @throws SentryProblemError `ISSUE_NOT_FOUND`, or why the issue can't be looked for
   */
  show(
    authorized: AuthorizedEntity,
    issueId: string,
    { event = DEFAULT_EVENT, ...asked }: SentryIssueDetailQuery,
  ): Promise<Answer> {
    return this.#answerWithEvent('issue', authorized, issueId, event, asked);
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
    return this.#answerWithEvent('event', authorized, issueId, eventId, asked);
  }

  #answerWithEvent(
    part: 'issue' | 'event',
    authorized: AuthorizedEntity,
    issueId: string,
    event: string,
    asked: Omit<SentryIssueDetailQuery, 'event'>,
  ): Promise<Answer> {
    const isWhole = part === 'issue';
    return this.answerAbout({
      kind: `issue-${part}`,
      authorized,
      issueId,
      asked,
      parameters: [event],
      onAsk: (scope, question) => {
        // The issue can be in one place alone: its parts are asked for at the same time.
        // Failures are handled where these are awaited.
        Promise.allSettled([
          this.#details.event(scope, question, event),
          ...(isWhole ? [this.#details.tags(scope, question)] : []),
        ]);
      },
      merge: (found, question) =>
        isWhole
          ? this.#composer.issue(found, question, event)
          : this.#composer.event(found, question, event),
    });
  }

  /**
   * An answer about one issue of the entity, made of what is asked about it once it is found.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND`, or why the issue can't be looked for
   */
  async answerAbout(about: {
    /** Names the answer, for its key and the metric. */
    kind: string;
    authorized: AuthorizedEntity;
    /** A number or a short id. */
    issueId: string;
    asked: Omit<SentryIssueDetailQuery, 'event'>;
    /** What the answer depends on beside these. */
    parameters?: JsonValue[];
    /** Called when Sentry is about to be asked in the one place where the issue can be. */
    onAsk?: (scope: ProjectScope, question: IssueQuestion) => void;
    merge: (
      found: FoundIssue,
      question: IssueQuestion,
    ) => Merged | Promise<Merged>;
  }): Promise<Answer> {
    const { kind, authorized, issueId, asked, parameters = [] } = about;
    const { resolver, pipeline } = this.#parts;
    const { annotations, ref } = authorized.entity;
    const resolved = await resolver.resolve(authorized, asked.project);
    const { entries, scopes } = resolved;
    const question: IssueQuestion = {
      issue: issueId.toUpperCase(),
      environments: askedEnvironments(asked.environment, annotations),
      ...(asked.statsPeriod && { statsPeriod: asked.statsPeriod }),
    };
    return pipeline.answerFrom({
      kind,
      // Problems of other entries are not this issue's.
      resolved: { ...resolved, problems: [] },
      parameters: [
        ref,
        question.issue,
        question.environments,
        question.statsPeriod ?? null,
        ...parameters,
        // Where the links lead to.
        JSON.stringify(entries.map(entry => entry.ref.source)),
      ],
      // An issue is asked for by itself.
      ignoresVisibility: true,
      load: scope =>
        this.#details.issue(scope, question, () => {
          if (scopes.length === 1) {
            about.onAsk?.(scope, question);
          }
        }),
      merge: loaded => {
        const found = findIssue(loaded, entries, question);
        if (!found) {
          throwMostHelpful(loaded.failures);
          throw issueNotFound(ref);
        }
        return about.merge(found, question);
      },
    });
  }
}

/** @throws SentryProblemError where several places have an issue of that name */
function findIssue(
  { answers }: ScopeAnswers<Cached<ScopeIssue | null>>,
  entries: ResolvedProjects['entries'],
  { issue }: IssueQuestion,
): FoundIssue | undefined {
  const found = new Map<string, FoundIssue>();
  for (const { scope, value: cached } of answers) {
    const { value } = cached;
    const key = value && issueKey(scope, value.facts.issue.id);
    if (value && key && !found.has(key)) {
      const { project } = value.facts.issue;
      const entry = entries.find(
        one =>
          !one.problem &&
          one.project.id === project.id &&
          one.instance.name === scope.instance.name,
      );
      found.set(key, {
        scope,
        cached: { ...cached, value },
        ...(entry && !entry.problem && { limit: entry.limit }),
        ...(entry && { entitySource: entry.ref.source }),
      });
    }
  }
  const [first, ...others] = found.values();
  if (others.length) {
    throw issueAmbiguous(
      issue,
      [first, ...others].map(({ cached }) => cached.value.facts.issue.project),
    );
  }
  return first;
}
