import type { JsonValue } from '@backstage/types';
import type {
  SentryEvent,
  SentryIssue,
  SentrySuspectCommit,
  SentryTagDistribution,
} from 'backstage-plugin-sentry-common';
import {
  sentryLinks,
  type SentryConfig,
  type SentryAnswer,
} from 'backstage-plugin-sentry-node';
import type { AnswerPipeline } from '../../answers/answerFrom';
import { askWithin, type Narrowed } from '../../answers/environments';
import type { Cached } from '../../cache/types';
import { isProblem } from '../../scopes/problems';
import type { ProjectScope } from '../../scopes/types';
import { eventNotFound, eventOfOtherEnvironment } from './problems';

// An issue may appear in a moment: people follow fresh alerts. Until then a page
// that asks over and over asks Sentry nothing.
const ABSENT_MS = 10_000;

/** Searches that don't name it leave feedback out, whatever else they name. */
const OF_FEEDBACK = ' issue.category:feedback';

/** What is asked about one issue. */
export interface IssueQuestion {
  /** A number, or a short id in upper case. */
  issue: string;
  environments: string[];
  /** The window of its counts; they are of all time without one. */
  statsPeriod?: string;
}

/** An issue of the scope's projects, as the cache keeps it. */
export interface ScopeIssue extends Narrowed {
  facts: SentryAnswer<'getIssue'>;
}

/** An event of the issue. */
export interface ScopeEvent extends Narrowed {
  event: SentryEvent;
}

/** The issue's counts within a window, and over all time. */
export type ScopeWindow = Narrowed &
  Partial<
    Pick<
      SentryIssue,
      'count' | 'userCount' | 'firstSeen' | 'lastSeen' | 'lifetime'
    >
  >;

/**
 * Loads the parts of an issue's detail, each cached by itself, so that one is available without
 * the others.
 */
export class DetailLoader {
  readonly #pipeline: AnswerPipeline;
  readonly #include: SentryConfig['detail']['include'];

  /** @param include - what of events config opts in to */
  constructor(
    pipeline: AnswerPipeline,
    include: SentryConfig['detail']['include'],
  ) {
    this.#pipeline = pipeline;
    this.#include = include;
  }

