import type { SentryProblem } from 'backstage-plugin-sentry-common';
import { SentryProblemError } from 'backstage-plugin-sentry-node';
import { LRUCache } from 'lru-cache';
import { ageOf } from '../answers/ageOf';
import { SingleFlight } from '../answers/SingleFlight';
import { sourceOf } from './groupSources';
import { type Source } from './types';
import { findHidden, isRefusal } from './findHidden';
import { projectHidden } from './visibilityProblems';

const KEPT_MS = 5 * 60_000;
/** So long it stands while it is looked at again, or Sentry can't be asked. */
const STANDS_MS = 24 * 60 * 60_000;
const MAX_SOURCES = 2_000;

interface Seen {
  /** Ids of the projects that Sentry refuses; of all where it is none that can be left out. */
  hidden: Set<string>;
  /** In milliseconds since 1970. */
  since: number;
}

/** Sources as far as Sentry shows them, and what it does not show. */
export interface Sighted {
  sources: Source[];
  problems: SentryProblem[];
}

/**
 * Knows which projects of an organization Sentry hides from a credential. One of them
 * among those asked about makes Sentry refuse the whole question; what it does show is
 * asked for alone then. Found out when Sentry refuses, and looked at again after five minutes.
 */
export class ProjectSight {
  readonly #seen = new LRUCache<string, Seen>({ max: MAX_SOURCES });
  readonly #flights = new SingleFlight();

  static create(): ProjectSight {
    return new ProjectSight();
  }

  private constructor() {}

  /** The sources without what is known to be hidden. Asks nobody. */
  narrow(sources: Source[]): Sighted {
    const problems: SentryProblem[] = [];
    const narrowed = sources.map(source => this.#narrowOne(source, problems));
    return { sources: narrowed, problems };
  }

  #narrowOne(source: Source, problems: SentryProblem[]): Source {
    const hidden = this.#hiddenOf(source);
    if (!hidden) {
      return source;
    }
    const [out, rest] = partition(source.projects, ({ id }) => hidden.has(id));
    problems.push(...out.map(project => projectHidden(source, project)));
    // What is left may have been refused since.
    return this.#narrowOne(sourceOf({ ...source, projects: rest }), problems);
  }

  /**
   * Looks, after Sentry refused a question about the source, whether it would answer about
   * a part of it.
   *
   * @returns whether `narrow` now makes less of the source
   */
  async learn(source: Source, failure: SentryProblemError): Promise<boolean> {
    if (source.projects.length < 2 || !isRefusal(failure)) {
      return false;
    }
    const known = this.#seen.get(source.key);
    if (!known || !isCurrent(known)) {
      try {
        await this.#look(source, true);
      } catch (error) {
        if (error instanceof SentryProblemError) {
          return false;
        }
        throw error;
      }
    }
    return this.#hiddenOf(source) !== undefined;
  }

  /** What to leave out; `undefined` where that is nothing, or would leave nothing. */
  #hiddenOf(source: Source): Set<string> | undefined {
    const seen = this.#seen.get(source.key);
    const size = seen?.hidden.size ?? 0;
    if (!seen || size === 0 || size === source.projects.length) {
      return undefined;
    }
    if (!isCurrent(seen)) {
      if (ageOf(seen.since) >= STANDS_MS) {
        return undefined;
      }
      // What fails here leaves things as they are.
      this.#look(source, false).catch(() => {});
    }
    return seen.hidden;
  }

  #look(source: Source, refused: boolean): Promise<void> {
    return this.#flights.run(source.key, async () => {
      const hidden = await findHidden(source, refused);
      this.#seen.set(source.key, {
        hidden: new Set(hidden.map(({ id }) => id)),
        since: Date.now(),
      });
    });
  }
}

function isCurrent({ since }: Seen): boolean {
  return ageOf(since) < KEPT_MS;
}

function partition<T>(items: T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter(item => !test(item))];
}
