import type { JsonValue } from '@backstage/types';
import {
  isSentryUnknownEnvironment,
  toIssueFacts,
  toSentryEvent,
  toSuspectCommits,
  toTagDistributions,
  type SentryDetailField,
} from 'backstage-plugin-sentry-node';
import { cacheKey, type Cached, type SourceCache } from '../../cache';
import type { Source } from '../projects';
import { isProblem } from '../projects/lookUpProject';
import type { CacheTimes } from '../types';
import type {
  IssueQuestion,
  Narrowed,
  SourceAttachments,
  SourceCommits,
  SourceEvent,
  SourceIssue,
  SourceTags,
} from './types';

// What is not there now may be in a moment: somebody follows a fresh alert.
const ABSENT_MS = 5_000;

/** @internal */
export interface SourceDetailsOptions {
  cache: SourceCache;
  times: CacheTimes;
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

  static create(options: SourceDetailsOptions): SourceDetails {
    return new SourceDetails(options);
  }

  private constructor(options: SourceDetailsOptions) {
    this.#cache = options.cache;
    this.#times = options.times;
    this.#include = options.include;
  }

  /** The issue; `null` where there is none, or it is of a project that is not the source's. */
  issue(
    source: Source,
    { issue, environments }: IssueQuestion,
  ): Promise<Cached<SourceIssue | null>> {
    const { client, organization, projects, instance } = source;
    const parts = [issue, environments, source.version ?? null];
    return this.#get(source, 'issue', parts, async () => {
      try {
        return await narrowed(environments, async environment => {
          const raw = await client.getIssue(organization, issue, {
            environment,
          });
          const isOurs = projects.some(({ id }) => id === `${raw.project?.id}`);
          const facts =
            isOurs &&
            toIssueFacts(raw, {
              instance: instance.name,
              baseUrl: instance.baseUrl,
              organization,
              projects,
            });
          return facts ? { facts } : null;
        });
      } catch (error) {
        if (isProblem(error, 'ISSUE_NOT_FOUND')) {
          return null;
        }
        throw error;
      }
    });
  }

  /** @param which - a position, or an event's id */
  event(
    source: Source,
    { issue, environments }: IssueQuestion,
    which: string,
  ): Promise<Cached<SourceEvent>> {
    const { client, organization, instance } = source;
    const include = this.#include;
    const parts = [issue, environments, which, include];
    return this.#get(source, 'event', parts, () =>
      narrowed(environments, async environment => {
        const raw = await client.getIssueEvent(organization, issue, which, {
          environment,
        });
        return {
          event: toSentryEvent(raw, {
            baseUrl: instance.baseUrl,
            organization,
            include,
          }),
          issueId: idOf(raw.groupID),
          projectId: idOf(raw.projectID),
        };
      }),
    );
  }

  tags(
    source: Source,
    { issue, environments }: IssueQuestion,
  ): Promise<Cached<SourceTags>> {
    const { client, organization } = source;
    return this.#get(source, 'tags', [issue, environments], () =>
      narrowed(environments, async environment => ({
        tags: toTagDistributions(
          await client.getIssueTags(organization, issue, { environment }),
        ),
      })),
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

  #get<T>(
    source: Source,
    part: string,
    parts: JsonValue[],
    load: () => Promise<T>,
  ): Promise<Cached<T>> {
    return this.#cache.get<T>({
      key: cacheKey(`detail.${part}`, [source.key, ...parts]),
      ...this.#times,
      isOwn: !source.client.isShared,
      nullTtlMs: Math.min(this.#times.ttlMs, ABSENT_MS),
      load,
    });
  }
}

/**
 * Asks within the environments; of all where the organization does not have one of them,
 * for the issue that somebody opened is there for all that.
 */
async function narrowed<T extends object | null>(
  environments: string[],
  ask: (environment?: string[]) => Promise<T>,
): Promise<T | (T & Narrowed)> {
  if (!environments.length) {
    return ask();
  }
  try {
    return await ask(environments);
  } catch (error) {
    if (!isSentryUnknownEnvironment(error)) {
      throw error;
    }
    const answer = await ask();
    return answer && { ...answer, unknown: error.toProblem() };
  }
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;
}