  /**
   * The issue; `null` where there is none, or it is of a project that is not the scope's.
   *
   * @param onAsk - called when Sentry is about to be asked, as the answer is not known
   */
  issue(
    scope: ProjectScope,
    { issue, environments }: IssueQuestion,
    onAsk?: () => void,
  ): Promise<Cached<ScopeIssue | null>> {
    return this.#pipeline.ask<ScopeIssue | null>(scope, {
      kind: 'detail.issue',
      parameters: [issue, environments],
      isChangeable: true,
      nullTtlMs: ABSENT_MS,
      load: () => {
        onAsk?.();
        return askWithin(this.#pipeline, scope, environments, environment =>
          loadIssue(scope, issue, environment),
        );
      },
    });
  }

  /**
   * An event, if it is one of the issue and that one of the scope's.
   *
   * @param which - a position, or an event's id
   */
  event(
    scope: ProjectScope,
    question: IssueQuestion,
    which: string,
  ): Promise<Cached<ScopeEvent>> {
    const { client, organization } = scope;
    const { issue, environments } = question;
    const { eventPositions } = client.capabilities;
    // Servers that recommend no event answer with the latest: both are one question.
    const position =
      which === 'recommended' && !eventPositions.includes('recommended')
        ? 'latest'
        : which;
    const parts = [issue, environments, position, this.#include];
    return this.#ask(scope, 'event', parts, () =>
      askWithin(this.#pipeline, scope, environments, async environment => {
        const [found, { facts }] = await Promise.all([
          client.getIssueEvent(organization, issue, position, { environment }),
          this.#ours(scope, question),
        ]);
        if (!isEventOf(found, facts.issue, scope)) {
          throw eventNotFound();
        }
        const link = sentryLinks.event(facts.issue.permalink, found.event.id);
        const event = { ...found.event, ...(link && { link }) };
        const isElsewhere =
          environment && !environment.includes(event.environment ?? '');
        return {
          event,
          ...(isElsewhere && {
            unknown: eventOfOtherEnvironment(environment, event, client),
          }),
        };
      }),
    );
  }

  /** How the events of the issue are distributed over the values of their tags. */
  tags(
    scope: ProjectScope,
    question: IssueQuestion,
  ): Promise<Cached<Narrowed & { tags: SentryTagDistribution[] }>> {
    const { client, organization } = scope;
    const { issue, environments } = question;
    return this.#ask(scope, 'tags', [issue, environments], () =>
      askWithin(this.#pipeline, scope, environments, async environment => {
        const [tags] = await Promise.all([
          client.getIssueTags(organization, issue, { environment }),
          this.#ours(scope, question),
        ]);
        return { tags };
      }),
    );
  }

  /** The issue's counts within a window, as lists have them; empty where Sentry has none. */
  window(
    scope: ProjectScope,
    issue: SentryIssue,
    { environments, statsPeriod }: IssueQuestion,
  ): Promise<Cached<ScopeWindow>> {
    const parts = [issue.id, environments, statsPeriod ?? null];
    return this.#ask(scope, 'window', parts, () =>
      askWithin(this.#pipeline, scope, environments, environment =>
        loadWindow(scope, issue, { environment, statsPeriod }),
      ),
    );
  }

  /** The commits that Sentry suspects of an event. */
  commits(
    scope: ProjectScope,
    project: string,
    eventId: string,
  ): Promise<Cached<SentrySuspectCommit[]>> {
    const { client, organization } = scope;
    return this.#ask(scope, 'commits', [project, eventId], () =>
      client.getEventCommitters(organization, project, eventId),
    );
  }

  /** How many files came with an event; without `count` where Sentry does not say. */
  attachments(
    scope: ProjectScope,
    project: string,
    eventId: string,
  ): Promise<Cached<{ count?: number }>> {
    const { client, organization } = scope;
    return this.#ask(scope, 'attachments', [project, eventId], async () => ({
      count: await client.countEventAttachments(organization, project, eventId),
    }));
  }

  /**
   * The issue. Its parts are asked for at the same time, and kept only where the issue is
   * one of the scope's: not all of them say whose they are.
   */
  async #ours(
    scope: ProjectScope,
    question: IssueQuestion,
  ): Promise<ScopeIssue> {
    const { value } = await this.issue(scope, question);
    if (!value) {
      throw eventNotFound();
    }
    return value;
  }

  /** Events and tags don't change with the issue. */
  #ask<T>(
    scope: ProjectScope,
    part: string,
    parameters: JsonValue[],
    load: () => Promise<T>,
  ): Promise<Cached<T>> {
    return this.#pipeline.ask(scope, {
      kind: `detail.${part}`,
      parameters,
      load,
    });
  }
}

async function loadIssue(
  { client, organization, projects }: ProjectScope,
  issue: string,
  environment: string[] | undefined,
): Promise<ScopeIssue | null> {
  try {
    const facts = await client.getIssue(organization, issue, { environment });
    const isOurs = projects.some(({ id }) => id === facts.issue.project.id);
    return isOurs ? { facts } : null;
  } catch (error) {
    if (isProblem(error, 'ISSUE_NOT_FOUND')) {
      return null;
    }
    throw error;
  }
}

/**
 * Asks for an issue as lists have it, with counts of a window and of all time. By a search:
 * with Sentry's `group` the counts are of all time. An issue that is in no list of the
 * window did not occur in it.
 */
async function loadWindow(
  { client, organization }: ProjectScope,
  { id, project, category }: SentryIssue,
  asked: { environment?: string[]; statsPeriod?: string },
): Promise<ScopeWindow> {
  const { items } = await client.listIssues(organization, {
    ...asked,
    project: [project.id],
    query: `issue.id:${id}${category === 'feedback' ? OF_FEEDBACK : ''}`,
    groupStatsPeriod: '',
    collapse: ['filtered', 'unhandled'],
  });
  if (!items.length) {
    return { count: 0, userCount: 0 };
  }
  // Servers that ignore the search answer with unrelated issues.
  const issue = items.find(item => item.id === id);
  if (!issue) {
    return {};
  }
  const { count, userCount, firstSeen, lastSeen, lifetime } = issue;
  return { count, userCount, firstSeen, lastSeen, lifetime };
}

/** GlitchTip answers events of their issue alone, and need not say whose they are. */
function isEventOf(
  { issueId, projectId }: SentryAnswer<'getIssueEvent'>,
  issue: SentryIssue,
  { client }: ProjectScope,
): boolean {
  const isNamed = client.capabilities.server !== 'glitchtip';
  return (
    (issueId ?? issue.id) === issue.id &&
    (projectId ?? (isNamed ? undefined : issue.project.id)) === issue.project.id
  );
}
