import type {
  SentryEvent,
  SentryEventResponse,
  SentryIssueDetail,
  SentryIssueDetailQuery,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import {
  SentryProblemError,
  type SentryService,
} from 'backstage-plugin-sentry-node';
import type { Admission, EntitySource } from '../../access';
import {
  cacheKey,
  type Answer,
  type AnswerCache,
  type Cached,
  type Composed,
} from '../../cache';
import { compose, mostHelpful, sourceProblem } from '../answers';
import { askedEnvironments } from '../issues';
import type { ProjectResolver, ResolvedProjects, Source } from '../projects';
import type { EntityServiceOptions } from '../types';
import { eventNotFound, issueNotFound } from './problems';
import { SourceDetails } from './SourceDetails';
import type { SourceLinks } from './sourceLinks';
import type { IssueQuestion, SourceEvent, SourceIssue } from './types';

/** What Sentry's own page opens. */
const DEFAULT_EVENT = 'recommended';

/** An issue that was found to be one of the entity's. */
interface Found {
  source: Source;
  cached: Cached<SourceIssue>;
  entitySource?: EntitySource;
}

type Settled<T> = { cached: Cached<T> } | { failure: SentryProblemError };

/** @internal */
export interface DetailServiceOptions extends EntityServiceOptions {
  sentry: SentryService;
  sourceLinks: SourceLinks;
}

/**
 * One issue of an entity and its events. An issue of another project is as one that there
 * is not, however it was named.
 */
export class DetailService {
  readonly #resolver: ProjectResolver;
  readonly #answers: AnswerCache;
  readonly #details: SourceDetails;
  readonly #sourceLinks: SourceLinks;

  static create(options: DetailServiceOptions): DetailService {
    return new DetailService(options);
  }

  private constructor(options: DetailServiceOptions) {
    this.#resolver = options.resolver;
    this.#answers = options.answers;
    this.#sourceLinks = options.sourceLinks;
    this.#details = SourceDetails.create({
      cache: options.cache,
      times: options.times,
      include: options.sentry.config.detail.include,
    });
  }

  /**
   * The issue with an event, tags and suspect commits. Where one of these can't be had, the
   * rest is there.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND`, or why that can't be told
   */
  async show(
    admission: Admission,
    issueId: string,
    asked: SentryIssueDetailQuery,
  ): Promise<Answer> {
    const which = asked.event ?? DEFAULT_EVENT;
    return this.#answer('issue', admission, issueId, asked, which, {
      compose: (found, question) => this.#composeIssue(found, question, which),
      // Of most entities the issue can be in one place alone: then nothing waits for it.
      ahead: (source, question) => [
        this.#details.event(source, question, which),
        this.#details.tags(source, question),
      ],
    });
  }

  /**
   * One event of the issue alone, to step on to.
   *
   * @throws SentryProblemError `ISSUE_NOT_FOUND` for the issue and for the event
   */
  async showEvent(
    admission: Admission,
    issueId: string,
    eventId: string,
    asked: Omit<SentryIssueDetailQuery, 'event'>,
  ): Promise<Answer> {
    return this.#answer('event', admission, issueId, asked, eventId, {
      compose: (found, question) =>
        this.#composeEvent(found, question, eventId),
      ahead: (source, question) => [
        this.#details.event(source, question, eventId),
      ],
    });
  }

  async #answer(
    kind: 'issue' | 'event',
    admission: Admission,
    issueId: string,
    asked: SentryIssueDetailQuery,
    which: string,
    parts: {
      compose: (found: Found, question: IssueQuestion) => Promise<Composed>;
      ahead: (source: Source, question: IssueQuestion) => Promise<unknown>[];
    },
  ): Promise<Answer> {
    const projects = await this.#resolver.resolve(admission, asked.project);
    const { annotations, ref } = admission.entity;
    const question = {
      issue: issueId.toUpperCase(),
      environments: askedEnvironments(asked.environment, annotations),
    };
    const key = cacheKey(`detail.${kind}`, [
      projects.key,
      question.issue,
      question.environments,
      which,
      JSON.stringify(projects.entries.map(entry => entry.ref.source)),
    ]);
    return this.#answers.get(`issue-${kind}`, key, async () => {
      if (projects.sources.length === 1) {
        // Its failure is told where it is waited for.
        void Promise.allSettled(parts.ahead(projects.sources[0], question));
      }
      const found = await this.#find(projects, question);
      if (!found) {
        throw issueNotFound(ref);
      }
      return parts.compose(found, question);
    });
  }

  /** @throws SentryProblemError where it was not found and not all could be asked */
  async #find(
    { sources, entries }: ResolvedProjects,
    question: IssueQuestion,
  ): Promise<Found | undefined> {
    const settled = await Promise.all(
      sources.map(async source => ({
        source,
        ...(await settle(this.#details.issue(source, question))),
      })),
    );
    for (const one of settled) {
      if ('cached' in one && one.cached.value) {
        const { source, cached } = one;
        const { project } = one.cached.value.facts.issue;
        const entry = entries.find(
          ({ problem, ...found }) =>
            !problem &&
            'project' in found &&
            found.project.id === project.id &&
            found.target.instance.name === source.instance.name,
        );
        return {
          source,
          cached: { ...cached, value: one.cached.value },
          entitySource: entry?.ref.source,
        };
      }
    }
    const failure = mostHelpful(
      settled.flatMap(one => ('failure' in one ? [one.failure] : [])),
    );
    if (failure) {
      throw failure;
    }
    return undefined;
  }

  async #composeIssue(
    found: Found,
    question: IssueQuestion,
    which: string,
  ): Promise<Composed> {
    const { source, cached, entitySource } = found;
    const { facts } = cached.value;
    const [event, tags] = await Promise.all([
      this.#event(found, question, which),
      settle(this.#details.tags(source, question)),
    ]);
    const commits =
      'cached' in event
        ? await settle(
            this.#details.commits(
              source,
              facts.issue.project.slug,
              event.cached.value.event.id,
            ),
          )
        : undefined;
    const settled = [event, tags, ...(commits ? [commits] : [])];
    const problems = [
      ...settled.flatMap(part => problemsOf(part, source)),
      ...(cached.value.unknown ? [cached.value.unknown] : []),
      ...(entitySource?.problems ?? []),
    ];
    const distribution = 'cached' in tags ? tags.cached.value.tags : [];
    const shown =
      'cached' in event ? this.#shown(found, event.cached) : undefined;
    const { permalink } = facts.issue;
    return compose<Omit<SentryIssueDetail, 'fetchedAt' | 'stale' | 'problems'>>(
      {
        content: {
          ...facts,
          environments: environmentsOf(distribution, shown),
          tags: distribution,
          suspectCommits:
            commits && 'cached' in commits ? commits.cached.value : [],
          ...(shown && { event: shown }),
          ...('failure' in event && {
            eventProblem: sourceProblem(event.failure, source),
          }),
          eventPositions: source.client.capabilities.eventPositions,
          links: permalink ? { sentry: permalink } : {},
        },
        used: [
          cached,
          ...settled.flatMap(part => ('cached' in part ? [part.cached] : [])),
        ],
        problems,
        partial: settled.some(part => 'failure' in part),
      },
    );
  }

  async #composeEvent(
    found: Found,
    question: IssueQuestion,
    eventId: string,
  ): Promise<Composed> {
    const event = await this.#event(found, question, eventId);
    if ('failure' in event) {
      throw event.failure;
    }
    return compose<
      Omit<SentryEventResponse, 'fetchedAt' | 'stale' | 'problems'>
    >({
      content: {
        issueId: found.cached.value.facts.issue.id,
        event: this.#shown(found, event.cached),
      },
      used: [found.cached, event.cached],
      problems: [
        ...problemsOf(event, found.source),
        ...(found.entitySource?.problems ?? []),
      ],
      partial: false,
    });
  }

  /** The event, if it is one of the issue that was found. */
  async #event(
    { source, cached }: Found,
    question: IssueQuestion,
    which: string,
  ): Promise<Settled<SourceEvent>> {
    const event = await settle(this.#details.event(source, question, which));
    if ('failure' in event) {
      return event;
    }
    const { issue } = cached.value.facts;
    const { issueId = issue.id, projectId = issue.project.id } =
      event.cached.value;
    return issueId === issue.id && projectId === issue.project.id
      ? event
      : { failure: eventNotFound() };
  }

  #shown(
    { cached, entitySource }: Found,
    { value }: Cached<SourceEvent>,
  ): SentryEvent {
    const event = this.#sourceLinks.addTo(value.event, entitySource);
    const { permalink } = cached.value.facts.issue;
    return permalink
      ? {
          ...event,
          link: `${permalink.replace(/\/?$/, '/')}events/${event.id}/`,
        }
      : event;
  }
}

async function settle<T>(answer: Promise<Cached<T>>): Promise<Settled<T>> {
  try {
    return { cached: await answer };
  } catch (error) {
    if (error instanceof SentryProblemError) {
      return { failure: error };
    }
    throw error;
  }
}

function problemsOf(part: Settled<unknown>, source: Source): SentryProblem[] {
  return 'failure' in part ? [sourceProblem(part.failure, source)] : [];
}

/** The most frequent first; of the event alone where the tags are not told. */
function environmentsOf(
  tags: SentryIssueDetail['tags'],
  event: SentryEvent | undefined,
): string[] {
  const told = tags.find(({ key }) => key === 'environment')?.topValues ?? [];
  return told.length
    ? told.map(({ value }) => value)
    : [event?.environment ?? []].flat();
}
