import type {
  SentryEvent,
  SentryEventResponse,
  SentryIssue,
  SentryIssueDetail,
  SentryProblem,
} from 'backstage-plugin-sentry-common';
import type { Cached } from '../../cache/types';
import type { Composed } from '../../answers/AnswerCache';
import { compose, scopeProblem } from '../../answers/answerFrom';
import type { ProjectScope } from '../../scopes/types';
import { settle, type FoundIssue, type Settled } from './findIssue';
import type { SourceDetails } from './SourceDetails';
import type { SourceLinks } from './SourceLinks';
import type {
  IssueQuestion,
  Narrowed,
  SourceAttachments,
  SourceCommits,
  SourceEvent,
  SourceWindow,
} from './types';

type Content<T> = Omit<T, 'fetchedAt' | 'stale' | 'problems'>;

/** An event, and what is asked about it by its id. */
interface EventWithMore {
  event: Settled<SourceEvent>;
  commits?: Settled<SourceCommits>;
  files?: Settled<SourceAttachments>;
}

/** Puts the answers about an issue together that was found to be one of the entity's. */
export class DetailComposer {
  readonly #details: SourceDetails;
  readonly #sourceLinks: SourceLinks;

  static create(options: {
    details: SourceDetails;
    sourceLinks: SourceLinks;
  }): DetailComposer {
    return new DetailComposer(options.details, options.sourceLinks);
  }

  private constructor(details: SourceDetails, sourceLinks: SourceLinks) {
    this.#details = details;
    this.#sourceLinks = sourceLinks;
  }

  async issue(
    found: FoundIssue,
    question: IssueQuestion,
    which: string,
  ): Promise<Composed> {
    const { scope, cached, entitySource, limit, unasked } = found;
    const { facts, unknown } = cached.value;
    const [{ event, commits, files }, tags, window] = await Promise.all([
      this.#eventWithMore(found, question, which),
      settle(this.#details.tags(scope, question)),
      this.#window(found, question),
    ]);
    const parts = [event, tags, commits].filter(part => part !== undefined);
    const distribution = 'cached' in tags ? tags.cached.value.tags : [];
    const shown =
      'cached' in event ? this.#shown(found, event.cached, files) : undefined;
    const { permalink } = facts.issue;
    return compose<Content<SentryIssueDetail>>({
      content: {
        ...facts,
        issue:
          window && 'cached' in window
            ? withinWindow(facts.issue, window.cached.value)
            : facts.issue,
        environments: environmentsOf(distribution, shown),
        tags: distribution,
        suspectCommits:
          commits && 'cached' in commits ? commits.cached.value : [],
        ...(shown && { event: shown }),
        ...('failure' in event && {
          eventProblem: scopeProblem(event.failure, scope),
        }),
        eventPositions: scope.client.capabilities.eventPositions,
        links: permalink ? { sentry: permalink } : {},
      },
      used: [
        cached,
        ...[...parts, window].flatMap(part =>
          part && 'cached' in part ? [part.cached] : [],
        ),
      ],
      problems: [
        ...parts.flatMap(part =>
          part === commits && limit ? [] : problemsOf(part, scope),
        ),
        ...unknownOf({ unknown }, event),
        ...(entitySource?.problems ?? []),
        ...unasked,
      ],
      // Nobody misses the number of files, nor a window where all time is told: that these
      // can't be told is no problem to show.
      partial:
        unasked.length > 0 ||
        [...parts, files, window].some(part => part && 'failure' in part),
    });
  }

  /** @throws SentryProblemError where there is no such event of the issue */
  async event(
    found: FoundIssue,
    question: IssueQuestion,
    eventId: string,
  ): Promise<Composed> {
    const event = await settle(
      this.#details.event(found.scope, question, eventId),
    );
    if ('failure' in event) {
      throw event.failure;
    }
    const files = await this.#files(found, event.cached);
    const { unknown } = event.cached.value;
    return compose<Content<SentryEventResponse>>({
      content: {
        issueId: found.cached.value.facts.issue.id,
        event: this.#shown(found, event.cached, files),
      },
      used: [found.cached, event.cached],
      problems: [
        ...(unknown ? [unknown] : []),
        ...(found.entitySource?.problems ?? []),
        ...found.unasked,
      ],
      partial: found.unasked.length > 0 || 'failure' in files,
    });
  }

  async #eventWithMore(
    found: FoundIssue,
    question: IssueQuestion,
    which: string,
  ): Promise<EventWithMore> {
    const event = await settle(
      this.#details.event(found.scope, question, which),
    );
    if ('failure' in event) {
      return { event };
    }
    const { slug } = found.cached.value.facts.issue.project;
    const { id } = event.cached.value.event;
    const [commits, files] = await Promise.all([
      settle(this.#details.commits(found.scope, slug, id)),
      this.#files(found, event.cached),
    ]);
    return { event, commits, files };
  }

  #files(
    { scope, cached }: FoundIssue,
    { value }: Cached<SourceEvent>,
  ): Promise<Settled<SourceAttachments>> {
    const { slug } = cached.value.facts.issue.project;
    return settle(this.#details.attachments(scope, slug, value.event.id));
  }

  /** What it came to within the window that was asked for, where the server knows any. */
  async #window(
    { scope, cached }: FoundIssue,
    question: IssueQuestion,
  ): Promise<Settled<SourceWindow> | undefined> {
    const { issue } = cached.value.facts;
    return question.statsPeriod && scope.client.capabilities.statsPeriod
      ? settle(this.#details.window(scope, issue, question))
      : undefined;
  }

  #shown(
    { entitySource }: FoundIssue,
    { value }: Cached<SourceEvent>,
    files?: Settled<SourceAttachments>,
  ): SentryEvent {
    const event = this.#sourceLinks.addTo(value.event, entitySource);
    const attachmentCount =
      files && 'cached' in files ? files.cached.value.count : undefined;
    return {
      ...event,
      ...(attachmentCount !== undefined && { attachmentCount }),
    };
  }
}

/** As lists tell it: the counts are of the window, those of all time beside them. */
function withinWindow(
  issue: SentryIssue,
  { unknown: _, lifetime, ...figures }: SourceWindow,
): SentryIssue {
  const { count, userCount, firstSeen, lastSeen } = issue;
  return figures.count === undefined
    ? issue
    : {
        ...issue,
        ...figures,
        lifetime: lifetime ?? { count, userCount, firstSeen, lastSeen },
      };
}

/** Why the issue or the event is not of the environments that were asked for, once. */
function unknownOf(
  issue: Narrowed,
  event: Settled<SourceEvent>,
): SentryProblem[] {
  const all = [issue, ...('cached' in event ? [event.cached.value] : [])];
  return [
    ...new Map(
      all.flatMap(({ unknown }) =>
        unknown ? [[unknown.message, unknown]] : [],
      ),
    ).values(),
  ];
}

function problemsOf(
  part: Settled<unknown>,
  scope: ProjectScope,
): SentryProblem[] {
  return 'failure' in part ? [scopeProblem(part.failure, scope)] : [];
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
