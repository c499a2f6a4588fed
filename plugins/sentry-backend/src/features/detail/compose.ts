import type {
  SentryEvent,
  SentryEventResponse,
  SentryIssue,
  SentryIssueDetail,
  SentryProblem,
  SentrySuspectCommit,
} from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import type { EntitySource } from '../../access/types';
import { scopeProblem, type Merged } from '../../answers/answerFrom';
import { distinct } from '../../answers/compose';
import type { Cached } from '../../cache/types';
import type { ProjectScope } from '../../scopes/types';
import type {
  DetailLoader,
  IssueQuestion,
  ScopeEvent,
  ScopeIssue,
  ScopeWindow,
} from './load';
import type { SourceLinks } from './sourceLinks';

type Content<T> = Omit<T, 'fetchedAt' | 'stale' | 'problems'>;

/** A part of the answer, or why it is missing. */
type Settled<T> =
  | { cached: Cached<T>; failure?: undefined }
  | { cached?: undefined; failure: SentryProblemError };

/** An issue that is one of the entity's. */
export interface FoundIssue {
  scope: ProjectScope;
  cached: Cached<ScopeIssue>;
  /** Where the source code of the component is whose project the issue is of. */
  entitySource?: EntitySource;
  /** Why only the issues of its project can be read. */
  limit?: SentryProblem;
}

/** An event, and what is asked about it by its id. */
interface EventWithMore {
  event: Settled<ScopeEvent>;
  commits?: Settled<SentrySuspectCommit[]>;
  files?: Settled<{ count?: number }>;
}

/** Makes the answers about an issue that is one of the entity's. */
export class DetailComposer {
  readonly #details: DetailLoader;
  readonly #sourceLinks: SourceLinks;

  constructor(details: DetailLoader, sourceLinks: SourceLinks) {
    this.#details = details;
    this.#sourceLinks = sourceLinks;
  }

  async issue(
    found: FoundIssue,
    question: IssueQuestion,
    which: string,
  ): Promise<Merged> {
    const { scope, cached, entitySource, limit } = found;
    const { facts, unknown } = cached.value;
    const [{ event, commits, files }, tags, window] = await Promise.all([
      this.#eventWithMore(found, question, which),
      settle(this.#details.tags(scope, question)),
      this.#window(found, question),
    ]);
    const parts = [event, tags, commits].filter(part => part !== undefined);
    const distribution = tags.cached?.value.tags ?? [];
    const shown = event.cached && this.#shown(found, event.cached, files);
    const { permalink } = facts.issue;
    const content: Content<SentryIssueDetail> = {
      ...facts,
      issue: window?.cached
        ? withinWindow(facts.issue, window.cached.value)
        : facts.issue,
      environments: environmentsIn(distribution, shown),
      tags: distribution,
      suspectCommits: commits?.cached?.value ?? [],
      ...(shown && { event: shown }),
      ...(event.failure && {
        eventProblem: scopeProblem({ scope, error: event.failure }),
      }),
      eventPositions: scope.client.capabilities.eventPositions,
      links: permalink ? { sentry: permalink } : {},
    };
    const unknowns = [unknown, event.cached?.value.unknown].filter(
      problem => problem !== undefined,
    );
    return {
      content,
      used: [cached, ...[...parts, window].flatMap(part => part?.cached ?? [])],
      problems: [
        ...parts.flatMap(({ failure: error }, index) =>
          !error || (parts[index] === commits && limit)
            ? []
            : scopeProblem({ scope, error }),
        ),
        ...distinct(unknowns, ({ message }) => message),
        ...(entitySource?.problems ?? []),
      ],
      // Without the number of files, or with counts of all time, nothing that a problem is worth.
      isPartial: [...parts, files, window].some(part => part?.failure),
    };
  }

  /** @throws SentryProblemError where there is no such event of the issue */
  async event(
    found: FoundIssue,
    question: IssueQuestion,
    eventId: string,
  ): Promise<Merged> {
    const event = await this.#details.event(found.scope, question, eventId);
    const files = await this.#files(found, event);
    const { unknown } = event.value;
    const content: Content<SentryEventResponse> = {
      issueId: found.cached.value.facts.issue.id,
      event: this.#shown(found, event, files),
    };
    return {
      content,
      used: [found.cached, event],
      problems: [
        ...(unknown ? [unknown] : []),
        ...(found.entitySource?.problems ?? []),
      ],
      isPartial: files.failure !== undefined,
    };
  }

  async #eventWithMore(
    found: FoundIssue,
    question: IssueQuestion,
    which: string,
  ): Promise<EventWithMore> {
    const event = await settle(
      this.#details.event(found.scope, question, which),
    );
    if (!event.cached) {
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
    { value }: Cached<ScopeEvent>,
  ): Promise<Settled<{ count?: number }>> {
    const { slug } = cached.value.facts.issue.project;
    return settle(this.#details.attachments(scope, slug, value.event.id));
  }

  /** The counts within the window that was asked for, where the server knows any. */
  async #window(
    { scope, cached }: FoundIssue,
    question: IssueQuestion,
  ): Promise<Settled<ScopeWindow> | undefined> {
    const { issue } = cached.value.facts;
    return question.statsPeriod && scope.client.capabilities.statsPeriod
      ? settle(this.#details.window(scope, issue, question))
      : undefined;
  }

  #shown(
    { entitySource }: FoundIssue,
    { value }: Cached<ScopeEvent>,
    files?: Settled<{ count?: number }>,
  ): SentryEvent {
    const event = this.#sourceLinks.addTo(value.event, entitySource);
    const attachmentCount = files?.cached?.value.count;
    return {
      ...event,
      ...(attachmentCount !== undefined && { attachmentCount }),
    };
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

/** As in lists: the counts are of the window, those of all time beside them. */
function withinWindow(
  issue: SentryIssue,
  { unknown: _, lifetime, ...figures }: ScopeWindow,
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

/** The most frequent first; of the event alone where there are no tags. */
function environmentsIn(
  tags: SentryIssueDetail['tags'],
  event: SentryEvent | undefined,
): string[] {
  const values = tags.find(({ key }) => key === 'environment')?.topValues ?? [];
  return values.length
    ? values.map(({ value }) => value)
    : [event?.environment ?? []].flat();
}
