import type { JsonValue } from '@backstage/types';
import type { SentryIssue } from 'backstage-plugin-sentry-common';
import {
  sentryEventLink,
  type SentryDetailField,
} from 'backstage-plugin-sentry-node';
import { cacheKey } from '../../cache/keys';
import { type Cached } from '../../cache/types';
import { type SourceCache } from '../../cache/SourceCache';
import type { SourceEnvironments } from '../../answers/environments';
import type { ProjectScope } from '../../scopes/types';
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
   * The issue; `null` where there is none, or it is of a project that is not the scope's.
   *
   * @param onAsk - called when Sentry is about to be asked, as the answer is not known
   */
  issue(
    scope: ProjectScope,
    { issue, environments }: IssueQuestion,
    onAsk?: () => void,
  ): Promise<Cached<SourceIssue | null>> {
    const parts = [issue, environments];
    return this.#get(scope, 'issue', parts, async () => {
      onAsk?.();
      return this.#narrowed(scope, environments, environment =>
        loadIssue(scope, issue, environment),
      );
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
  ): Promise<Cached<SourceEvent>> {
    const { client, organization } = scope;
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
    return this.#get(scope, 'event', parts, () =>
      this.#narrowed(scope, environments, async environment => {
        const [found, { facts }] = await Promise.all([
          client.getIssueEvent(organization, issue, position, { environment }),
          this.#ours(scope, question),
        ]);
        if (!isEventOf(found, facts.issue, scope)) {
          throw eventNotFound();
        }
        const { id } = found.event;
        const link = sentryEventLink(facts.issue.permalink, id);
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

  /** How the tags of an issue of the scope are shared out. */
  tags(
    scope: ProjectScope,
    question: IssueQuestion,
  ): Promise<Cached<SourceTags>> {
    const { client, organization } = scope;
    const { issue, environments } = question;
    return this.#get(scope, 'tags', [issue, environments], () =>
      this.#narrowed(scope, environments, async environment => {
        const [tags] = await Promise.all([
          client.getIssueTags(organization, issue, { environment }),
          this.#ours(scope, question),
        ]);
        return { tags };
      }),
    );
  }

  /**
   * What an issue of the scope came to within a window, as lists tell it; nothing where
   * Sentry does not.
   */
  window(
    scope: ProjectScope,
    issue: SentryIssue,
    { environments, statsPeriod }: IssueQuestion,
  ): Promise<Cached<SourceWindow>> {
    const parts = [issue.id, environments, statsPeriod ?? null];
    return this.#get(scope, 'window', parts, () =>
      this.#narrowed(scope, environments, environment =>
        loadWindow(scope, issue, { environment, statsPeriod }),
      ),
    );
  }

  /** Those that Sentry holds responsible for an event. */
  commits(
    scope: ProjectScope,
    project: string,
    eventId: string,
  ): Promise<Cached<SourceCommits>> {
    const { client, organization } = scope;
    return this.#get(scope, 'commits', [project, eventId], () =>
      client.getEventCommitters(organization, project, eventId),
    );
  }

  /** How many files came with an event. */
  attachments(
    scope: ProjectScope,
    project: string,
    eventId: string,
  ): Promise<Cached<SourceAttachments>> {
    const { client, organization } = scope;
    return this.#get(scope, 'attachments', [project, eventId], async () => {
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
   * be one of the scope's: they don't all say by themselves whose they are.
   */
  async #ours(
    scope: ProjectScope,
    question: IssueQuestion,
  ): Promise<SourceIssue> {
    const { value } = await this.issue(scope, question);
    if (!value) {
      throw eventNotFound();
    }
    return value;
  }

  #narrowed<T extends object | null>(
    scope: ProjectScope,
    environments: string[],
    ask: (environment?: string[]) => Promise<T>,
  ) {
    return narrowed(
      environments,
      ask,
      async () => (await this.#environments.get(scope)).value,
    );
  }

  #get<T>(
    scope: ProjectScope,
    part: string,
    parts: JsonValue[],
    load: () => Promise<T>,
  ): Promise<Cached<T>> {
    return this.#cache.get<T>({
      key: cacheKey(`detail.${part}`, [scope.key, ...parts]),
      ...this.#times,
      // Events and tags are what they were.
      ...(part === 'issue' && { changedAt: scope.changedAt }),
      isOwn: !scope.client.isShared,
      nullTtlMs: Math.min(this.#times.ttlMs, ABSENT_MS),
      // Whoever looks for it later must not be told so once more while it is looked up.
      nullStaleForMs: 0,
      load,
    });
  }
}
