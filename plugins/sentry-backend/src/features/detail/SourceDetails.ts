import type { JsonValue } from '@backstage/types';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import {
  toSentryEvent,
  toSuspectCommits,
  toTagDistributions,
  type SentryDetailField,
} from 'backstage-plugin-sentry-node';
import { cacheKey } from '../../answers/keys';
import { type Cached } from '../../answers/types';
import { type SourceCache } from '../../answers/SourceCache';
import type { SourceEnvironments } from '../environments/SourceEnvironments';
import { placeOf } from '../../scopes/links';
import type { Source } from '../../scopes/types';
import type { CacheTimes } from '../types';
import { isEventOf } from './isEventOf';
import { loadIssue } from './loadIssue';
import { loadWindow } from './loadWindow';
import { narrowed } from './narrowed';
import { eventNotFound, eventOfOtherEnvironment } from './problems';
import type {
  IssueQuestion,
  SourceAttachments,
  SourceCommits,
  SourceEvent,
  SourceIssue,
  SourceTags,
  SourceWindow,
} from './types';

// What is not there now may be in a moment: somebody follows a fresh alert. Until then a page
// that asks over and over asks Sentry nothing.
const ABSENT_MS = 10_000;

/** @internal */
export interface SourceDetailsOptions {
  cache: SourceCache;
  times: CacheTimes;
  environments: SourceEnvironments;
  /** What of events config opts in to. */
  include: SentryDetailField[];
}

/**
 * The parts of an issue's detail, each asked of Sentry and kept by itself, so that one
 * can be had without the others. What is kept is mapped already.
 */
export class SourceDetails {
  readonly #cache: SourceCache;
  readonly #times: CacheTimes;
  readonly #include: SentryDetailField[];
  readonly #environments: SourceEnvironments;

  static create(options: SourceDetailsOptions): SourceDetails {
    return new SourceDetails(options);
  }

  private constructor(options: SourceDetailsOptions) {
    this.#cache = options.cache;
    this.#times = options.times;
    this.#include = options.include;
    this.#environments = options.environments;
  }

  /**
   * The issue; `null` where there is none, or it is of a project that is not the source's.
   *
   * @param onAsk - called when Sentry is about to be asked, as the answer is not known
   */
  issue(
    source: Source,
    { issue, environments }: IssueQuestion,
    onAsk?: () => void,
  ): Promise<Cached<SourceIssue | null>> {
    const parts = [issue, environments];
    return this.#get(source, 'issue', parts, async () => {
      onAsk?.();
      return this.#narrowed(source, environments, environment =>
        loadIssue(source, issue, environment),
      );
    });
  }

  /**
   * An event, if it is one of the issue and that one of the source's.
   *
   * @param which - a position, or an event's id
   */
  event(
    source: Source,
    question: IssueQuestion,
    which: string,
  ): Promise<Cached<SourceEvent>> {
    const { client, organization } = source;
    const { issue, environments } = question;
    const include = this.#include;
    const { capabilities } = client;
    // What a server does not recommend is the latest: asked for as both, it is asked for once.
    const position =
      which === 'recommended' &&
      !capabilities.eventPositions.includes('recommended')
        ? 'latest'
        : which;
    const parts = [issue, environments, position, include];
    return this.#get(source, 'event', parts, () =>
      this.#narrowed(source, environments, async environment => {
        const [raw, { facts }] = await Promise.all([
          client.getIssueEvent(organization, issue, position, { environment }),
          this.#ours(source, question),
        ]);
        if (!isEventOf(raw, facts.issue, source)) {
          throw eventNotFound();
        }
        const event = toSentryEvent(raw, {
          ...placeOf(source),
          include,
          issueLink: facts.issue.permalink,
        });
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

  /** How the tags of an issue of the source are shared out. */
  tags(source: Source, question: IssueQuestion): Promise<Cached<SourceTags>> {
    const { client, organization } = source;
    const { issue, environments } = question;
    return this.#get(source, 'tags', [issue, environments], () =>
      this.#narrowed(source, environments, async environment => {
        const [tags] = await Promise.all([
          client.getIssueTags(organization, issue, { environment }),
          this.#ours(source, question),
        ]);
        return { tags: toTagDistributions(tags) };
      }),
    );
  }

  /**
   * What an issue of the source came to within a window, as lists tell it; nothing where
   * Sentry does not.
   */
  window(
    source: Source,
    issue: SentryIssue,
    { environments, statsPeriod }: IssueQuestion,
  ): Promise<Cached<SourceWindow>> {
    const parts = [issue.id, environments, statsPeriod ?? null];
    return this.#get(source, 'window', parts, () =>
      this.#narrowed(source, environments, environment =>
        loadWindow(source, issue, { environment, statsPeriod }),
      ),
    );
  }

  /** Those that Sentry holds responsible for an event. */
  commits(
    source: Source,
    project: string,
    eventId: string,
  ): Promise<Cached<SourceCommits>> {
    const { client, organization } = source;
    return this.#get(source, 'commits', [project, eventId], async () =>
      toSuspectCommits(
        await client.getEventCommitters(organization, project, eventId),
      ),
    );
  }

  /** How many files came with an event. */
  attachments(
    source: Source,
    project: string,
    eventId: string,
  ): Promise<Cached<SourceAttachments>> {
    const { client, organization } = source;
    return this.#get(source, 'attachments', [project, eventId], async () => {
      const count = await client.countEventAttachments(
        organization,
        project,
        eventId,
      );
      return count === undefined ? {} : { count };
    });
  }

  /**
   * The issue. Its parts are asked for at the same time, and kept only where it is found to
   * be one of the source's: they don't all say by themselves whose they are.
   */
  async #ours(source: Source, question: IssueQuestion): Promise<SourceIssue> {
    const { value } = await this.issue(source, question);
    if (!value) {
      throw eventNotFound();
    }
    return value;
  }

  #narrowed<T extends object | null>(
    source: Source,
    environments: string[],
    ask: (environment?: string[]) => Promise<T>,
  ) {
    return narrowed(
      environments,
      ask,
      async () => (await this.#environments.get(source)).value,
    );
  }

  #get<T>(
    source: Source,
    part: string,
    parts: JsonValue[],
    load: () => Promise<T>,
  ): Promise<Cached<T>> {
    return this.#cache.get<T>({
      key: cacheKey(`detail.${part}`, [source.key, ...parts]),
      ...this.#times,
      // Events and tags are what they were.
      ...(part === 'issue' && { changedAt: source.changedAt }),
      isOwn: !source.client.isShared,
      nullTtlMs: Math.min(this.#times.ttlMs, ABSENT_MS),
      // Whoever looks for it later must not be told so once more while it is looked up.
      nullStaleForMs: 0,
      load,
    });
  }
}
